package com.mewayz.operations.status;

import com.mewayz.platform.db.Db;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was found in the last ninety days. */
final class History {
    private final Db db;

    History(Db db) {
        this.db = db;
    }

    /**
     * A day of a component.
     *
     * @param up seconds; both are 0 if nobody looked
     */
    record Day(LocalDate day, long up, long down) {
        boolean known() {
            return up + down > 0;
        }
    }

    /** Days from the first to the last, each of them. */
    record Line(List<Day> days) {
        /** Of the time that is known, in hundredths of a percent, rounded down: 10,000 is said only if it is true. */
        Optional<Integer> uptime() {
            long up = days.stream().mapToLong(Day::up).sum();
            long down = days.stream().mapToLong(Day::down).sum();
            return up + down == 0 ? Optional.empty() : Optional.of((int) (up * 10_000 / (up + down)));
        }
    }

    /** @param endedAt null as long as it lasts */
    record Outage(
            long id,
            String component,
            Instant beganAt,
            @Nullable Instant endedAt) {}

    private record Row(String component, LocalDate day, long up, long down) {}

    /** By component, up to this day. */
    Map<String, Line> lines(LocalDate today, List<String> components) {
        var first = today.minusDays(Watch.DAYS - 1L);
        var rows = db.list(Row.class, "select component, day, up, down from status_day where day >= ?", first);
        Map<String, Map<LocalDate, Row>> found = new HashMap<>();
        rows.forEach(row ->
                found.computeIfAbsent(row.component, name -> new HashMap<>()).put(row.day, row));
        Map<String, Line> lines = new HashMap<>();
        for (var component : components) {
            var days = new ArrayList<Day>();
            for (var day = first; !day.isAfter(today); day = day.plusDays(1)) {
                var row = found.getOrDefault(component, Map.of()).get(day);
                days.add(row == null ? new Day(day, 0, 0) : new Day(day, row.up, row.down));
            }
            lines.put(component, new Line(days));
        }
        return lines;
    }

    /** The newest first, and those that last before them. */
    List<Outage> outages(int most) {
        return db.list(
                Outage.class,
                "select id, component, began_at, ended_at from outage order by ended_at is not null, began_at desc limit ?",
                most);
    }
}
