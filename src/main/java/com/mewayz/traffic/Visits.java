package com.mewayz.traffic;

import com.mewayz.platform.db.Db;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Traffic} recorded. Every figure is counted from the rows of the days; nothing is estimated. */
public final class Visits {
    private final Db db;
    private final Clock clock;
    private final Days days;
    private final Imported imported;

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
            var parts = new EnumMap<Dimension, Map<Long, Tally>>(Dimension.class);
            dimensions.forEach(dimension -> parts.put(dimension, new HashMap<>()));
            var counted = count(question, parts);
            return new Report(
                    question.period(),
                    isEmpty(question.sites()),
                    imported.onto(counted, question),
                    imported.onto(count(before, new EnumMap<>(Dimension.class)), before),
                    imported.onto(named(db, parts), question),
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

    private List<Report.Day> count(Question question, Map<Dimension, Map<Long, Tally>> parts) {
        Map<Long, Tally> totals = new TreeMap<>();
        var period = question.period();
        var chosen = Chosen.of(db, question.filters());
        for (long site : question.sites()) {
            if (parts.isEmpty() && chosen.isEmpty() && period.until() == null) {
                days.totals(
                        site,
                        period.from().toEpochDay(),
                        period.to().toEpochDay(),
                        (day, total) -> totals.merge(day, total, Tally::plus));
            } else {
                days.each(
                        site,
                        period.from().toEpochDay(),
                        period.to().toEpochDay(),
                        needs(parts.keySet(), chosen, period),
                        (day, columns) -> count(day, columns, chosen, period, totals, parts));
            }
        }
        return period.days().stream()
                .map(day -> new Report.Day(day, totals.getOrDefault(day.toEpochDay(), Tally.NOTHING)))
                .toList();
    }

    private static void count(
            long number,
            Day day,
            Chosen filters,
            Period period,
            Map<Long, Tally> totals,
            Map<Dimension, Map<Long, Tally>> parts) {
        var chosen = until(number, day, filters.rows(day), period);
        var tallies = new Tallies(day);
        totals.merge(number, tallies.total(chosen), Tally::plus);
        parts.forEach((dimension, sums) ->
                tallies.by(dimension, chosen, (tally, value) -> sums.merge(value, tally, Tally::plus)));
    }

    /** Of the last day of a period that ends within it, only the rows before that time. */
    private static boolean @Nullable [] until(long number, Day day, boolean @Nullable [] chosen, Period period) {
        var until = period.until();
        if (until == null || number != period.to().toEpochDay()) {
            return chosen;
        }
        var minutes = day.codes(Column.MINUTE);
        int end = until.toSecondOfDay() / 60;
        var rows = new boolean[day.rows];
        for (int row = 0; row < day.rows; row++) {
            rows[row] = (chosen == null || chosen[row]) && minutes[row] < end;
        }
        return rows;
    }

    private static Set<Column> needs(Set<Dimension> dimensions, Chosen chosen, Period period) {
        Set<Column> needs = EnumSet.copyOf(Tallies.NEEDS);
        needs.addAll(chosen.needs());
        if (period.until() != null || dimensions.contains(Dimension.HOUR)) {
            needs.add(Column.MINUTE);
        }
        for (var dimension : dimensions) {
            switch (dimension) {
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

    /** The parts by name, most first. */
    static Map<Dimension, List<Report.Part>> named(Db db, Map<Dimension, Map<Long, Tally>> parts) {
        Map<Dimension, List<Report.Part>> named = new EnumMap<>(Dimension.class);
        parts.forEach((dimension, sums) -> {
            boolean numbers = dimension == Dimension.LINK || dimension == Dimension.HOUR;
            var texts = numbers ? Map.<Long, String>of() : Words.texts(db, sums.keySet());
            named.put(
                    dimension,
                    sums.entrySet().stream()
                            .map(entry -> new Report.Part(
                                    numbers ? Long.toString(entry.getKey()) : texts.getOrDefault(entry.getKey(), ""),
                                    entry.getValue()))
                            .sorted(order(dimension))
                            .toList());
        });
        return named;
    }

    /** Most first, by the measure of the dimension. */
    static Comparator<Report.Part> order(Dimension dimension) {
        return Comparator.comparingLong((Report.Part part) -> measure(dimension).applyAsLong(part.tally()))
                .reversed()
                .thenComparing(Report.Part::value);
    }

    private static ToLongFunction<Tally> measure(Dimension dimension) {
        return switch (dimension) {
            case LINK, OUTBOUND -> Tally::clicks;
            case EVENT -> Tally::events;
            default -> Tally::visitors;
        };
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
}
