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

    private Span() {}

    /** @throws Problem 422 for what is no day or too long */
    static Period of(Call call, ZoneId zone, Clock clock) {
        var month = call.query("month").orElse("");
        if (!month.isEmpty()) {
            return month(month, zone, clock);
        }
        if (call.query("from").orElse("").isEmpty()
                && call.query("to").orElse("").isEmpty()) {
            return Period.last(call.number("days", STANDARD, 1, LONGEST), zone, clock);
        }
        return of(call.query("from").orElse(""), call.query("to").orElse(""), zone);
    }

    /** This month as far as it has come, or the one before. */
    private static Period month(String which, ZoneId zone, Clock clock) {
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var first = today.withDayOfMonth(1);
        return switch (which) {
            case "this" -> Period.of(first, today, zone);
            case "last" -> Period.of(first.minusMonths(1), first.minusDays(1), zone);
            default -> throw Problem.invalid("month", "Choose this or last.");
        };
    }

    static Period of(String first, String last, ZoneId zone) {
        var from = day(first);
        var to = day(last);
        new Check()
                .that("from", from != null, "Write the first day as 2026-03-01.")
                .that("to", to != null, "Write the last day as 2026-03-31.")
                .done();
        if (from == null || to == null) {
            throw new IllegalStateException("checked above");
        }
        new Check()
                .that("from", isNear(from), "Choose a day from " + EARLIEST + " to " + LATEST + ".")
                .that("to", isNear(to), "Choose a day from " + EARLIEST + " to " + LATEST + ".")
                .done();
        new Check()
                .that("to", !to.isBefore(from), "Choose a last day that is not before the first.")
                .that("to", to.isBefore(from.plusDays(LONGEST)), "Choose at most " + LONGEST + " days.")
                .done();
        return Period.of(from, to, zone);
    }

    private static boolean isNear(LocalDate day) {
        return !day.isBefore(EARLIEST) && !day.isAfter(LATEST);
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
