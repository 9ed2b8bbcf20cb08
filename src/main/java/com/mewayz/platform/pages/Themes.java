package com.mewayz.platform.pages;

import com.mewayz.platform.pages.ThemeReader.BadTheme;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The themes there are, read once. A broken one is left out and named in {@link #broken}; a page whose theme is unknown
 * gets the first one, so that a mistake in a folder never takes a page down.
 */
public final class Themes {
    private static final Pattern URL = Pattern.compile("url\\(([\"']?)([a-z0-9_-]+\\.[a-z0-9]+)\\1\\)");
    private static final Pattern FOREIGN =
            Pattern.compile("(?i)@import|url\\([\"']?([a-z]+:|//)|</style|expression\\(");
    private static final Pattern FONT_FACE = Pattern.compile("@font-face\\{[^}]*}");

    private final ThemeFiles files;
    private final Map<String, Theme> themes = new LinkedHashMap<>();
    private final Map<String, String> broken = new LinkedHashMap<>();
    private final Map<String, ThemeFile> served = new HashMap<>();

    private Themes(ThemeFiles files) {
        this.files = files;
        files.themes().forEach(this::load);
        if (themes.isEmpty()) {
            throw new IllegalStateException("no usable theme: " + broken);
        }
    }

    public static Themes load(ThemeFiles files) {
        return new Themes(files);
    }

    /** In the order in which they are offered. */
    public List<Theme> all() {
        return List.copyOf(themes.values());
    }

    public Optional<Theme> find(String name) {
        return Optional.ofNullable(themes.get(name));
    }

    /** The theme, or the first one if there is none of this name. */
    public Theme get(String name) {
        return find(name).orElseGet(() -> themes.values().iterator().next());
    }

    /** What is wrong with the themes that were left out, by their names. */
    public Map<String, String> broken() {
        return Map.copyOf(broken);
    }

    /** What is served at {@code /themes/{theme}/{file}}, for good: the address carries a hash of the content. */
    public Optional<ThemeFile> served(String theme, String file) {
        return Optional.ofNullable(served.get("/themes/" + theme + "/" + file));
    }

    /** The template that draws a part, {@code page} or {@code blocks/link}: the theme's own or the common one. */
    public String template(Theme theme, String part) {
        var own = theme.name() + "/" + part + ".peb";
        return "themes/" + (files.read(own).isPresent() ? own : "base/" + part + ".peb");
    }

    private void load(String name) {
        try {
            var theme = theme(name);
            themes.put(name, theme);
            served.put(theme.sheet().address(), theme.sheet());
            theme.files().values().forEach(file -> served.put(file.address(), file));
        } catch (BadTheme e) {
            broken.put(name, String.valueOf(e.getMessage()));
        }
    }

    private Theme theme(String name) {
        var yaml = ThemeReader.read(require(name + "/theme.yaml"));
        var own = new LinkedHashMap<String, ThemeFile>();
        for (var file : List.of("font.woff2", "preview.webp")) {
            files.read(name + "/" + file).ifPresent(bytes -> own.put(file, ThemeFile.of(name, file, bytes)));
        }
        var css = minified(require("base/base.css") + require(name + "/theme.css"));
        if (FOREIGN.matcher(css).find()) {
            throw new BadTheme("theme.css may name only files of its own folder.");
        }
        if (!own.containsKey("font.woff2")) {
            css = FONT_FACE.matcher(css).replaceAll("");
        }
        var sheet = URL.matcher(css)
                .replaceAll(url -> Matcher.quoteReplacement("url(" + address(name, url.group(2), own) + ")"));
        return new Theme(
                name,
                yaml.title(),
                yaml.description(),
                yaml.settings(),
                yaml.fixed(),
                yaml.palettes(),
                yaml.inks(),
                yaml.photoSizes(),
                own,
                ThemeFile.of(name, "theme.css", sheet.getBytes(StandardCharsets.UTF_8)));
    }

    private String address(String theme, String file, Map<String, ThemeFile> own) {
        return own.computeIfAbsent(file, missing -> {
                    var bytes = files.read(theme + "/" + file)
                            .orElseThrow(() -> new BadTheme("theme.css names " + file + ", which is not there."));
                    return ThemeFile.of(theme, file, bytes);
                })
                .address();
    }

    private String require(String path) {
        return files.read(path)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(() -> new BadTheme(path + " is missing."));
    }

    private static String minified(String css) {
        return css.replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("\\n\\s*", "")
                .replaceAll("\\s*([{};,])\\s*", "$1")
                .replace(";}", "}");
    }
}
