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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Traffic} recorded. Every figure is counted from the rows of the days; nothing is estimated. */
public final class Visits {
    private final Db db;
    private final Clock clock;
    private final Days days;

    public Visits(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
        this.days = new Days(db);
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
                    counted,
                    count(before, new EnumMap<>(Dimension.class)),
                    named(parts),
                    leftOut(question));
        });
    }

    /** Each day's figures, without splitting them. */
    public List<Report.Day> days(Question question) {
        return db.scan(() -> count(question, new EnumMap<>(Dimension.class)));
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
            }
            return totals;
        });
    }

    private List<Report.Day> count(Question question, Map<Dimension, Totals> parts) {
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
            long number, Day day, Chosen filters, Period period, Map<Long, Tally> days, Map<Dimension, Totals> parts) {
        var chosen = until(number, day, filters.rows(day), period);
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

    private Map<Dimension, List<Report.Part>> named(Map<Dimension, Totals> parts) {
        Map<Dimension, List<Report.Part>> named = new EnumMap<>(Dimension.class);
        parts.forEach((dimension, totals) -> {
            var sums = totals.tallies();
            boolean numbers = dimension == Dimension.LINK || dimension == Dimension.HOUR;
            var texts = numbers ? Map.<Long, String>of() : Words.texts(db, sums.keySet());
            named.put(
                    dimension,
                    sums.entrySet().stream()
                            .map(entry -> new Report.Part(
                                    numbers ? Long.toString(entry.getKey()) : texts.getOrDefault(entry.getKey(), ""),
                                    entry.getValue()))
                            .sorted(Comparator.comparingLong((Report.Part part) ->
                                            measure(dimension).applyAsLong(part.tally()))
                                    .reversed()
                                    .thenComparing(Report.Part::value))
                            .toList());
        });
        return named;
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
                        > 0);
    }
}
