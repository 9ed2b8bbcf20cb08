package com.mewayz.operations.doctor;

import java.time.Duration;
import java.util.Locale;

/** Amounts as people read them. */
final class Words {
    private Words() {}

    static String bytes(long bytes) {
        if (bytes < 1 << 20) {
            return String.format(Locale.ENGLISH, "%,d kB", (bytes + 1023) >> 10);
        }
        return bytes < 1L << 30
                ? String.format(Locale.ENGLISH, "%,d MB", bytes >> 20)
                : String.format(Locale.ENGLISH, "%,.1f GB", bytes / 1073741824.0);
    }

    static String time(Duration time) {
        long seconds = Math.abs(time.toSeconds());
        if (seconds < 120) {
            return count(seconds, "second");
        }
        if (seconds < 7200) {
            return count(seconds / 60, "minute");
        }
        return seconds < 172_800 ? count(seconds / 3600, "hour") : count(seconds / 86_400, "day");
    }

    static String count(long number, String what) {
        return String.format(Locale.ENGLISH, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }
}
