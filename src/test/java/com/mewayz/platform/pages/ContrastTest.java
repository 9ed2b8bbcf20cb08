package com.mewayz.platform.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** WCAG 2.2 AA for whatever an owner picks: every theme, mode, option and accent. */
class ContrastTest {
    private static final double READABLE = 4.5;
    private static final double VISIBLE = 3;
    private static final List<String> ACCENTS = Stream.concat(
                    Stream.of(
                            "", "#ffee00", "#777777", "#0a2540", "#ffffff", "#000000", "#ff0000", "#00ff00", "#0000ff"),
                    new Random(7).ints(24, 0, 0x1000000).mapToObj("#%06x"::formatted))
            .toList();

    static Stream<Theme> themes() {
        return Themes.load(ThemeFiles.builtIn()).all().stream();
    }

    @ParameterizedTest
    @MethodSource("themes")
    void textIsReadableWhateverTheOwnerPicks(Theme theme) {
        for (var options : choices(theme)) {
            for (var accent : ACCENTS) {
                var settings = accent.isEmpty() ? options : with(options, "accent", accent);
                for (var mode : theme.palettes().keySet()) {
                    check(theme.name() + " " + mode + " " + settings, theme.variables(settings, mode));
                }
            }
        }
    }

    private static void check(String where, Map<String, String> colours) {
        var bg = colour(colours, "bg");
        // Decoration behind the page: spots of light, and a glow of the accent that only large or ink text stands on.
        var grounds = Stream.of("bg", "h1", "h2", "h3")
                .filter(colours::containsKey)
                .map(name -> colour(colours, name))
                .toList();
        for (var ground : grounds) {
            for (var surface : Stream.of("", "surface", "surface2", "field", "chip")
                    .filter(it -> it.isEmpty() || colours.containsKey(it))
                    .toList()) {
                var under = surface.isEmpty() ? ground : Colours.over(colour(colours, surface), ground);
                for (var text : List.of("ink", "muted")) {
                    requireRatio(
                            where + ": " + text + " on " + surface + " over " + ground,
                            colour(colours, text),
                            under,
                            READABLE);
                }
                if (!surface.equals("chip")) {
                    requireRatio(
                            where + ": accent as text on " + surface, colour(colours, "accent-text"), under, READABLE);
                }
            }
            requireRatio(where + ": borders of fields", Colours.over(colour(colours, "edge"), ground), ground, VISIBLE);
        }
        requireRatio(where + ": text on the accent", colour(colours, "on-accent"), colour(colours, "accent"), READABLE);
        var glow = colours.getOrDefault("glow", "transparent");
        if (glow.startsWith("color-mix")) {
            var share = Double.parseDouble(glow.replaceAll(".*?(\\d+)%.*", "$1")) / 100;
            var lit = Colours.mix(bg, colour(colours, "accent"), share);
            requireRatio(where + ": ink on the glow", colour(colours, "ink"), lit, READABLE);
            requireRatio(where + ": the name on the glow", colour(colours, "accent-text"), lit, VISIBLE);
        }
    }

    @Test
    void theRatiosAreThoseOfTheStandard() {
        assertThat(Colours.ratio("#000000", "#ffffff")).isEqualTo(21.0);
        assertThat(Colours.ratio("#777777", "#ffffff")).isBetween(4.47, 4.48);
        assertThat(Colours.onAccent("#ffee00", List.of("#ffffff", "#14171a"))).isEqualTo("#14171a");
        assertThat(Colours.onAccent("#777777", List.of("#ffffff"))).isEqualTo("#000000");
        assertThat(Colours.accentText("#0a2540", "#ffffff", List.of("#ffffff"))).isEqualTo("#0a2540");
        assertThat(Colours.over("#ffffff80", "#000000")).isEqualTo("#808080");
    }

    /** Every option of every setting once, the others as they are. */
    private static List<Map<String, String>> choices(Theme theme) {
        var all = new java.util.ArrayList<Map<String, String>>();
        all.add(Map.of());
        theme.settings().forEach((name, setting) -> {
            if (setting instanceof Setting.Select select) {
                select.options().keySet().forEach(option -> all.add(Map.of(name, option)));
            } else if (setting instanceof Setting.Switch) {
                all.add(Map.of(name, "true"));
                all.add(Map.of(name, "false"));
            }
        });
        return all;
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        var more = new java.util.HashMap<>(map);
        more.put(key, value);
        return more;
    }

    private static String colour(Map<String, String> colours, String name) {
        return colours.getOrDefault(name, "#000000");
    }

    private static void requireRatio(String what, String text, String ground, double least) {
        assertThat(Colours.ratio(text, ground))
                .as(what + ": " + text + " on " + ground)
                .isGreaterThanOrEqualTo(least);
    }
}
