package com.mewayz.analytics;

import com.mewayz.traffic.Tally;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a report counts. Rates are fractions, durations seconds. */
public enum Quantity {
    VISITORS("Visitors", Tally::visitors),
    VIEWS("Page views", Tally::views),
    CLICKS("Link clicks", Tally::clicks),
    EVENTS("Events", Tally::events),
    VISITS("Visits", Tally::visits),
    CLICK_RATE("Click rate", Tally::rate),
    BOUNCE_RATE("Bounce rate", Tally::bounceRate),
    DURATION("Visit duration", Tally::duration);

    private final String words;
    private final ToDoubleFunction<Tally> value;

    Quantity(String words, ToDoubleFunction<Tally> value) {
        this.words = words;
        this.value = value;
    }

    public String words() {
        return words;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    double of(Tally tally) {
        return Math.round(10_000 * value.applyAsDouble(tally)) / 10_000.0;
    }

    /** A value as people read it. */
    String words(double number) {
        return switch (this) {
            case CLICK_RATE, BOUNCE_RATE -> Words.exactPercent(number);
            case DURATION -> "%d:%02d".formatted((long) number / 60, (long) number % 60);
            default -> Words.number((long) number);
        };
    }

    /** A value as programs read it. */
    String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
