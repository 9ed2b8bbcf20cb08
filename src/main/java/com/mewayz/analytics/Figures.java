package com.mewayz.analytics;

import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Report;
import com.mewayz.traffic.Tally;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a period as the API hands them out. Rates and shares are fractions, rounded to four digits.
 *
 * @param from the first day, as 2026-03-01, in {@code zone}
 * @param to the last day, itself included
 * @param empty whether nothing was ever counted
 * @param since the first day of which anything is known; a period before that day is not worth comparing with
 * @param total visitors are counted once a day and added up; {@code rate} is clicks for each view
 * @param previous as many days before; while today is not over, up to the same time of day; null where
 *     no comparison was asked for
 * @param links in the order of their clicks; {@code rate} is the link's clicks for each view of its
 *     site
 * @param sources visitors by where they came from
 * @param filters what chose the visits, as the query may say it
 * @param splits by every dimension that was asked for, the most first; at most 100 rows each
 * @param omitted what was not counted, and why
 */
public record Figures(
        String from,
        String to,
        String zone,
        boolean empty,
        @Nullable String since,
        Total total,
        @Nullable Total previous,
        List<String> filters,
        List<Day> days,
        List<Link> links,
        List<Part> sources,
        List<Part> devices,
        List<Split> splits,
        List<Omitted> omitted) {
    private static final int ROWS = 100;

    static Figures of(Report report, Asked asked) {
        var period = report.period();
        var total = report.total();
        var labels = asked.labels();
        return new Figures(
                period.from().toString(),
                period.to().toString(),
                period.zone().getId(),
                report.empty(),
                report.since() == null ? null : report.since().toString(),
                Total.of(total),
                asked.compare() ? Total.of(report.previous()) : null,
                asked.filters().stream()
                        .flatMap(filter -> filter.values().stream()
                                .map(value -> new Filters.One(filter.dimension(), value, filter.not()).text()))
                        .sorted()
                        .toList(),
                report.days().stream().map(Day::of).toList(),
                report.by(Dimension.LINK).stream()
                        .map(link -> new Link(
                                Long.parseLong(link.value()),
                                labels.of(Dimension.LINK, link.value()),
                                link.tally().clicks(),
                                rounded(link.tally().rate())))
                        .toList(),
                parts(report, Dimension.SOURCE, labels),
                parts(report, Dimension.DEVICE, labels),
                Stream.of(Dimension.values())
                        .filter(dimension -> report.parts().containsKey(dimension))
                        .map(dimension -> Split.of(dimension, report, labels))
                        .toList(),
                report.leftOut().stream()
                        .map(out ->
                                new Omitted(out.reason().word(), out.reason().words(), out.number()))
                        .toList());
    }

    private static List<Part> parts(Report report, Dimension dimension, Labels labels) {
        return report.by(dimension).stream()
                .map(part -> new Part(
                        labels.of(dimension, part.value()),
                        part.tally().visitors(),
                        fraction(part.tally().visitors(), report.total().visitors())))
                .toList();
    }

    static double fraction(long part, long whole) {
        return whole == 0 ? 0 : rounded((double) part / whole);
    }

    private static double rounded(double fraction) {
        return Math.round(10_000.0 * fraction) / 10_000.0;
    }

    /** @param duration seconds a visit, on average */
    public record Total(
            long visitors,
            long views,
            long clicks,
            double rate,
            long events,
            long visits,
            double bounceRate,
            long duration) {
        static Total of(Tally total) {
            return new Total(
                    total.visitors(),
                    total.views(),
                    total.clicks(),
                    fraction(total.clicks(), total.views()),
                    total.events(),
                    total.visits(),
                    rounded(total.bounceRate()),
                    total.duration());
        }
    }

    public record Day(
            String day,
            long visitors,
            long views,
            long clicks,
            long events,
            long visits,
            double bounceRate,
            long duration) {
        static Day of(Report.Day day) {
            var tally = day.tally();
            return new Day(
                    day.day().toString(),
                    tally.visitors(),
                    tally.views(),
                    tally.clicks(),
                    tally.events(),
                    tally.visits(),
                    rounded(tally.bounceRate()),
                    tally.duration());
        }
    }

    public record Link(long block, String title, long clicks, double rate) {}

    /** @param share of all visitors; the shares of sources may add up to more than 1, see {@link Report} */
    public record Part(String name, long visitors, double share) {}

    /** @param values how many there are, also beyond the rows that are listed */
    public record Split(String dimension, long values, List<Row> rows) {
        static Split of(Dimension dimension, Report report, Labels labels) {
            var parts = report.by(dimension);
            return of(
                    dimension,
                    parts.size(),
                    parts,
                    report.total().visitors(),
                    labels,
                    measure -> measure.answers(dimension, report));
        }

        /**
         * @param values how many there are, though the parts may be only the largest
         * @param answered what is known of a single value
         */
        static Split of(
                Dimension dimension,
                long values,
                List<Report.Part> parts,
                long visitors,
                Labels labels,
                Predicate<Measure> answered) {
            return new Split(
                    dimension.word(),
                    values,
                    parts.stream()
                            .limit(ROWS)
                            .map(part ->
                                    Row.of(dimension, part, labels.of(dimension, part.value()), visitors, answered))
                            .toList());
        }
    }

    /**
     * Left out is what a single value of the dimension does not have: a link has no visits.
     *
     * @param value as a filter takes it; empty where nothing is known
     * @param share of all visitors
     * @param rate clicks for each view; of a link for each view of its site
     * @param duration seconds a visit, of a page seconds a view, on average
     */
    public record Row(
            String value,
            String name,
            long visitors,
            double share,
            @Nullable Long views,
            @Nullable Long clicks,
            @Nullable Double rate,
            @Nullable Long events,
            @Nullable Long visits,
            @Nullable Double bounceRate,
            @Nullable Long duration) {
        static Row of(Dimension dimension, Report.Part part, String name, long visitors, Predicate<Measure> answered) {
            var tally = part.tally();
            Function<Measure, @Nullable Double> value =
                    measure -> answered.test(measure) ? measure.exact(dimension, tally) : null;
            return new Row(
                    part.value(),
                    name,
                    tally.visitors(),
                    fraction(tally.visitors(), visitors),
                    whole(value.apply(Measure.VIEWS)),
                    whole(value.apply(Measure.CLICKS)),
                    value.apply(Measure.CLICK_RATE),
                    whole(value.apply(Measure.EVENTS)),
                    whole(value.apply(Measure.VISITS)),
                    value.apply(Measure.BOUNCE_RATE),
                    whole(value.apply(Measure.DURATION)));
        }

        private static @Nullable Long whole(@Nullable Double number) {
            return number == null ? null : Long.valueOf(number.longValue());
        }
    }

    public record Omitted(String reason, String description, long number) {}
}
