package com.mewayz.biosites;

import com.mewayz.platform.Check;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long it is until something begins: days and hours, in its last day hours and minutes. The server draws it, so that
 * it needs no script; a page is kept no longer than its smallest figure holds.
 *
 * @param zone in which the moment is told, like Europe/Lisbon; UTC if there is none
 * @param text what stands there once it has begun
 */
record Countdown(
        String title,
        Instant at,
        @Nullable String zone,
        @Nullable String text) implements Block {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    /** A figure and the key of the word that says of what. */
    record Part(String word, String number) {}

    @Override
    @SuppressWarnings("NullAway") // a caller's JSON may leave the moment out
    public void check(Check check) {
        check.text("title", title, 1, 120).text("text", text, 0, 200);
        check.that("at", at != null, "Choose a moment.");
        check.that("at", at == null || at.isAfter(EARLIEST) && at.isBefore(LATEST), "Write a date from this century.");
        check.that("zone", zone == null || isZone(zone), "Write a time zone, like Europe/Lisbon.");
    }

    private static boolean isZone(String zone) {
        try {
            ZoneId.of(zone);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    @Override
    public String label() {
        return title;
    }

    @Override
    public String detail() {
        return "Countdown to " + when(Locale.ENGLISH);
    }

    @Override
    public String words() {
        return text == null ? "" : text;
    }

    /** What is left; nothing once it has begun. */
    List<Part> left(Instant now) {
        var left = Duration.between(now, at);
        if (left.isNegative() || left.isZero()) {
            return List.of();
        }
        return left.toDays() > 0
                ? List.of(
                        new Part("count.days", String.valueOf(left.toDays())),
                        new Part("count.hours", "%02d".formatted(left.toHoursPart())))
                : List.of(
                        new Part("count.hours", String.valueOf(left.toHours())),
                        new Part("count.minutes", "%02d".formatted(left.toMinutesPart())));
    }

    @Override
    public Optional<Instant> changesAfter(Instant now) {
        var left = Duration.between(now, at);
        if (left.isNegative() || left.isZero()) {
            return Optional.empty();
        }
        var smallest = left.toDays() > 0 ? ChronoUnit.HOURS : ChronoUnit.MINUTES;
        // a millisecond later there is less than that left
        var next = at.minus(left.truncatedTo(smallest)).plusMillis(1);
        return Optional.of(next.isAfter(at) ? at : next);
    }

    /** The moment in words of a language. */
    String when(Locale tag) {
        var language = tag.equals(Locale.ENGLISH) ? Locale.UK : tag; // most of the world writes the day first
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(language)
                        .format(at.atZone(place()))
                + DateTimeFormatter.ofPattern(" z", language).format(at.atZone(place()));
    }

    private ZoneId place() {
        return ZoneId.of(zone == null ? "UTC" : zone);
    }
}
