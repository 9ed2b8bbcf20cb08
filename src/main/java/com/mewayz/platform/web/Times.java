package com.mewayz.platform.web;

import com.mewayz.platform.Amounts;
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

    /** Like "3 minutes ago", "in 3 minutes", "14:05" today, "yesterday, 14:05", "tomorrow, 14:05", or a date. */
    public static String words(Instant at, Instant now, ZoneId zone) {
        long minutes = Duration.between(at, now).toMinutes();
        long ahead = Duration.between(now, at).plusSeconds(59).toMinutes();
        if (ahead > 0 && ahead < 60) {
            return ahead == 1 ? "within a minute" : "in " + Amounts.count(ahead, "minute");
        }
        if (minutes >= 0 && minutes < 60) {
            return minutes == 0 ? "just now" : Amounts.count(minutes, "minute") + " ago";
        }
        var then = at.atZone(zone);
        var today = now.atZone(zone).toLocalDate();
        if (then.toLocalDate().equals(today)) {
            return CLOCK.format(then);
        }
        if (then.toLocalDate().equals(today.minusDays(1))) {
            return "yesterday, " + CLOCK.format(then);
        }
        if (then.toLocalDate().equals(today.plusDays(1))) {
            return "tomorrow, " + CLOCK.format(then);
        }
        return (then.getYear() == today.getYear() ? DAY : DATE).format(then);
    }
}
