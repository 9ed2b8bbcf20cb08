package com.mewayz.platform.pages;

import io.pebbletemplates.pebble.error.LoaderException;
import io.pebbletemplates.pebble.loader.Loader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code themes/…} from the themes' files and everything else from our resources, under full names only. */
final class TemplateLoader implements Loader<String> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(/[a-z0-9_-]+)*\\.peb");
    private static final String THEMES = "themes/";

    private final ThemeFiles themes;
    private final Loader<String> resources = Templates.ours();
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    TemplateLoader(ThemeFiles themes) {
        this.themes = themes;
    }

    @Override
    public Reader getReader(String written) {
        var name = Templates.full(written);
        if (!NAME.matcher(name).matches()) {
            throw new LoaderException(null, "not the name of a template: " + name);
        }
        used.add(name);
        if (!name.startsWith(THEMES)) {
            return resources.getReader(name);
        }
        var bytes = themes.read(name.substring(THEMES.length()))
                .orElseThrow(() -> new LoaderException(null, "no template " + name));
        return new StringReader(new String(bytes, StandardCharsets.UTF_8));
    }

    Set<String> used() {
        return Set.copyOf(used);
    }

    @Override
    public boolean resourceExists(String written) {
        var name = Templates.full(written);
        return NAME.matcher(name).matches()
                && (name.startsWith(THEMES)
                        ? themes.read(name.substring(THEMES.length())).isPresent()
                        : resources.resourceExists(name));
    }

    @Override
    public String createCacheKey(String name) {
        return Templates.full(name);
    }

    @Override
    public @Nullable String resolveRelativePath(String relative, String anchor) {
        return null;
    }

    @Override
    public void setCharset(String charset) {}

    @Override
    public void setPrefix(String prefix) {}

    @Override
    public void setSuffix(String suffix) {}
}
