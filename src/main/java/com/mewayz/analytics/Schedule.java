package com.mewayz.analytics;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** When a report is made by itself: at an hour of the workspace's day. */
public enum Schedule {
    NONE("Only when somebody asks"),
    DAILY("Every day"),
    WEEKLY("Every Monday"),
    MONTHLY("On the first day of every month");

    private final String words;

    Schedule(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The next time after this one; null for none. An hour that the clocks skip is the one after it. */
    @Nullable
    Instant next(Instant after, int hour, ZoneId zone) {
        if (this == NONE) {
            return null;
        }
        var day = first(LocalDate.ofInstant(after, zone));
        var at = at(day, hour, zone);
        return at.isAfter(after) ? at : at(first(day.plusDays(1)), hour, zone);
    }

    /** The first fitting day from this one on. */
    private LocalDate first(LocalDate from) {
        return switch (this) {
            case NONE, DAILY -> from;
            case WEEKLY -> from.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
            case MONTHLY -> from.getDayOfMonth() == 1 ? from : from.with(TemporalAdjusters.firstDayOfNextMonth());
        };
    }

    private static Instant at(LocalDate day, int hour, ZoneId zone) {
        return day.atTime(hour, 0).atZone(zone).toInstant();
    }
}
