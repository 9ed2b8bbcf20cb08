package com.mewayz.traffic;

import com.mewayz.platform.Ticks;
import com.mewayz.platform.db.Db;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Traffic} recorded. Every figure is counted from the rows of the days; nothing is estimated. */
public final class Visits {
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
        return db.scan(() -> {
            var before = question.during(question.period().previous(clock.instant()));
            var parts = new EnumMap<Dimension, Totals>(Dimension.class);
            dimensions.forEach(dimension -> parts.put(dimension, new Totals()));
            var counted = count(question, parts);
            return new Report(
                    question.period(),
                    isEmpty(question.sites()),
                    imported.onto(counted, question),
                    imported.onto(count(before, new EnumMap<>(Dimension.class)), before),
                    imported.onto(Words.named(db, parts), question),
                    leftOut(question),
                    imported.days(question));
        });
    }

    /** Each day's figures, without splitting them. */
    public List<Report.Day> days(Question question) {
        return db.scan(() -> imported.onto(count(question, new EnumMap<>(Dimension.class)), question));
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
            each(question, Heat.NEEDS, counting::add);
            return counting.done();
        });
    }

    /** How many took these steps, one after the other. */
    public Funnel funnel(Question question, List<Funnel.Step> steps) {
        return db.scan(() -> {
            var counting = new Funnel.Counting(db, steps);
            each(question, Funnel.NEEDS, counting::add);
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

    private List<Report.Day> count(Question question, Map<Dimension, Totals> parts) {
        Map<Long, Tally> totals = new TreeMap<>();
        var period = question.period();
        if (parts.isEmpty() && question.filters().isEmpty() && period.until() == null) {
            for (long site : question.sites()) {
                days.totals(
                        site,
                        period.from().toEpochDay(),
                        period.to().toEpochDay(),
                        (day, total) -> totals.merge(day, total, Tally::plus));
            }
        } else {
            each(question, needs(parts.keySet()), (day, columns, chosen) -> count(day, columns, chosen, totals, parts));
        }
        return period.days().stream()
                .map(day -> new Report.Day(day, totals.getOrDefault(day.toEpochDay(), Tally.NOTHING)))
                .toList();
    }

    /** Hands out every day with its rows that the question chooses. */
    private void each(Question question, Set<Column> columns, Reader reader) {
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
                    period.from().toEpochDay(),
                    period.to().toEpochDay(),
                    needs,
                    (day, rows) -> reader.day(day, rows, until(day, rows, chosen.rows(rows), period)));
        }
    }

    private static void count(
            long number, Day day, int @Nullable [] chosen, Map<Long, Tally> days, Map<Dimension, Totals> parts) {
        if (chosen != null && chosen.length == 0) {
            return;
        }
        var tallies = new Tallies(day);
        days.merge(number, chosen == null ? day.total() : tallies.total(chosen), Tally::plus);
        parts.forEach((dimension, totals) -> tallies.by(dimension, chosen, totals));
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
                case ENTRY -> needs.add(Column.PAGE);
                case EXIT -> needs.addAll(Set.of(Column.PAGE, Column.VISIT));
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

    private boolean isEmpty(Collection<Long> sites) {
        return sites.stream()
                .noneMatch(site -> db.number("select exists (select 1 from open_day where site = ?)", site)
                                + db.number("select exists (select 1 from sealed_day where site = ?)", site)
                                + db.number("select exists (select 1 from import_day where site = ?)", site)
                        > 0);
    }

    private interface Reader {
        void day(long day, Day columns, int @Nullable [] chosen);
    }
}
