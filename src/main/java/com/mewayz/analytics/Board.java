package com.mewayz.analytics;

import com.mewayz.analytics.Annotations.Annotation;
import com.mewayz.analytics.SiteCatalogue.SiteInfo;
import com.mewayz.traffic.Heat;
import com.mewayz.traffic.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The analytics page's model: what its template shows, in the words in which it shows it.
 *
 * @param base how the caller reaches this server; {@code home} the path of the page
 * @param present how many visitors are here now
 */
record Board(
        String base,
        String home,
        Asked asked,
        Address address,
        Report report,
        Heat heat,
        List<Annotation> annotations,
        long present) {
    Map<String, Object> model() {
        var model = new HashMap<String, Object>(head());
        model.putAll(Map.ofEntries(
                Map.entry("page", "Analytics"),
                Map.entry("empty", report.empty()),
                Map.entry("addresses", addresses()),
                Map.entry("present", Words.number(present)),
                Map.entry("sentence", sentence()),
                Map.entry("stats", stats()),
                Map.entry("wide", Chart.wide(series())),
                Map.entry("narrow", Chart.narrow(series())),
                Map.entry("days", rows()),
                Map.entry("shown", shown().label),
                Map.entry(
                        "annotations",
                        annotations.stream()
                                .map(each -> new Count(each.text(), Words.fullDay(each.day())))
                                .toList()),
                Map.entry("panels", panels().lists()),
                Map.entry("countries", panels().countries()),
                Map.entry("map", panels().map()),
                Map.entry("heat", HeatTable.of(heat)),
                Map.entry("imported", report.imported().size()),
                Map.entry("passedOver", report.passedOver().size()),
                Map.entry("omitted", omitted(report))));
        return model;
    }

    /** What stands above the figures, here and on the pages beside this one. */
    Map<String, Object> head() {
        return new Head(home, asked, address, report).model();
    }

    /** @param figure the address that draws it, {@code rows} the one that explains it */
    record Stat(
            String id,
            String label,
            boolean current,
            String value,
            String change,
            String tone,
            String note,
            String explanation,
            String figure,
            String rows) {}

    /** @param zoom the address of this day alone */
    record DayRow(String day, String date, String zoom, String value, String visitors, String views, String clicks) {}

    record Count(String label, String value) {}

    private Panels panels() {
        return new Panels(report, address, asked.labels(), asked.sites().size());
    }

    private Measure shown() {
        return Measure.of(address.first("show")).orElse(Measure.VISITORS);
    }

    private List<String> addresses() {
        return asked.sites().stream()
                .map(SiteInfo::path)
                .filter(path -> !path.isEmpty())
                .map(path -> base + path)
                .toList();
    }

    private List<Stat> stats() {
        var now = report.total();
        var then = report.previous();
        boolean compare = asked.compare() && report.comparable();
        return Stream.of(Measure.values())
                .map(measure -> new Stat(
                        measure.word(),
                        measure.label,
                        measure == shown(),
                        measure.words(now),
                        compare ? measure.change(now, then) : "",
                        compare ? measure.tone(now, then) : "",
                        asked.compare() ? measure.before(report) : "",
                        measure.explanation,
                        address.with("show", measure == Measure.VISITORS ? "" : measure.word())
                                .query(),
                        home + "/explain" + address.with("show", measure.word()).query()))
                .toList();
    }

    private Chart.Series series() {
        var days = report.days().stream().map(Report.Day::day).toList();
        return new Chart.Series(
                values(report.days()),
                asked.compare() ? values(report.before()) : List.of(),
                names(),
                shown()::axis,
                annotations.stream()
                        .map(each -> days.indexOf(each.day()))
                        .filter(place -> place >= 0)
                        .distinct()
                        .toList());
    }

    private List<Long> values(List<Report.Day> days) {
        return days.stream().map(day -> shown().of(day.tally())).toList();
    }

    private String sentence() {
        var days = report.days();
        var measure = shown();
        var highest = days.stream()
                .max(Comparator.comparingLong(day -> measure.of(day.tally())))
                .orElseThrow();
        long lowest =
                days.stream().mapToLong(day -> measure.of(day.tally())).min().orElse(0);
        return "%s per day, %s to %s. Lowest %s, highest %s on %s."
                .formatted(
                        measure.label,
                        Words.longDay(days.getFirst().day()),
                        Words.longDay(days.getLast().day()),
                        measure.words(lowest),
                        measure.words(highest.tally()),
                        Words.longDay(highest.day()));
    }

    private List<String> names() {
        Function<LocalDate, String> name = report.days().size() > 180 ? Words::month : Words::day;
        return report.days().stream().map(Report.Day::day).map(name).toList();
    }

    private List<DayRow> rows() {
        List<DayRow> rows = new ArrayList<>();
        for (var day : report.days().reversed()) {
            var date = day.day().toString();
            rows.add(new DayRow(
                    Words.fullDay(day.day()),
                    date,
                    address.between(date, date).query(),
                    shown().words(day.tally()),
                    Words.number(day.visitors()),
                    Words.number(day.views()),
                    Words.number(day.clicks())));
        }
        return rows;
    }

    static List<Count> omitted(Report report) {
        return report.leftOut().stream()
                .map(part -> new Count(part.reason().words(), Words.number(part.number())))
                .toList();
    }
}
