package com.mewayz.analytics;

import com.mewayz.platform.Check;
import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Call;
import com.mewayz.traffic.Period;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The period a caller asks for: {@code days} with today as the last, a {@code month}, or {@code from} and {@code to}. */
final class Span {
    static final int STANDARD = 28;

    private static final int LONGEST = 366;
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2247, 12, 31);

    private static final String YEARS =
            "Choose days of the years %d to %d.".formatted(EARLIEST.getYear(), LATEST.getYear());

    private Span() {}

    /** @throws Problem 422 for what is no day or too long */
    static Period of(Call call, ZoneId zone, Clock clock) {
        var month = call.query("month").orElse("");
        if (!month.isEmpty()) {
            return month(month, zone, clock);
        }
        if (call.query("from").orElse("").isEmpty()
                && call.query("to").orElse("").isEmpty()) {
            return Period.last(days(call.query("days").orElse("")), zone, clock);
        }
        return of(call.query("from").orElse(""), call.query("to").orElse(""), zone);
    }

    /** What is shown to whoever asks for no period. */
    static Period standard(ZoneId zone, Clock clock) {
        return Period.last(STANDARD, zone, clock);
    }

    private static int days(String text) {
        if (text.isEmpty()) {
            return STANDARD;
        }
        int days = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (days < 1 || days > LONGEST) {
            throw Problem.invalid("days", "Choose a number of days from 1 to " + LONGEST + ".");
        }
        return days;
    }

    /** This month as far as it has come, or the one before. */
    private static Period month(String which, ZoneId zone, Clock clock) {
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var first = today.withDayOfMonth(1);
        return switch (which) {
            case "this" -> Period.of(first, today, zone);
            case "last" -> Period.of(first.minusMonths(1), first.minusDays(1), zone);
            default -> throw Problem.invalid("month", "Choose the month as this or last.");
        };
    }

    static Period of(String first, String last, ZoneId zone) {
        var from = day(first);
        var to = day(last);
        new Check()
                .that("from", from != null, complaint(first, "first day", "2026-03-01"))
                .that("to", to != null, complaint(last, "last day", "2026-03-31"))
                .done();
        if (from == null || to == null) {
            throw new IllegalStateException("checked above");
        }
        new Check()
                .that("from", isKnown(from), YEARS)
                .that("to", isKnown(to), YEARS)
                .done();
        new Check()
                .that("to", !to.isBefore(from), "Choose a last day that is not before the first.")
                .that("to", to.isBefore(from.plusDays(LONGEST)), "Choose at most " + LONGEST + " days at once.")
                .done();
        return Period.of(from, to, zone);
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String complaint(String text, String which, String example) {
        return text.isEmpty()
                ? "Choose the %s, too.".formatted(which)
                : "%s is no day of the calendar. Write the %s as %s.".formatted(Quoted.of(text), which, example);
    }

    private static boolean isKnown(LocalDate day) {
        return !day.isBefore(EARLIEST) && !day.isAfter(LATEST);
    }
}
