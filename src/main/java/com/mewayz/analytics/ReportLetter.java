package com.mewayz.analytics;

import com.mewayz.accounts.User;
import com.mewayz.platform.mail.Letter;
import com.mewayz.platform.mail.Mailer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
            tables.add(new Letter.Table(
                    list.title(),
                    named("", list.head(data.measures())),
                    list.rows().stream()
                            .limit(ROWS)
                            .map(row -> named(row.name(), list.cells(data.measures(), row)))
                            .toList()));
        }
        return tables;
    }

    private static List<String> named(String name, List<String> cells) {
        return Stream.concat(Stream.of(name), cells.stream()).toList();
    }
}
