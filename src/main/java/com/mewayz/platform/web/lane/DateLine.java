package com.mewayz.platform.web.lane;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The value of the Date header, formatted once a second. */
final class DateLine {
    // RFC 9110, 5.6.7: two-digit day, which RFC_1123_DATE_TIME of the JDK does not promise.
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    private final InstantSource clock;
    private volatile Second current;

    DateLine(InstantSource clock) {
        this.clock = clock;
        this.current = second(clock.millis() / 1000);
    }

    /** The same object for the whole second, so that an identity check tells whether an answer is up to date. */
    Second now() {
        var second = current;
        long epochSecond = clock.millis() / 1000;
        if (second.epochSecond != epochSecond) {
            second = second(epochSecond);
            current = second;
        }
        return second;
    }

    private Second second(long epochSecond) {
        return new Second(epochSecond, FORMAT.format(clock.instant().atOffset(ZoneOffset.UTC)));
    }

    static final class Second {
        private final long epochSecond;
        private final byte[] text;

        private Second(long epochSecond, String text) {
            this.epochSecond = epochSecond;
            this.text = text.getBytes(StandardCharsets.US_ASCII);
        }

        byte[] text() {
            return text;
        }
    }
}
