package com.mewayz.traffic;

import com.mewayz.platform.db.Db;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Adds imported figures to counted ones. A day on which the site itself counted anything stays as it was counted, and a
 * question with filters gets nothing: an import knows a day's sums, not who came.
 */
final class Imported {
    /** Of the day as a whole. */
    static final String TOTAL = "total";

    private static final String ROWS = """
            from import_day d
            join imported i on i.import = d.import and i.dimension = d.dimension and i.day = d.day
            where d.site = ? and d.dimension = ? and d.day between ? and ?
              and not exists (select 1 from open_day o where o.site = d.site and o.day = d.day)
              and not exists (select 1 from sealed_day s where s.site = d.site and s.day = d.day)
            """;

    private static final String SUMS = "sum(i.visitors) as visitors, sum(i.views) as views, sum(i.clicks) as clicks,"
            + " sum(i.events) as events, sum(i.visits) as visits, sum(i.engaged) as engaged, sum(i.seconds) as seconds ";

    private static final String BY_DAY = "select i.day, " + SUMS + ROWS + "group by i.day";
    private static final String BY_VALUE = "select i.value, " + SUMS + ROWS + "group by i.value";

    private final Db db;

    Imported(Db db) {
        this.db = db;
    }

    List<Report.Day> onto(List<Report.Day> counted, Question question) {
        if (!concerns(question)) {
            return counted;
        }
        Map<Long, Tally> totals = new HashMap<>();
        for (long site : question.sites()) {
            totals(site, question.period()).forEach((day, total) -> totals.merge(day, total, Tally::plus));
        }
        return counted.stream()
                .map(day -> new Report.Day(
                        day.day(),
                        day.tally().plus(totals.getOrDefault(day.day().toEpochDay(), Tally.NOTHING))))
                .toList();
    }

    Map<Dimension, List<Report.Part>> onto(Map<Dimension, List<Report.Part>> counted, Question question) {
        if (!concerns(question)) {
            return counted;
        }
        Map<Dimension, List<Report.Part>> all = new EnumMap<>(Dimension.class);
        counted.forEach((dimension, parts) -> {
            var sums = parts.stream().collect(Collectors.toMap(Report.Part::value, Report.Part::tally, Tally::plus));
            for (long site : question.sites()) {
                db.list(Part.class, BY_VALUE, of(site, dimension.word(), question.period()))
                        .forEach(part -> sums.merge(part.value, part.tally(), Tally::plus));
            }
            all.put(
                    dimension,
                    sums.entrySet().stream()
                            .map(sum -> new Report.Part(sum.getKey(), sum.getValue()))
                            .sorted(Words.order(dimension))
                            .toList());
        });
        return all;
    }

    /** The days of which figures, or some of them, are imported; without filters they have their part in figures. */
    List<LocalDate> days(Question question) {
        if (!any(question)) {
            return List.of();
        }
        return db
                .list(
                        Numbered.class,
                        """
                select distinct d.day from json_each(?) t cross join import_day d
                where d.site = t.value and d.day between ? and ?
                  and not exists (select 1 from open_day o where o.site = d.site and o.day = d.day)
                  and not exists (select 1 from sealed_day s where s.site = d.site and s.day = d.day)
                order by d.day""",
                        question.sites(),
                        question.period().from().toEpochDay(),
                        last(question.period()))
                .stream()
                .map(number -> LocalDate.ofEpochDay(number.day))
                .toList();
    }

    Map<Long, Tally> totals(long site, Period period) {
        Map<Long, Tally> totals = new TreeMap<>();
        db.list(Total.class, BY_DAY, of(site, TOTAL, period)).forEach(total -> totals.put(total.day, total.tally()));
        return totals;
    }

    private boolean concerns(Question question) {
        return question.filters().isEmpty() && any(question);
    }

    /** Nearly nobody has imports: one look spares a dozen. */
    private boolean any(Question question) {
        return db.number("""
                        select exists (select 1 from json_each(?) t cross join import_day d where d.site = t.value)""", question.sites()) > 0;
    }

    private static Object[] of(long site, String dimension, Period period) {
        return new Object[] {site, dimension, period.from().toEpochDay(), last(period)};
    }

    /** Of a day that is cut off an import knows no part. */
    private static long last(Period period) {
        return period.to().toEpochDay() - (period.until() == null ? 0 : 1);
    }

    private record Numbered(long day) {}

    private record Total(
            long day, long visitors, long views, long clicks, long events, long visits, long engaged, long seconds) {
        Tally tally() {
            return new Tally(visitors, views, clicks, events, visits, engaged, seconds);
        }
    }

    private record Part(
            String value,
            long visitors,
            long views,
            long clicks,
            long events,
            long visits,
            long engaged,
            long seconds) {
        Tally tally() {
            return new Tally(visitors, views, clicks, events, visits, engaged, seconds);
        }
    }
}
