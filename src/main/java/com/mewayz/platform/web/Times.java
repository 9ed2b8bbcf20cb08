package com.mewayz.platform.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people say them: relative within an hour, then by the clock, then by the date. */
public final class Times {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    private Times() {}

    public static String words(Instant at, Instant now, ZoneId zone) {
        long minutes = Duration.between(at, now).toMinutes();
        if (minutes >= 0 && minutes < 60) {
            return minutes == 0 ? "just now" : minutes == 1 ? "1 minute ago" : minutes + " minutes ago";
        }
        var then = at.atZone(zone);
        var today = now.atZone(zone).toLocalDate();
        if (then.toLocalDate().equals(today)) {
            return CLOCK.format(then);
        }
        if (then.toLocalDate().equals(today.minusDays(1))) {
            return "yesterday, " + CLOCK.format(then);
        }
        return (then.getYear() == today.getYear() ? DAY : DATE).format(then);
    }
}
