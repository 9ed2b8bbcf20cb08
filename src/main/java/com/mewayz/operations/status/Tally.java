package com.mewayz.operations.status;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Seconds up and down by component and day (UTC), until they are stored. */
final class Tally {
    private final Map<Day, Seconds> days = new HashMap<>();

    record Day(String component, LocalDate day) {}

    record Seconds(long up, long down) {
        private Seconds plus(long seconds, boolean works) {
            return works ? new Seconds(up + seconds, down) : new Seconds(up, down + seconds);
        }
    }

    /** Midnight ends a day, so a time that spans it is divided. */
    void add(String component, boolean works, Instant from, Instant to) {
        for (var at = from; at.isBefore(to); ) {
            var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
            var midnight = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            var end = midnight.isBefore(to) ? midnight : to;
            long seconds = Duration.between(at, end).toSeconds();
            days.merge(
                    new Day(component, day),
                    new Seconds(0, 0).plus(seconds, works),
                    (one, other) -> new Seconds(one.up + other.up, one.down + other.down));
            at = end;
        }
    }

    Map<Day, Seconds> days() {
        return days;
    }

    void clear() {
        days.clear();
    }
}
