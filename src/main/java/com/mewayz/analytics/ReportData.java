package com.mewayz.analytics;

import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a report came to. Values are in the order of the measures; null where nobody knows, or where the measure says
 * nothing of a single value: a link has no bounce rate.
 *
 * @param before the same of as many days before, as far as they were counted from the first on
 * @param imported on how many days another program counted
 */
public record ReportData(
        String from,
        String to,
        String zone,
        List<Measure> measures,
        List<@Nullable Double> total,
        List<@Nullable Double> before,
        List<ReportRow> days,
        List<ReportList> lists,
        int imported) {
    private static final int ROWS = 100;

    /** @param titles of links, by block id */
    static ReportData of(ReportQuestion question, Report report, Map<Long, String> titles) {
        var measures = question.measures();
        var labels = new Labels(titles);
        var lists = new ArrayList<ReportList>();
        for (var dimension : question.split()) {
            var parts = report.by(dimension);
            lists.add(new ReportList(
                    dimension.word(),
                    parts.stream()
                            .limit(ROWS)
                            .map(part -> new ReportRow(
                                    labels.of(dimension, part.value()),
                                    values(
                                            measures,
                                            measure -> measure.answers(dimension, report)
                                                    ? measure.exact(dimension, part.tally())
                                                    : null)))
                            .toList(),
                    Math.max(0, parts.size() - ROWS)));
        }
        return new ReportData(
                report.period().from().toString(),
                report.period().to().toString(),
                report.period().zone().getId(),
                measures,
                values(measures, measure -> measure.exact(report.total())),
                values(measures, measure -> report.comparable() ? measure.exact(report.previous()) : null),
                report.days().stream()
                        .map(day -> new ReportRow(
                                day.day().toString(), values(measures, measure -> measure.exact(day.tally()))))
                        .toList(),
                lists,
                report.imported().size());
    }

    private static List<@Nullable Double> values(List<Measure> measures, Function<Measure, @Nullable Double> value) {
        List<@Nullable Double> values = new ArrayList<>();
        measures.forEach(measure -> values.add(value.apply(measure)));
        return Collections.unmodifiableList(values);
    }

    /** @param more how many further rows there were */
    public record ReportList(String dimension, List<ReportRow> rows, int more) {
        String title() {
            return Dimension.of(dimension).map(Labels::title).orElse(dimension);
        }

        /** Which of the report's measures say something of these values, by their places among them. */
        List<Integer> columns(List<Measure> measures) {
            return IntStream.range(0, measures.size())
                    .filter(place -> Dimension.of(dimension)
                            .map(measures.get(place)::answers)
                            .orElse(true))
                    .boxed()
                    .toList();
        }

        /** What those measures are called here. */
        List<String> head(List<Measure> measures) {
            return columns(measures).stream()
                    .map(measures::get)
                    .map(measure -> Dimension.of(dimension).map(measure::label).orElse(measure.label))
                    .toList();
        }

        /** The row's values of those measures, in words. */
        List<String> cells(List<Measure> measures, ReportRow row) {
            return columns(measures).stream()
                    .map(place -> measures.get(place).written(row.values.get(place)))
                    .toList();
        }
    }

    public record ReportRow(String name, List<@Nullable Double> values) {}
}
