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
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The last half hour.
 *
 * @param present visitors who did anything within {@link #PRESENT}
 * @param more whether so much went on that only the newest acts were counted
 * @param total of the half hour
 * @param minutes thirty, the present one last
 * @param values how many there were, by {@link #SHOWN}
 * @param parts of the half hour, by {@link #SHOWN}; the largest {@link #LISTED}
 */
public record Realtime(
        Instant at,
        long present,
        boolean more,
        Tally total,
        List<Minute> minutes,
        Map<Dimension, Long> values,
        Map<Dimension, List<Report.Part>> parts) {
    public static final Duration PRESENT = Duration.ofMinutes(5);
    public static final int MINUTES = 30;
    public static final int LISTED = 100;
    public static final Set<Dimension> SHOWN =
            EnumSet.of(Dimension.PAGE, Dimension.SOURCE, Dimension.COUNTRY, Dimension.LINK);

    private static final long MINUTE = 60_000;

    /** @param start of the minute */
    public record Minute(Instant start, Tally tally) {}

    public List<Report.Part> by(Dimension dimension) {
        return parts.getOrDefault(dimension, List.of());
    }

    public long values(Dimension dimension) {
        return values.getOrDefault(dimension, 0L);
    }

    /**
     * Reads the newest rows of the log. They are in the order in which they came, so the first is soon found; from there
     * on only the sites' own are looked at.
     */
    static final class Reading {
        /** So many rows are counted and no more, for their visitors are in memory. */
        private static final int MOST = 100_000;

        private static final String OF_SITES = " from log indexed by log_site_day"
                + " where site in (select value from json_each(?)) and day in (select value from json_each(?))"
                + " and id >= ? and at >= ?";

        private static final String ROWS = "select at, act, visitor, seconds, "
                + SHOWN.stream()
                        .map(dimension ->
                                Objects.requireNonNull(dimension.column).sql())
                        .collect(Collectors.joining(", "))
                + OF_SITES + " order by id desc limit ?";

        private static final String VISITORS = "select count(distinct visitor)" + OF_SITES;

        private final Db db;
        private final int most;

        Reading(Db db) {
            this(db, MOST);
        }

        Reading(Db db, int most) {
            this.db = db;
            this.most = most;
        }

        /** Another number whenever one of the sites has something new. */
        long newest(Collection<Long> sites, Instant now) {
            // asked for site by site and day by day, each is a single step in the index
            return db.number("""
                    select max((select max(l.id) from log l where l.site = s.value and l.day = d.value))
                    from json_each(?) s, json_each(?) d""", sites, days(now.toEpochMilli(), now.toEpochMilli()));
        }

        long present(Collection<Long> sites, Instant now) {
            long since = present(now);
            return db.number(VISITORS, sites, days(since, now.toEpochMilli()), from(since), since);
        }

        Realtime read(Collection<Long> sites, Instant now) {
            long first = (now.toEpochMilli() / MINUTE - MINUTES + 1) * MINUTE;
            var counting = new Counting(first, present(now), most);
            db.each(ROWS, counting::add, sites, days(first, now.toEpochMilli()), from(first), first, most + 1);
            var values = new EnumMap<Dimension, Long>(Dimension.class);
            var parts = new EnumMap<Dimension, Totals>(Dimension.class);
            counting.splits.forEach((dimension, split) -> {
                values.put(dimension, (long) split.totals.size());
                parts.put(
                        dimension,
                        split.totals.largest(LISTED, dimension == Dimension.LINK ? Tally::clicks : Tally::visitors));
            });
            boolean more = counting.rows > most;
            return new Realtime(
                    now,
                    more ? present(sites, now) : counting.present,
                    more,
                    counting.total.tally(0),
                    IntStream.range(0, MINUTES)
                            .mapToObj(minute -> new Minute(
                                    Instant.ofEpochMilli(first + MINUTE * minute), counting.minutes.tally(minute)))
                            .toList(),
                    values,
                    Words.named(db, parts));
        }

        private static long present(Instant now) {
            return now.minus(PRESENT).toEpochMilli() + 1;
        }

        /** The days that it may have been between these moments, whatever the time zone. */
        private static List<Long> days(long from, long to) {
            long day = Duration.ofDays(1).toMillis();
            return LongStream.rangeClosed(Math.floorDiv(from, day) - 1, Math.floorDiv(to, day) + 1)
                    .boxed()
                    .toList();
        }

        /** The id from which on rows are that new. */
        private long from(long at) {
            long low = db.number("select min(id) from log");
            long high = db.number("select max(id) from log") + 1;
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

    /** Counts rows one by one, in any order, and keeps none of them: only who was seen, and when. */
    private static final class Counting {
        private static final int WITHIN_PRESENT = 1 << MINUTES;
        private static final int FIRST_VALUE = 5;

        private final long first;
        private final long recent;
        private final int most;
        private final Numbering visitors = new Numbering();
        /** By visitor: a bit for each minute, and {@link #WITHIN_PRESENT}. */
        private int[] seen = new int[64];

        private final Totals total = new Totals();
        private final Totals minutes = new Totals();
        private final Map<Dimension, Split> splits = new EnumMap<>(Dimension.class);
        private long present;
        private int rows;

        Counting(long first, long recent, int most) {
            this.first = first;
            this.recent = recent;
            this.most = most;
            total.place(0);
            IntStream.range(0, MINUTES).forEach(minutes::place);
            SHOWN.forEach(dimension -> splits.put(dimension, new Split()));
        }

        /** @param cells of {@link Reading#ROWS} */
        void add(Cells cells) {
            if (++rows > most) {
                return;
            }
            long at = cells.number(1);
            int act = (int) cells.number(2);
            int visitor = visitors.of(cells.number(3));
            int seconds = (int) cells.number(4);
            // after the clock was set back there may be rows of the future
            int minute = (int) Math.min(MINUTES - 1, (at - first) / MINUTE);
            total.add(0, act, seconds);
            minutes.add(minute, act, seconds);
            see(visitor, minute, at >= recent);
            int column = FIRST_VALUE;
            for (var split : splits.entrySet()) {
                if (split.getKey().concerns(Column.kind(act))) {
                    split.getValue().add(visitor, cells.number(column), act, seconds);
                }
                column++;
            }
        }

        private void see(int visitor, int minute, boolean isPresent) {
            seen = roomy(seen, visitor);
            int before = seen[visitor];
            int now = before | 1 << minute | (isPresent ? WITHIN_PRESENT : 0);
            if (before == 0) {
                total.visitor(0);
            }
            if ((before >> minute & 1) == 0) {
                minutes.visitor(minute);
            }
            present += Integer.bitCount((now ^ before) & WITHIN_PRESENT);
            seen[visitor] = now;
        }
    }

    /** The rows by one dimension. */
    private static final class Split {
        private final Totals totals = new Totals();
        // Nearly everybody has one value: the first is kept in an array, only further ones in a set.
        private int[] firsts = new int[64];
        private final Numbering further = new Numbering();

        void add(int visitor, long value, int act, int seconds) {
            int place = totals.place(value);
            totals.add(place, act, seconds);
            firsts = roomy(firsts, visitor);
            int known = firsts[visitor];
            if (known == 0) {
                firsts[visitor] = place + 1;
                totals.visitor(place);
            } else if (known != place + 1 && further.isNew((long) visitor << 32 | place)) {
                totals.visitor(place);
            }
        }
    }

    private static int[] roomy(int[] numbers, int place) {
        return place < numbers.length ? numbers : Arrays.copyOf(numbers, Math.max(place + 1, 2 * numbers.length));
    }
}
