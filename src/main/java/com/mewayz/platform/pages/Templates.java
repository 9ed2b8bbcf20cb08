package com.mewayz.platform.pages;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.cache.tag.NoOpTagCache;
import io.pebbletemplates.pebble.cache.template.ConcurrentMapTemplateCache;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The one home of Pebble. {@code biosites/builder.peb} is the resource of that name under {@code com/mewayz/};
 * {@code themes/folio/page.peb} is a file of a theme. Everything printed is escaped for HTML, a variable that does not
 * exist is an error, and templates are trusted code: never text of a user.
 *
 * <p>Beside Pebble's own there are, for every template: {@code address}, a filter that lets only links of a known
 * scheme through; {@code symbol("play")}, a drawing of the themes' sprite; {@code data(json)}, JSON that may stand in
 * a script element.
 */
public final class Templates {
    private static final String SUFFIX = ".peb";

    private final PebbleEngine engine;
    private final TemplateLoader loader;

    /** @param themes where {@code themes/…} is read from */
    public Templates(ThemeFiles themes, List<PageFunction> functions, List<PageFilter> filters) {
        loader = new TemplateLoader(themes);
        engine = new PebbleEngine.Builder()
                .loader(loader)
                .extension(new PageExtension(functions, filters, new Sprite(themes)))
                .strictVariables(true)
                .autoEscaping(true)
                .defaultLocale(Locale.ROOT)
                .templateCache(new ConcurrentMapTemplateCache())
                .tagCache(new NoOpTagCache())
                .build();
    }

    /** @param name with or without {@code .peb} at its end */
    public String render(String name, Map<String, Object> model) {
        var out = new StringWriter(8192);
        try {
            engine.getTemplate(full(name)).evaluate(out, model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** The templates that were read so far, because a page was made of them: whoever is never read is never seen. */
    public Set<String> used() {
        return loader.used();
    }

    /** Forgets what was compiled, for working on templates while the program runs. */
    public void reload() {
        engine.getTemplateCache().invalidateAll();
    }

    static String full(String name) {
        return name.endsWith(SUFFIX) ? name : name + SUFFIX;
    }

    static ClasspathLoader ours() {
        var loader = new ClasspathLoader(Templates.class.getClassLoader());
        loader.setPrefix("com/mewayz/");
        return loader;
    }
}
