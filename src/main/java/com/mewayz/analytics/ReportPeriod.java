package com.mewayz.analytics;

import com.mewayz.traffic.Period;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** Which days a report is about: whole ones, so that it says the same whenever in the day it is made. */
public enum ReportPeriod {
    LAST_7_DAYS("The 7 days before"),
    LAST_28_DAYS("The 28 days before"),
    LAST_90_DAYS("The 90 days before"),
    LAST_WEEK("The week before, Monday to Sunday"),
    LAST_MONTH("The month before"),
    /** Up to yesterday; on its first day, that day. */
    THIS_MONTH("This month so far");

    private final String words;

    ReportPeriod(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Period before(LocalDate today, ZoneId zone) {
        var yesterday = today.minusDays(1);
        return switch (this) {
            case LAST_7_DAYS -> Period.of(today.minusDays(7), yesterday, zone);
            case LAST_28_DAYS -> Period.of(today.minusDays(28), yesterday, zone);
            case LAST_90_DAYS -> Period.of(today.minusDays(90), yesterday, zone);
            case LAST_WEEK -> {
                var monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield Period.of(monday.minusDays(7), monday.minusDays(1), zone);
            }
            case LAST_MONTH -> {
                var first = today.withDayOfMonth(1);
                yield Period.of(first.minusMonths(1), first.minusDays(1), zone);
            }
            case THIS_MONTH -> {
                var first = today.withDayOfMonth(1);
                yield Period.of(first, yesterday.isBefore(first) ? first : yesterday, zone);
            }
        };
    }
}
