package com.mewayz.biosites;

import com.mewayz.platform.Check;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** When a block is shown, as forms and lists say it: in the time zone of the workspace. */
final class Schedule {
    static final String FROM = "visible_from";
    static final String UNTIL = "visible_until";

    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    private Schedule() {}

    /** The value of a datetime-local field. */
    static String field(@Nullable Instant at, ZoneId zone) {
        return at == null ? "" : FIELD.format(at.atZone(zone));
    }

    /**
     * The moment that a datetime-local field means.
     *
     * @param before what the field showed: left alone it keeps its seconds, and in an hour that comes twice which one it was
     */
    static @Nullable Instant moment(Check check, String field, String text, @Nullable Instant before, ZoneId zone) {
        if (text.isEmpty()) {
            return null;
        }
        if (before != null && text.equals(field(before, zone))) {
            return before;
        }
        try {
            var local = LocalDateTime.parse(text);
            var offsets = zone.getRules().getValidOffsets(local);
            if (!offsets.isEmpty()) {
                // Of an hour that comes twice, a window opens in the first and closes in the second.
                return local.toInstant(field.equals(UNTIL) ? offsets.getLast() : offsets.getFirst());
            }
            check.that(field, false, "The clocks skip this hour. Choose a time before or after it.");
        } catch (DateTimeException e) {
            check.that(field, false, "Write date and time, like 2026-12-01T18:00.");
        }
        return null;
    }

    /** The window in a few words: "1–14 Dec", "from 1 Dec", "until 14 Dec"; empty without one. */
    static String words(@Nullable Instant from, @Nullable Instant until, Instant now, ZoneId zone) {
        if (until != null && !until.isAfter(now)) {
            return "ended " + day(date(until, zone), now, zone);
        }
        if (from != null && until != null) {
            var first = date(from, zone);
            var last = date(until.minus(1, ChronoUnit.MILLIS), zone);
            if (first.equals(last)) {
                return day(first, now, zone);
            }
            boolean oneMonth = first.getMonth() == last.getMonth() && first.getYear() == last.getYear();
            return (oneMonth ? String.valueOf(first.getDayOfMonth()) : day(first, now, zone) + " ")
                    + "–" + (oneMonth ? "" : " ")
                    + day(last, now, zone);
        }
        if (from != null) {
            return from.isAfter(now) ? "from " + day(date(from, zone), now, zone) : "";
        }
        return until == null ? "" : "until " + day(date(until, zone), now, zone);
    }

    private static LocalDate date(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDate();
    }

    private static String day(LocalDate day, Instant now, ZoneId zone) {
        return (day.getYear() == date(now, zone).getYear() ? DAY : DATE).format(day);
    }
}
