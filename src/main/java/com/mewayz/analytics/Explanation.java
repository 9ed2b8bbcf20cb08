package com.mewayz.analytics;

import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Line;
import com.mewayz.traffic.Lines;
import com.mewayz.traffic.Report;
import com.mewayz.traffic.Traffic;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a figure comes from: what it means, what was asked, what was left out, how it is worked out, and the rows, so
 * that a person can count them again.
 *
 * @param today in the zone of the period
 */
record Explanation(Head head, Measure measure, Report report, Lines lines, LocalDate today) {
    /**
     * @param who visitor and visit, by their numbers of that day
     * @param since seconds since the act before
     * @param counts what the row adds to the figure
     */
    record Row(
            String at,
            String act,
            String site,
            String who,
            String since,
            String counts,
            String page,
            String source,
            String country,
            String device) {}

    /** @param href the rows of this day alone */
    record DayRow(String day, String href, String reckoning) {}

    Map<String, Object> model() {
        var asked = head.asked();
        var reckoning = new Reckoning(measure);
        var model = new HashMap<String, Object>(head.model());
        model.putAll(Map.ofEntries(
                Map.entry("page", measure.label),
                Map.entry("value", measure.words(report.total())),
                Map.entry("explanation", measure.explanation),
                Map.entry("reckoning", reckoning.of(report)),
                Map.entry("reckoningBefore", reckoning.of(report.previous())),
                Map.entry("days", days(reckoning)),
                Map.entry(
                        "imported",
                        report.imported().size() + report.passedOver().size()),
                Map.entry("measures", measures()),
                Map.entry("rows", lines.lines().stream().map(this::row).toList()),
                Map.entry("several", asked.sites().size() > 1),
                Map.entry("timed", measure == Measure.DURATION),
                Map.entry("differs", reckoning.differs()),
                Map.entry("next", lines.next().isEmpty() ? "" : head.address().query() + "&after=" + lines.next()),
                Map.entry("keptDays", Traffic.LOGGED_DAYS),
                Map.entry("older", asked.period().from().isBefore(today.minusDays(Traffic.LOGGED_DAYS))),
                Map.entry("omitted", Board.omitted(report))));
        return model;
    }

    private List<Choice> measures() {
        return List.of(Measure.values()).stream()
                .map(each -> new Choice(
                        each.label, head.address().with("show", each.word()).query(), each == measure))
                .toList();
    }

    private List<DayRow> days(Reckoning reckoning) {
        return report.days().reversed().stream()
                .map(day -> new DayRow(
                        Words.fullDay(day.day()),
                        head.address()
                                .between(day.day().toString(), day.day().toString())
                                .query(),
                        reckoning.of(day.tally())))
                .toList();
    }

    private Row row(Line line) {
        var labels = head.asked().labels();
        return new Row(
                Words.time(line.at().atZone(head.asked().period().zone())),
                act(line, labels),
                head.asked().nameOf(line.site()),
                "Visitor %s, visit %s"
                        .formatted(
                                Words.number(line.who().visitor()),
                                Words.number(line.who().visit())),
                Words.number(line.seconds()) + " s",
                new Reckoning(measure).of(line),
                line.page(),
                labels.of(Dimension.SOURCE, line.source()),
                labels.of(Dimension.COUNTRY, line.country()),
                labels.of(Dimension.DEVICE, line.device()) + ", " + labels.of(Dimension.BROWSER, line.browser()));
    }

    private static String act(Line line, Labels labels) {
        return switch (line.kind()) {
            case VIEW -> "Opened the page";
            case CLICK -> "Followed " + labels.of(Dimension.LINK, line.target());
            case OUT -> "Left for " + line.target();
            case EVENT -> line.target();
            case STAY -> "Stayed on the page";
        };
    }
}
