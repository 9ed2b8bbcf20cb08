package com.mewayz.analytics;

import com.mewayz.traffic.Line;
import com.mewayz.traffic.Report;
import com.mewayz.traffic.Tally;
import java.util.stream.Collectors;

/** How a figure is worked out from its rows, written as one would on paper. */
record Reckoning(Measure measure) {
    /** More days than these are not written down one by one. */
    private static final int MOST_DAYS = 14;

    private static final String NOTHING = "There is nothing to divide by.";

    /** Of the whole period. */
    String of(Report report) {
        var total = report.total();
        int days = report.days().size();
        if (isDivided() || days == 1) {
            return of(total);
        }
        return days > MOST_DAYS
                ? "%s, %d days added up".formatted(of(total), days)
                : report.days().stream()
                                .map(day -> Words.number(measure.of(day.tally())))
                                .collect(Collectors.joining(" + "))
                        + " = " + of(total);
    }

    /** Of one day, or of all together. */
    String of(Tally tally) {
        return switch (measure) {
            case VISITORS -> Words.counted(tally.visitors(), "visitor");
            case VIEWS -> Words.counted(tally.views(), "view");
            case CLICKS -> Words.counted(tally.clicks(), "click");
            case VISITS -> Words.counted(tally.visits(), "visit");
            case EVENTS -> Words.counted(tally.events(), "event");
            case CLICK_RATE ->
                tally.views() == 0
                        ? NOTHING
                        : "%s / %s = %s"
                                .formatted(
                                        Words.counted(tally.clicks(), "click"),
                                        Words.counted(tally.views(), "view"),
                                        Words.exactPercent(tally.rate()));
            case BOUNCE_RATE ->
                tally.visits() == 0
                        ? NOTHING
                        : "(%s − %s that went on) / %s%s = %s"
                                .formatted(
                                        Words.counted(tally.visits(), "visit"),
                                        Words.number(tally.engaged()),
                                        Words.counted(tally.visits(), "visit"),
                                        // visits that began the day before, of which only the going on counts here
                                        tally.engaged() > tally.visits() ? ", at least 0," : "",
                                        Words.exactPercent(tally.bounceRate()));
            case DURATION ->
                tally.visits() == 0
                        ? NOTHING
                        : "%s s / %s = %s s%s"
                                .formatted(
                                        Words.number(tally.seconds()),
                                        Words.counted(tally.visits(), "visit"),
                                        Words.number(tally.duration()),
                                        tally.duration() < 60 ? "" : " = " + Words.duration(tally.duration()));
        };
    }

    /** What a row adds; empty where each adds the same. */
    String of(Line line) {
        return switch (measure) {
            case VISITORS -> line.who().newcomer() ? "1 visitor" : "already counted";
            case CLICK_RATE ->
                switch (line.kind()) {
                    case VIEW -> "1 view";
                    case CLICK, OUT -> "1 click";
                    case EVENT, STAY -> "";
                };
            case BOUNCE_RATE -> bounce(line);
            case DURATION -> line.first() ? "1 visit" : "";
            case VIEWS, CLICKS, VISITS, EVENTS -> "";
        };
    }

    /** Whether rows add different things. */
    boolean differs() {
        return isDivided() || measure == Measure.VISITORS;
    }

    private boolean isDivided() {
        return measure == Measure.CLICK_RATE || measure == Measure.BOUNCE_RATE || measure == Measure.DURATION;
    }

    private static String bounce(Line line) {
        var went = "1 that went on";
        if (!line.first()) {
            return went;
        }
        return "1 visit" + (line.engaged() ? ", " + went : line.who().bounced() ? ", bounced" : "");
    }
}
