package com.mewayz.analytics;

import com.mewayz.analytics.SiteCatalogue.SiteInfo;
import com.mewayz.platform.web.Call;
import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Report;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Shared figures as their page shows them. */
record SharedBoard(Call call, List<SiteInfo> sites, Report report, Map<Long, String> titles) {
    private static final int ROWS = 12;
    private static final List<Measure> STATS =
            List.of(Measure.VISITORS, Measure.VIEWS, Measure.CLICKS, Measure.CLICK_RATE);

    Map<String, Object> model(LocalDate today) {
        var model = new HashMap<String, Object>();
        var days = report.days();
        model.put(
                "page",
                sites.isEmpty() ? "Figures" : sites.stream().map(SiteInfo::name).collect(Collectors.joining(", ")));
        model.put("periods", Lengths.links(call, report.period(), today));
        model.put("span", Words.span(days.getFirst().day(), days.getLast().day()));
        model.put(
                "before",
                Words.span(
                        report.before().getFirst().day(),
                        report.before().getLast().day()));
        model.put("zone", report.period().zone().getId().replace('_', ' '));
        model.put("empty", report.empty());
        model.put("stats", stats());
        model.put("wide", Chart.wide(series()));
        model.put("narrow", Chart.narrow(series()));
        model.put("days", days.reversed().stream().map(SharedBoard::row).toList());
        model.put("imported", report.imported().size());
        long all = report.total().visitors();
        model.put("sources", parts(Dimension.SOURCE, all));
        model.put("countries", parts(Dimension.COUNTRY, all));
        model.put("devices", parts(Dimension.DEVICE, all));
        model.put("pages", parts(Dimension.PAGE, all));
        model.put("links", links());
        return model;
    }

    private Chart.Series series() {
        return Chart.Series.of(visitors(report.days()), visitors(report.before()), names());
    }

    private List<Bar> links() {
        var links = report.by(Dimension.LINK);
        long most =
                links.stream().mapToLong(link -> link.tally().clicks()).max().orElse(1);
        return links.stream()
                .limit(ROWS)
                .map(link -> Bar.of(
                        new Labels(titles).of(Dimension.LINK, link.value()),
                        link.tally().clicks(),
                        most,
                        link.tally().rate()))
                .toList();
    }

    private List<Map<String, String>> stats() {
        return STATS.stream()
                .map(measure -> Map.of(
                        "label", measure.label,
                        "value", measure.words(report.total()),
                        "note", measure.before(report)))
                .toList();
    }

    private List<Bar> parts(Dimension dimension, long all) {
        var parts = report.by(dimension);
        long most =
                parts.stream().mapToLong(part -> part.tally().visitors()).max().orElse(1);
        return parts.stream()
                .limit(ROWS)
                .map(part -> Bar.of(
                        Labels.words(dimension, part.value()),
                        part.tally().visitors(),
                        most,
                        Figures.fraction(part.tally().visitors(), all)))
                .toList();
    }

    private static Map<String, String> row(Report.Day day) {
        return Map.of(
                "day", Words.fullDay(day.day()),
                "visitors", Words.number(day.visitors()),
                "views", Words.number(day.views()),
                "clicks", Words.number(day.clicks()));
    }

    private List<String> names() {
        return report.days().stream()
                .map(Report.Day::day)
                .map(report.days().size() > 180 ? Words::month : Words::day)
                .toList();
    }

    private static List<Long> visitors(List<Report.Day> days) {
        return days.stream().map(Report.Day::visitors).toList();
    }
}
