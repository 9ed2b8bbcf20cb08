package com.mewayz.analytics;

import com.mewayz.traffic.Report;
import com.mewayz.traffic.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a report came to. Values are in the order of the measures.
 *
 * @param before the same of as many days before
 * @param imported on how many days another program counted
 */
public record ReportData(
        String from,
        String to,
        String zone,
        List<Measure> measures,
        List<Double> total,
        List<Double> before,
        List<ReportRow> days,
        List<ReportList> lists,
        int imported) {
    private static final int ROWS = 100;

    /** @param titles of links, by block id */
    static ReportData of(ReportQuestion question, Report report, Map<Long, String> titles) {
        var measures = question.measures();
        var lists = new ArrayList<ReportList>();
        for (var dimension : question.split()) {
            var parts = report.by(dimension);
            lists.add(new ReportList(
                    dimension.word(),
                    parts.stream()
                            .limit(ROWS)
                            .map(part -> new ReportRow(
                                    dimension == com.mewayz.traffic.Dimension.LINK
                                            ? titles.getOrDefault(Long.valueOf(part.value()), "Removed link")
                                            : Labels.words(dimension, part.value()),
                                    values(measures, part.tally())))
                            .toList(),
                    Math.max(0, parts.size() - ROWS)));
        }
        return new ReportData(
                report.period().from().toString(),
                report.period().to().toString(),
                report.period().zone().getId(),
                measures,
                values(measures, report.total()),
                values(measures, report.previous()),
                report.days().stream()
                        .map(day -> new ReportRow(day.day().toString(), values(measures, day.tally())))
                        .toList(),
                lists,
                report.imported().size());
    }

    private static List<Double> values(List<Measure> measures, Tally tally) {
        return measures.stream().map(measure -> measure.exact(tally)).toList();
    }

    /** @param more how many further rows there were */
    public record ReportList(String dimension, List<ReportRow> rows, int more) {}

    public record ReportRow(String name, List<Double> values) {}
}
