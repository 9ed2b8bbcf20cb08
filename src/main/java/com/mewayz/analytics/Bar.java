package com.mewayz.analytics;

import java.util.Locale;

/**
 * A row of a list with a bar behind it.
 *
 * @param width in hundredths of the list
 */
public record Bar(String name, String width, String value, String share) {
    /** The widest bar leaves room for the figures beside it. */
    private static final double WIDEST = 60;

    static Bar of(String name, long value, long most, double share) {
        return new Bar(name, width(value, most), Words.number(value), Words.percent(share));
    }

    static String width(long value, long most) {
        return String.format(Locale.ROOT, "%.1f", WIDEST * value / Math.max(1, most));
    }
}
