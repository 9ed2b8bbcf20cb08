package com.mewayz.analytics;

import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Lines;
import com.mewayz.traffic.Report;
import com.mewayz.traffic.Tally;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The figures, each with what it means in plain words. */
public enum Measure {
    VISITORS(
            "Visitors",
            Unit.NUMBER,
            Tally::visitors,
            Lines.Which.ALL,
            "People who opened a page or did anything else there, each counted once a day and site; the days are added"
                    + " up. There is no cookie: a number is made from address and browser with a key of that day, and the"
                    + " key is destroyed half an hour after the day. People behind one address with the same browser count as one."),
    VIEWS(
            "Page views",
            Unit.NUMBER,
            Tally::views,
            Lines.Which.VIEWS,
            "How often people opened a page. Opened again by the same visitor within 2 seconds it counts once."),
    CLICKS(
            "Link clicks",
            Unit.NUMBER,
            Tally::clicks,
            Lines.Which.CLICKS,
            "How often people followed a link. The same link followed again by the same visitor within 10 seconds"
                    + " counts once."),
    CLICK_RATE(
            "Click rate",
            Unit.SHARE,
            Tally::rate,
            Lines.Which.RATES,
            "Link clicks divided by page views. It can exceed 100% when a page view leads to several clicks."),
    VISITS(
            "Visits",
            Unit.NUMBER,
            Tally::visits,
            Lines.Which.VISITS,
            "How often somebody came. A visit ends after half an hour without anything, or when the visitor comes again"
                    + " from elsewhere. It belongs to the day on which it began."),
    BOUNCE_RATE(
            "Bounce rate",
            Unit.SHARE,
            Tally::bounceRate,
            Lines.Which.BOUNCES,
            "Visits of one page and nothing else, divided by all visits. On a page of links a click is what it is for:"
                    + " whoever clicks does not bounce."),
    DURATION(
            "Visit duration",
            Unit.TIME,
            Tally::duration,
            Lines.Which.ALL,
            "The time between the first and the last thing done in a visit, on average. A visit of one page and nothing"
                    + " else lasts 0 seconds, because nobody tells us when it is left."),
    EVENTS(
            "Events",
            Unit.NUMBER,
            Tally::events,
            Lines.Which.EVENTS,
            "What pages elsewhere reported under a name of their own, such as a sign-up.");

    private enum Unit {
        NUMBER,
        SHARE,
        TIME
    }

    /** What a figure that nobody knows looks like. */
    static final String UNKNOWN = "–";

    final String label;
    final Lines.Which rows;
    final String explanation;
    private final Unit unit;
    private final ToDoubleFunction<Tally> value;

    Measure(String label, Unit unit, ToDoubleFunction<Tally> value, Lines.Which rows, String explanation) {
        this.label = label;
        this.unit = unit;
        this.value = value;
        this.rows = rows;
        this.explanation = explanation;
    }

    static Optional<Measure> of(String word) {
        return Stream.of(values())
                .filter(measure -> measure.word().equals(word))
                .findFirst();
    }

    /** What it is called where figures are split by the dimension. */
    String label(Dimension dimension) {
        return this == DURATION && dimension == Dimension.PAGE ? "Time on page" : label;
    }

    /** Whether it says something of a single value of the dimension. */
    boolean answers(Dimension dimension) {
        return switch (dimension) {
            case PAGE -> this == VISITORS || this == VIEWS || this == DURATION;
            case LINK, OUTBOUND -> this == VISITORS || this == CLICKS || this == CLICK_RATE;
            case EVENT -> this == VISITORS || this == EVENTS;
            case EXIT -> this == VISITORS || this == VISITS;
            // the hours of a visit share its length, and whether it bounced
            case HOUR -> this != BOUNCE_RATE && this != DURATION;
            default -> true;
        };
    }

    /** The same in a report: other programs do not tell how long each page was open. */
    boolean answers(Dimension dimension, Report report) {
        return answers(dimension)
                && (this != DURATION
                        || dimension != Dimension.PAGE
                        || report.imported().isEmpty());
    }

    /** Whether it is counted, not worked out of several counts. */
    boolean isCount() {
        return unit == Unit.NUMBER;
    }

    /** For programs: of a value of a dimension that it answers, a number, a fraction of four digits or seconds. */
    @Nullable
    Double exact(Dimension dimension, Tally tally) {
        return this == DURATION && dimension == Dimension.PAGE ? Double.valueOf((double) tally.stay()) : exact(tally);
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For drawing: a number, thousandths or seconds. */
    long of(Tally tally) {
        double exact = value.applyAsDouble(tally);
        return Math.round(unit == Unit.SHARE ? 1000 * exact : exact);
    }

    /** For programs: a number, a fraction of four digits or seconds. */
    @Nullable
    Double exact(Tally tally) {
        return isKnown(tally) ? Math.round(10_000 * value.applyAsDouble(tally)) / 10_000.0 : null;
    }

    /** Such a value as people read it. */
    String written(@Nullable Double exact) {
        if (exact == null) {
            return UNKNOWN;
        }
        return unit == Unit.SHARE ? Words.exactPercent(exact) : words(exact.longValue());
    }

    /** Such a value as a spreadsheet reads it. */
    static String plain(@Nullable Double exact) {
        if (exact == null) {
            return "";
        }
        return exact == Math.rint(exact) ? Long.toString(exact.longValue()) : exact.toString();
    }

    /** As people read it. */
    String words(Tally tally) {
        return isKnown(tally) ? words(of(tally)) : UNKNOWN;
    }

    /** Views of no visit come from days that another program counted, and only by their views. */
    private boolean isKnown(Tally tally) {
        boolean imported = tally.views() > 0 && tally.visits() == 0 && tally.engaged() == 0 && tally.seconds() == 0;
        return switch (this) {
            case VISITORS -> tally.visitors() > 0 || !imported;
            case VISITS, BOUNCE_RATE, DURATION -> !imported;
            default -> true;
        };
    }

    String words(long number) {
        return switch (unit) {
            case NUMBER -> Words.number(number);
            case SHARE -> Words.exactPercent(number / 1000.0);
            case TIME -> Words.duration(number);
        };
    }

    /** Beside a grid line. */
    String axis(long number) {
        return unit == Unit.SHARE ? Words.trimmedPercent(number / 1000.0) : words(number);
    }

    boolean betterLower() {
        return this == BOUNCE_RATE;
    }

    /** How the period before was, in words. */
    String before(Report report) {
        return report.comparable() || isNothing(report.previous())
                ? note(report.previous())
                : "counted since " + Words.day(Objects.requireNonNull(report.since()));
    }

    /** What changed, in words; empty where there is nothing to compare with. */
    String change(Tally now, Tally before) {
        long difference = of(now) - of(before);
        if (isNothing(before)) {
            return "";
        }
        return switch (unit) {
            case NUMBER, TIME -> Words.signed(Math.round(100.0 * difference / of(before))) + "%";
            case SHARE -> Words.points(difference / 10.0);
        };
    }

    String tone(Tally now, Tally before) {
        int change = Long.compare(of(now), of(before));
        if (isNothing(before) || change == 0) {
            return "";
        }
        return change > 0 == betterLower() ? "down" : "up";
    }

    private String note(Tally before) {
        return isNothing(before) ? "none before" : "from " + words(of(before));
    }

    private boolean isNothing(Tally before) {
        return unit == Unit.SHARE ? (this == CLICK_RATE ? before.views() : before.visits()) == 0 : of(before) == 0;
    }
}
