package com.mewayz.traffic;

import com.mewayz.platform.db.Cells;
import com.mewayz.platform.db.Db;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The last half hour.
 *
 * @param present visitors who did anything within {@link #PRESENT}
 * @param total of the half hour
 * @param minutes thirty, the present one last
 * @param parts of the half hour, by {@link #SHOWN}
 */
public record Realtime(
        Instant at, long present, Tally total, List<Minute> minutes, Map<Dimension, List<Report.Part>> parts) {
    public static final Duration PRESENT = Duration.ofMinutes(5);
    public static final int MINUTES = 30;
    public static final Set<Dimension> SHOWN =
            EnumSet.of(Dimension.PAGE, Dimension.SOURCE, Dimension.COUNTRY, Dimension.LINK);

    /** @param start of the minute */
    public record Minute(Instant start, Tally tally) {}

    public List<Report.Part> by(Dimension dimension) {
        return parts.getOrDefault(dimension, List.of());
    }

    /** Reads the newest rows of the log. They are in the order in which they came, so the first is soon found. */
    static final class Reading {
        private static final String ROWS = "select at, " + Column.LOGGED
                + " from log where id >= ? and at >= ? and site in (select value from json_each(?)) order by id";

        private final Db db;

        Reading(Db db) {
            this.db = db;
        }

        /** Another number whenever there is something new. */
        long newest() {
            return db.number("select max(id) from log");
        }

        Realtime read(Collection<Long> sites, Instant now) {
            long first = (now.toEpochMilli() / 60_000 - MINUTES + 1) * 60_000;
            var rows = new Rows();
            db.each(ROWS, rows::add, from(first), first, sites);
            var day = Day.of(rows.log, rows.rows);
            var tallies = new Tallies(day);
            var parts = new EnumMap<Dimension, Totals>(Dimension.class);
            for (var dimension : SHOWN) {
                var totals = new Totals();
                tallies.by(dimension, null, totals);
                parts.put(dimension, totals);
            }
            return new Realtime(
                    now,
                    tallies.total(rows.since(now.minus(PRESENT).toEpochMilli() + 1, Long.MAX_VALUE))
                            .visitors(),
                    tallies.total(null),
                    IntStream.range(0, MINUTES)
                            .mapToLong(minute -> first + 60_000L * minute)
                            .mapToObj(start -> new Minute(
                                    Instant.ofEpochMilli(start), tallies.total(rows.since(start, start + 60_000))))
                            .toList(),
                    Words.named(db, parts));
        }

        /** The id from which on rows are that new. */
        private long from(long at) {
            long low = db.number("select min(id) from log");
            long high = newest() + 1;
            while (low < high) {
                long middle = low + (high - low) / 2;
                if (db.number("select at from log where id >= ? order by id limit 1", middle) < at) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    private static final class Rows {
        private long[][] log = new long[Column.values().length][64];
        private long[] times = new long[64];
        private int rows;

        void add(Cells cells) {
            if (rows == times.length) {
                times = Arrays.copyOf(times, 2 * rows);
                log = Arrays.stream(log)
                        .map(column -> Arrays.copyOf(column, 2 * rows))
                        .toArray(long[][]::new);
            }
            times[rows] = cells.number(1);
            for (int i = 0; i < log.length; i++) {
                log[i][rows] = cells.number(2 + i);
            }
            rows++;
        }

        int[] since(long from, long until) {
            return IntStream.range(0, rows)
                    .filter(row -> times[row] >= from && times[row] < until)
                    .toArray();
        }
    }
}
