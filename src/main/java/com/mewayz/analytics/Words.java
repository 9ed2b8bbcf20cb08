package com.mewayz.analytics;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How figures are written. */
final class Words {
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM, HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private Words() {}

    static String number(long value) {
        return String.format(Locale.ENGLISH, "%,d", value);
    }

    static String percent(double fraction) {
        return String.format(Locale.ENGLISH, fraction < 0.1 && fraction > 0 ? "%.1f%%" : "%.0f%%", 100 * fraction);
    }

    static String exactPercent(double fraction) {
        return String.format(Locale.ENGLISH, "%.1f%%", 100 * fraction);
    }

    static String day(LocalDate day) {
        return SHORT.format(day);
    }

    static String month(LocalDate day) {
        return MONTH.format(day);
    }

    static String longDay(LocalDate day) {
        return LONG.format(day);
    }

    static String fullDay(LocalDate day) {
        return FULL.format(day);
    }

    static String span(LocalDate from, LocalDate to) {
        if (from.equals(to)) {
            return day(from);
        }
        return from.getYear() == to.getYear()
                ? day(from) + " to " + day(to)
                : "%s %d to %s %d".formatted(day(from), from.getYear(), day(to), to.getYear());
    }

    /** As short as it is exact: 25%, 12.5%. */
    static String trimmedPercent(double fraction) {
        return exactPercent(fraction).replace(".0%", "%");
    }

    static String duration(long seconds) {
        if (seconds < 60) {
            return seconds + "s";
        }
        return seconds < 3600
                ? seconds / 60 + "m " + seconds % 60 + "s"
                : seconds / 3600 + "h " + seconds % 3600 / 60 + "m";
    }

    static String signed(long value) {
        return (value < 0 ? "−" : "+") + number(Math.abs(value));
    }

    static String points(double points) {
        return (points < 0 ? "−" : "+") + String.format(Locale.ENGLISH, "%.1f points", Math.abs(points));
    }

    static String time(ZonedDateTime at) {
        return TIME.format(at);
    }

    static String minute(ZonedDateTime at) {
        return MINUTE.format(at);
    }

    /** 1 visitor, 2 visitors. */
    static String counted(long number, String thing) {
        return number(number) + " " + thing + (number == 1 ? "" : "s");
    }
}
