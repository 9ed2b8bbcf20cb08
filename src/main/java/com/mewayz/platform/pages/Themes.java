package com.mewayz.platform.pages;

import com.mewayz.platform.pages.ThemeReader.BadTheme;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The themes there are, each read once, when it is first asked for. A broken one is left out and named in
 * {@link #broken}; a page whose theme is unknown gets the first one, so that a mistake in a folder never takes a page
 * down.
 */
public final class Themes {
    private static final Pattern URL = Pattern.compile("url\\(([\"']?)([a-z0-9_-]+\\.[a-z0-9]+)\\1\\)");
    private static final Pattern FOREIGN =
            Pattern.compile("(?i)@import|url\\([\"']?([a-z]+:|//)|</style|expression\\(");
    private static final Pattern FONT_FACE = Pattern.compile("@font-face\\{[^}]*}");

    private final ThemeFiles files;
    private final Set<String> names;
    private final Map<String, Optional<Theme>> read = new ConcurrentHashMap<>();
    private final Map<String, String> broken = new ConcurrentHashMap<>();

    private Themes(ThemeFiles files) {
        this.files = files;
        this.names = files.themes();
    }

    public static Themes load(ThemeFiles files) {
        return new Themes(files);
    }

    /** In the order in which they are offered. */
    public List<Theme> all() {
        return names.stream().flatMap(name -> find(name).stream()).toList();
    }

    public Optional<Theme> find(String name) {
        return names.contains(name) ? read.computeIfAbsent(name, this::read) : Optional.empty();
    }

    /** The theme, or the first one if there is none of this name. */
    public Theme get(String name) {
        return find(name)
                .orElseGet(() -> names.stream()
                        .flatMap(other -> find(other).stream())
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no usable theme: " + broken)));
    }

    /** What is wrong with the themes that were left out, by their names. */
    public Map<String, String> broken() {
        names.forEach(this::find);
        return Map.copyOf(broken);
    }

    /** What is served at {@code /themes/{theme}/{file}}, for good: the address carries a hash of the content. */
    public Optional<ThemeFile> served(String theme, String file) {
        var address = "/themes/" + theme + "/" + file;
        return find(theme)
                .flatMap(found -> Stream.concat(Stream.of(found.sheet()), found.files().values().stream())
                        .filter(served -> served.address().equals(address))
                        .findFirst());
    }

    /** The template that draws a part, {@code page} or {@code blocks/link}: the theme's own or the common one. */
    public String template(Theme theme, String part) {
        var own = theme.name() + "/" + part + ".peb";
        return "themes/" + (files.read(own).isPresent() ? own : "base/" + part + ".peb");
    }

    private Optional<Theme> read(String name) {
        try {
            return Optional.of(theme(name));
        } catch (BadTheme e) {
            broken.put(name, String.valueOf(e.getMessage()));
            return Optional.empty();
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
