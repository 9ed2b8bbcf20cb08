package com.mewayz.analytics;

import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Realtime;
import com.mewayz.traffic.Report;
import com.mewayz.traffic.Tally;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What goes on now, as the page shows it. */
record Now(Realtime realtime, Labels labels, ZoneId zone) {
    private static final int ROWS = 8;
    private static final int WIDTH = 1092;
    private static final int NARROW = 334;
    private static final int HEIGHT = 96;

    record Bar(String x, String y, String width, String height) {}

    record Minute(String time, String visitors, String views, String clicks) {}

    record Row(String name, String width, String value) {}

    record Panel(String id, String title, String note, List<Row> rows, String nothing) {}

    Map<String, Object> model() {
        var total = realtime.total();
        return Map.of(
                "present", Words.number(realtime.present()),
                "presentWords", Words.counted(realtime.present(), "visitor") + " here now",
                "sentence",
                        "In the last 30 minutes %s, %s and %s."
                                .formatted(
                                        counted(total.visitors(), "visitor"),
                                        counted(total.views(), "page view"),
                                        counted(total.clicks(), "link click")),
                "wide", bars(WIDTH),
                "narrow", bars(NARROW),
                "minutes", minutes(),
                "panels",
                        List.of(
                                panel(Dimension.PAGE, "Pages", "Visitors", Tally::visitors, "Nobody opened a page."),
                                panel(Dimension.LINK, "Links", "Clicks", Tally::clicks, "Nobody followed a link."),
                                panel(Dimension.SOURCE, "Sources", "Visitors", Tally::visitors, "Nobody came."),
                                panel(Dimension.COUNTRY, "Countries", "Visitors", Tally::visitors, "Nobody came.")));
    }

    private String counted(long number, String thing) {
        return (realtime.more() ? "more than " : "") + Words.counted(number, thing);
    }

    private List<Bar> bars(int width) {
        long highest = realtime.minutes().stream()
                .mapToLong(minute -> minute.tally().visitors())
                .max()
                .orElse(0);
        double step = (double) width / Realtime.MINUTES;
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < realtime.minutes().size(); i++) {
            long visitors = realtime.minutes().get(i).tally().visitors();
            // a minute without anybody keeps a line, so that the thirty can be seen
            double height = highest == 0 ? 2 : Math.max(2, (double) HEIGHT * visitors / highest);
            bars.add(new Bar(number(i * step + step / 10), number(HEIGHT - height), number(step * .8), number(height)));
        }
        return bars;
    }

    private List<Minute> minutes() {
        return realtime.minutes().reversed().stream()
                .map(minute -> new Minute(
                        Words.minute(minute.start().atZone(zone)),
                        Words.number(minute.tally().visitors()),
                        Words.number(minute.tally().views()),
                        Words.number(minute.tally().clicks())))
                .toList();
    }

    private Panel panel(Dimension dimension, String title, String note, ToLongFunction<Tally> measure, String nothing) {
        List<Report.Part> parts = realtime.by(dimension).stream()
                .filter(part -> measure.applyAsLong(part.tally()) > 0)
                .limit(ROWS)
                .toList();
        long highest = parts.stream()
                .mapToLong(part -> measure.applyAsLong(part.tally()))
                .max()
                .orElse(1);
        return new Panel(
                "now-" + dimension.word(),
                title,
                note,
                parts.stream()
                        .map(part -> new Row(
                                labels.of(dimension, part.value()),
                                number(60.0 * measure.applyAsLong(part.tally()) / highest),
                                Words.number(measure.applyAsLong(part.tally()))))
                        .toList(),
                nothing);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
