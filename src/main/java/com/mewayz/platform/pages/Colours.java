package com.mewayz.platform.pages;

import java.util.List;
import java.util.stream.Stream;

/** Contrast by WCAG 2.2: text that stays readable whatever accent the owner picks. Colours are {@code #rrggbb}. */
public final class Colours {
    /** Success criterion 1.4.3, for text of any size. */
    public static final double READABLE = 4.5;

    private static final double STEP = 0.04;

    private Colours() {}

    /** From 1 for equal colours to 21 for black on white. */
    public static double ratio(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    /** The ink for text on the accent: the first preferred one that is readable, else white or black: one of them always is. */
    public static String onAccent(String accent, List<String> preferred) {
        return Stream.concat(preferred.stream(), Stream.of("#ffffff", "#000000"))
                .filter(ink -> ratio(accent, ink) >= READABLE)
                .findFirst()
                .orElse("#000000");
    }

    /** The accent as text: mixed towards the ink in small steps until it is readable on every one of the backgrounds. */
    public static String accentText(String accent, String ink, List<String> backgrounds) {
        for (int step = 0; step * STEP < 1; step++) {
            var colour = mix(accent, ink, step * STEP);
            if (backgrounds.stream().allMatch(background -> ratio(colour, background) >= READABLE)) {
                return colour;
            }
        }
        return ink;
    }

    /** {@code share} 0 is the first colour, 1 the second. */
    public static String mix(String from, String to, double share) {
        var mixed = new StringBuilder("#");
        for (int i = 0; i < 3; i++) {
            mixed.append(String.format(
                    "%02x", Math.round(channel(from, i) + (channel(to, i) - channel(from, i)) * share)));
        }
        return mixed.toString();
    }

    /** A colour with an alpha part, {@code #rrggbbaa}, as it looks on a solid one. */
    public static String over(String colour, String background) {
        return colour.length() == 9
                ? mix(background, colour, Integer.parseInt(colour.substring(7), 16) / 255.0)
                : colour;
    }

    private static double luminance(String colour) {
        return 0.2126 * linear(channel(colour, 0))
                + 0.7152 * linear(channel(colour, 1))
                + 0.0722 * linear(channel(colour, 2));
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static int channel(String colour, int index) {
        return Integer.parseInt(colour.substring(1 + 2 * index, 3 + 2 * index), 16);
    }
}
