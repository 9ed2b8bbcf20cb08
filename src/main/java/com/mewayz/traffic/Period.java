package com.mewayz.traffic;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whole days of a time zone, both ends included.
 *
 * @param until on the last day, count only what came before this time; null for the whole day
 */
public record Period(
        LocalDate from, LocalDate to, ZoneId zone, @Nullable LocalTime until) {
    public Period {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a period that ends before it begins");
        }
    }

    public static Period of(LocalDate from, LocalDate to, ZoneId zone) {
        return new Period(from, to, zone, null);
    }

    /** So many days, today included. */
    public static Period last(int days, ZoneId zone, Clock clock) {
        var today = LocalDate.ofInstant(clock.instant(), zone);
        return of(today.minusDays(days - 1L), today, zone);
    }

    public int length() {
        return (int) ChronoUnit.DAYS.between(from, to) + 1;
    }

    public List<LocalDate> days() {
        return Stream.iterate(from, day -> day.plusDays(1)).limit(length()).toList();
    }

    /**
     * As many days before this period. While today is not over, its counterpart ends at the same time of day, so that
     * a morning is compared with a morning.
     */
    public Period previous(Instant now) {
        var here = now.atZone(zone);
        return new Period(
                from.minusDays(length()),
                from.minusDays(1),
                zone,
                to.equals(here.toLocalDate()) ? here.toLocalTime() : null);
    }

    /** Day, first millisecond, first millisecond after: as the clocks of the zone go, 23 and 25 hours included. */
    List<List<Object>> bounds() {
        return days().stream()
                .map(day -> List.<Object>of(
                        day.toString(),
                        start(day),
                        until != null && day.equals(to) ? at(day, until) : start(day.plusDays(1))))
                .toList();
    }

    private long start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private long at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant().toEpochMilli();
    }
}
