package com.mewayz.platform;

import java.time.Duration;
import java.util.Locale;

/** Amounts as people read them: counted things, bytes, and lengths of time. */
public final class Amounts {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Amounts() {}

    /** Like "1 letter", "1,200 letters". */
    public static String count(long number, String what) {
        return String.format(Locale.ENGLISH, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    /** Like "12 kB", "340 MB", "1.5 GB". */
    public static String bytes(long bytes) {
        if (bytes < 1 << 20) {
            return String.format(Locale.ENGLISH, "%,d kB", (bytes + 1023) >> 10);
        }
        return bytes < 1L << 30
                ? String.format(Locale.ENGLISH, "%,d MB", bytes >> 20)
                : String.format(Locale.ENGLISH, "%,.1f GB", bytes / 1073741824.0);
    }

    /** What has gone by, cut off: in the largest unit of which there are two, like "90 seconds", "119 minutes", "2 days". */
    public static String time(Duration time) {
        long seconds = time.abs().toSeconds();
        return count(seconds / unit(seconds), word(unit(seconds)));
    }

    /** What is still to come, rounded up, so that it is enough to wait this long: as {@link #time}, never less. */
    public static String atLeast(Duration time) {
        long seconds = Math.max(1, time.plusNanos(999_999_999).toSeconds());
        long number = Math.ceilDiv(seconds, unit(seconds));
        return count(number, word(unit(seconds)));
    }

    /** To the minute below two days, like "3 h 12 min"; what is shorter than a minute is said to be one. */
    public static String span(Duration time) {
        long minutes = Math.max(1, time.toMinutes());
        if (minutes < 60) {
            return count(minutes, "minute");
        }
        long hours = minutes / 60;
        return hours < 48
                ? hours + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min")
                : count(hours / 24, "day");
    }

    /** A pause of whole minutes, exactly: like "every 5 minutes", "every hour", "every 36 hours", "every day". */
    public static String every(Duration pause) {
        long seconds = pause.toSeconds();
        long unit = seconds % DAY == 0 ? DAY : seconds % HOUR == 0 ? HOUR : MINUTE;
        long number = seconds / unit;
        return "every " + (number == 1 ? word(unit) : count(number, word(unit)));
    }

    private static long unit(long seconds) {
        return seconds < 2 * MINUTE ? 1 : seconds < 2 * HOUR ? MINUTE : seconds < 2 * DAY ? HOUR : DAY;
    }

    private static String word(long unit) {
        return unit == DAY ? "day" : unit == HOUR ? "hour" : unit == MINUTE ? "minute" : "second";
    }
}
