package com.mewayz.platform.pages;

import com.mewayz.platform.pages.Setting.Colour;
import com.mewayz.platform.pages.Theme.Palette;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an owner's settings make of a theme: its variables, mode by mode. */
final class SiteStyle {
    private static final String AUTO = "auto";
    private static final String DARK = "dark";
    private static final String DARK_QUERY = "(prefers-color-scheme:dark)";

    private final Theme theme;
    private final Map<String, String> owner;
    private final Map<String, String> chosen;

    SiteStyle(Theme theme, Map<String, String> owner) {
        this.theme = theme;
        this.owner = owner;
        this.chosen = theme.effective(owner);
    }

    String css(String name) {
        var mode = mode();
        var first = new LinkedHashMap<String, String>();
        first.put("word", String.valueOf(Math.max(3, longestWord(name))));
        first.put("chars", String.valueOf(Math.max(5, name.codePointCount(0, name.length()))));
        if (!mode.equals(AUTO)) {
            first.putAll(variables(mode));
            return ":root{color-scheme:" + mode + ";" + declarations(first) + "}";
        }
        first.putAll(variables("light"));
        var dark = new LinkedHashMap<>(variables(DARK));
        dark.entrySet().removeIf(entry -> Objects.equals(first.get(entry.getKey()), entry.getValue()));
        return ":root{color-scheme:light dark;" + declarations(first) + "}@media " + DARK_QUERY + "{:root{"
                + declarations(dark) + "}}";
    }

    Map<String, String> backgrounds() {
        var mode = mode();
        if (!mode.equals(AUTO)) {
            return Map.of("", variables(mode).getOrDefault("bg", "#ffffff"));
        }
        var both = new LinkedHashMap<String, String>();
        both.put("(prefers-color-scheme:light)", variables("light").getOrDefault("bg", "#ffffff"));
        both.put(DARK_QUERY, variables(DARK).getOrDefault("bg", "#000000"));
        return both;
    }

    /** Fixed, then the palette, then what the owner chose, then what follows from all of them. */
    Map<String, String> variables(String mode) {
        var palette = palette(mode);
        var all = new LinkedHashMap<>(theme.fixed());
        all.putAll(palette.colours());
        var accent = accent(palette);
        all.put("accent", accent);
        theme.settings().forEach((name, setting) -> all.putAll(setting.variables(chosen.getOrDefault(name, ""), mode)));
        var ground = all.getOrDefault("bg", "#ffffff");
        var named = palette.grounds().stream()
                .map(it -> it.startsWith("#") ? it : all.getOrDefault(it, ground))
                .toList();
        all.put("on-accent", Colours.onAccent(accent, theme.inks()));
        all.put("accent-text", Colours.accentText(accent, all.getOrDefault("ink", "#000000"), solid(named, ground)));
        return all;
    }

    /** Glass takes the colour of whatever is behind it, so each piece of it counts once over every solid colour. */
    private static List<String> solid(List<String> colours, String ground) {
        var solid = colours.stream().filter(Colour::isColour).toList();
        var behind = solid.isEmpty() ? List.of(ground) : solid;
        return colours.stream()
                .flatMap(colour -> Colour.isColour(colour)
                        ? Stream.of(colour)
                        : behind.stream().map(it -> Colours.over(colour, it)))
                .toList();
    }

    /** How wide the longest word is, in Latin letters: other letters come from other fonts, and need more room. */
    static int longestWord(String name) {
        return Stream.of(name.split("[\\s-]+"))
                .mapToInt(word -> (int) Math.ceil(word.codePoints()
                        .mapToDouble(letter -> letter < 0x250 ? 1 : letter < 0x1100 ? 1.4 : 2)
                        .sum()))
                .max()
                .orElse(0);
    }

    private String mode() {
        var wanted = chosen.get("mode");
        var own = theme.palettes().keySet().iterator().next();
        if (wanted == null) {
            return own;
        }
        boolean possible = wanted.equals(AUTO)
                ? theme.palettes().keySet().containsAll(List.of("light", DARK))
                : theme.palettes().containsKey(wanted);
        return possible ? wanted : own;
    }

    private Palette palette(String mode) {
        var palette = theme.palettes().get(mode);
        return palette != null ? palette : theme.palettes().values().iterator().next();
    }

    // What the owner picked holds in both modes; before that, a mode may have an accent of its own.
    private String accent(Palette palette) {
        var own = owner.get("accent");
        if (own != null && Colour.isColour(own) && theme.settings().containsKey("accent")) {
            return own;
        }
        return palette.colours().getOrDefault("accent", chosen.getOrDefault("accent", "#000000"));
    }

    private static String declarations(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(variable -> "--mz-" + variable.getKey() + ":" + variable.getValue())
                .collect(Collectors.joining(";"));
    }
}
