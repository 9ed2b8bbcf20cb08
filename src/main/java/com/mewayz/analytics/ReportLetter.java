package com.mewayz.analytics;

import com.mewayz.accounts.User;
import com.mewayz.platform.mail.Letter;
import com.mewayz.platform.mail.Mailer;
import com.mewayz.traffic.Dimension;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A report as a letter: its sums, the first lines of its lists, and the way to the rest. */
record ReportLetter(SavedReport report, ReportData data, long result) {
    private static final int ROWS = 10;

    Letter to(User user, Mailer mailer) {
        var span = Words.span(LocalDate.parse(data.from()), LocalDate.parse(data.to()));
        var paragraphs =
                new ArrayList<>(List.of("Hello " + user.name() + ",", "these are the figures of " + span + "."));
        var filtered = report.question().filtered();
        if (!filtered.isEmpty()) {
            paragraphs.add("Only visits where " + filtered + ".");
        }
        if (data.imported() > 0) {
            paragraphs.add("Some of these days were counted by another program, by rules of its own.");
        }
        paragraphs.add("You are on the list of this report. Whoever edits it can take you off.");
        var path = "/analytics/reports/" + report.id() + "?result=" + result;
        return new Letter(
                "report",
                user.email(),
                report.name() + ": " + span,
                paragraphs,
                tables(),
                Optional.of(new Letter.Button("See the report", mailer.link(path))));
    }

    private List<Letter.Table> tables() {
        var tables = new ArrayList<Letter.Table>();
        var sums = new ArrayList<List<String>>();
        for (int i = 0; i < data.measures().size(); i++) {
            var measure = data.measures().get(i);
            sums.add(List.of(
                    measure.label,
                    measure.written(data.total().get(i)),
                    measure.written(data.before().get(i))));
        }
        tables.add(new Letter.Table("Together", List.of("", "Now", "Before"), sums));
        for (var list : data.lists()) {
            var head = new ArrayList<>(List.of(""));
            data.measures().forEach(measure -> head.add(measure.label));
            tables.add(new Letter.Table(
                    Dimension.of(list.dimension()).map(Labels::title).orElse(list.dimension()),
                    head,
                    list.rows().stream().limit(ROWS).map(this::cells).toList()));
        }
        return tables;
    }

    private List<String> cells(ReportData.ReportRow row) {
        var cells = new ArrayList<>(List.of(row.name()));
        for (int i = 0; i < data.measures().size(); i++) {
            cells.add(data.measures().get(i).written(row.values().get(i)));
        }
        return cells;
    }
}
