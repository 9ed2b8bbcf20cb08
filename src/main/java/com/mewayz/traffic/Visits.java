package com.mewayz.traffic;

import com.mewayz.platform.Ticks;
import com.mewayz.platform.db.Db;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Traffic} recorded. Every figure is counted from the rows of the days; nothing is estimated. */
public final class Visits {
    /** Below this, sharing the work costs more than it saves. */
    private static final int LEAST_DAYS_A_PIECE = 30;

    private final Db db;
    private final Clock clock;
    private final Days days;
    private final Imported imported;
    private final Watch.Shared watches = new Watch.Shared();
    private final ReentrantLock counting = new ReentrantLock();

    public Visits(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
        this.days = new Days(db);
        this.imported = new Imported(db);
    }

    /** @param dimensions what to split the figures by */
    public Report report(Question question, Set<Dimension> dimensions) {
        var before = question.during(question.period().previous(clock.instant()));
        var now = count(question, dimensions);
        var then = count(before, Set.of());
        boolean filtered = !question.filters().isEmpty();
        return db.scan(() -> {
            var foreign = imported.days(question);
            return new Report(
                    question.period(),
                    since(question.sites()),
                    imported.onto(now.days(question.period()), question),
                    imported.onto(then.days(before.period()), before),
                    imported.onto(Words.named(db, now.parts()), question),
                    leftOut(question),
                    filtered ? List.of() : foreign,
                    filtered ? foreign : List.of());
        });
    }

    /** Each day's figures, without splitting them. */
    public List<Report.Day> days(Question question) {
        var counts = count(question, Set.of());
        return db.scan(() -> imported.onto(counts.days(question.period()), question));
    }

    /** The figures of each site, for lists of sites. Sites without any are missing. */
    public Map<Long, Tally> totals(Collection<Long> sites, Period period) {
        return db.scan(() -> {
            Map<Long, Tally> totals = new HashMap<>();
            for (long site : sites) {
                days.totals(
                        site,
                        period.from().toEpochDay(),
                        period.to().toEpochDay(),
                        (day, total) -> totals.merge(site, total, Tally::plus));
                imported.totals(site, period).forEach((day, total) -> totals.merge(site, total, Tally::plus));
            }
            return totals;
        });
    }

    /** When people came, by weekday and hour. */
    public Heat heat(Question question) {
        return db.scan(() -> {
            var counting = new Heat.Counting();
            each(question, Heat.NEEDS, (_, number, day, rows) -> counting.add(number, day, rows));
            return counting.done();
        });
    }

    /** How many took these steps, one after the other. */
    public Funnel funnel(Question question, List<Funnel.Step> steps) {
        return db.scan(() -> {
            var counting = new Funnel.Counting(db, steps);
            each(question, Funnel.NEEDS, (_, number, day, rows) -> counting.add(number, day, rows));
            return counting.done();
        });
    }

    /** What goes on now. One counts at a time: each may need some megabytes. */
    public Realtime realtime(Collection<Long> sites) {
        counting.lock();
        try {
            return db.scan(() -> new Realtime.Reading(db).read(sites, clock.instant()));
        } finally {
            counting.unlock();
        }
    }

    /** How many visitors did anything within {@link Realtime#PRESENT}. */
    public long present(Collection<Long> sites) {
        return db.scan(() -> new Realtime.Reading(db).present(sites, clock.instant()));
    }

    /** What goes on now, to be looked at again and again; whoever watches the same sites shares it. */
    public Watch watch(Collection<Long> sites) {
        return watches.of(sites, watched -> new Watch(this, watched, clock, Ticks::now));
    }

    /** A number that is another one whenever something was added to one of the sites. */
    long newest(Collection<Long> sites) {
        return db.scan(() -> new Realtime.Reading(db).newest(sites, clock.instant()));
    }

    /**
     * The rows behind the figures.
     *
     * @param after what the page before gave as its next, empty for the first
     */
    public Lines lines(Question question, Lines.Which which, String after, int size) {
        return db.scan(() -> new Lines.Reading(db).read(question, which, after, size));
    }

    /** Long periods are counted in pieces at the same time, as many as there are processors. */
    private Counts count(Question question, Set<Dimension> dimensions) {
        var period = question.period();
        if (dimensions.isEmpty() && question.filters().isEmpty() && period.until() == null) {
            return db.scan(() -> sealed(question));
        }
        var pieces = pieces(period.from().toEpochDay(), period.to().toEpochDay()).stream()
                .<Supplier<Counts>>map(piece -> () -> count(question, piece, dimensions))
                .toList();
        return db.scans(pieces).stream().reduce(Counts::plus).orElseThrow();
    }

    private Counts sealed(Question question) {
        var counts = new Counts(Set.of());
        var period = question.period();
        for (long site : question.sites()) {
            days.totals(site, period.from().toEpochDay(), period.to().toEpochDay(), counts::add);
        }
        return counts;
    }

    private Counts count(Question question, Piece piece, Set<Dimension> dimensions) {
        var counts = new Counts(dimensions);
        each(question, piece, needs(dimensions), counts::add);
        return counts;
    }

    private static List<Piece> pieces(long from, long to) {
        long days = to - from + 1;
        long number =
                Math.clamp(days / LEAST_DAYS_A_PIECE, 1, Runtime.getRuntime().availableProcessors());
        return LongStream.range(0, number)
                .mapToObj(i -> new Piece(from + days * i / number, from + days * (i + 1) / number - 1))
                .toList();
    }

    /** Hands out every day with its rows that the question chooses. */
    private void each(Question question, Set<Column> columns, Reader reader) {
        var period = question.period();
        each(question, new Piece(period.from().toEpochDay(), period.to().toEpochDay()), columns, reader);
    }

    private void each(Question question, Piece piece, Set<Column> columns, Reader reader) {
        var period = question.period();
        var chosen = Chosen.of(db, question.filters());
        Set<Column> needs = EnumSet.copyOf(columns);
        needs.addAll(chosen.needs());
        if (period.until() != null) {
            needs.add(Column.MINUTE);
        }
        for (long site : question.sites()) {
            days.each(
                    site,
                    piece.from,
                    piece.to,
                    needs,
                    (day, rows) -> reader.day(site, day, rows, until(day, rows, chosen.rows(rows), period)));
        }
    }

    /** Of the last day of a period that ends within it, only the rows before that time. */
    private static int @Nullable [] until(long number, Day day, int @Nullable [] chosen, Period period) {
        var until = period.until();
        if (until == null || number != period.to().toEpochDay()) {
            return chosen;
        }
        var minutes = day.codes(Column.MINUTE);
        int end = until.toSecondOfDay() / 60;
        var rows = chosen == null ? IntStream.range(0, day.rows) : IntStream.of(chosen);
        return rows.filter(row -> minutes[row] < end).toArray();
    }

    private static Set<Column> needs(Set<Dimension> dimensions) {
        Set<Column> needs = EnumSet.copyOf(Tallies.NEEDS);
        for (var dimension : dimensions) {
            switch (dimension) {
                case HOUR -> needs.add(Column.MINUTE);
                case ENTRY, EXIT, PAGE -> needs.addAll(Set.of(Column.PAGE, Column.VISIT));
                default -> {
                    if (dimension.column != null) {
                        needs.add(dimension.column);
                    }
                }
            }
        }
        return needs;
    }

    private List<Report.LeftOut> leftOut(Question question) {
        return db.list(Report.LeftOut.class, """
                select l.reason, sum(l.number) as number
                from json_each(?) d cross join json_each(?) s cross join left_out l
                where l.site = s.value and l.at >= d.value ->> 1 and l.at < d.value ->> 2
                group by l.reason order by number desc, l.reason""", question.period().bounds(), question.sites());
    }

    private @Nullable LocalDate since(Collection<Long> sites) {
        return db.list(First.class, """
                select min(day) as day from (
                  select min(o.day) as day from json_each(?) t cross join open_day o where o.site = t.value
                  union all select min(d.day) from json_each(?) t cross join sealed_day d where d.site = t.value
                  union all select min(i.day) from json_each(?) t cross join import_day i where i.site = t.value)""", sites, sites, sites).stream()
                .map(First::day)
                .filter(Objects::nonNull)
                .map(LocalDate::ofEpochDay)
                .findFirst()
                .orElse(null);
    }

    private record First(@Nullable Long day) {}

    private interface Reader {
        void day(long site, long day, Day columns, int @Nullable [] chosen);
    }

    /** Some days of a period, by their numbers. */
    private record Piece(long from, long to) {}
}
