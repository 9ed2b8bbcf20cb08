package com.mewayz.biosites;

import com.mewayz.platform.crypto.Hmac;
import com.mewayz.platform.crypto.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Proof that a form was shown by this program a moment ago, and not just now: nobody reads and presses a button within two
 * seconds. The key lives as long as the process, and so do the stamps.
 */
final class Stamps {
    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Clock clock;
    private final String key;

    Stamps(Clock clock, Tokens tokens) {
        this.clock = clock;
        this.key = tokens.next();
    }

    String next(long block) {
        return sealed(clock.instant().toEpochMilli(), block);
    }

    boolean isGood(String stamp, long block) {
        int end = stamp.indexOf('.');
        if (end < 1 || end > 15 || !stamp.substring(0, end).matches("\\d+")) {
            return false;
        }
        long at = Long.parseLong(stamp.substring(0, end));
        var age = Duration.between(Instant.ofEpochMilli(at), clock.instant());
        return MessageDigest.isEqual(bytes(stamp), bytes(sealed(at, block)))
                && age.compareTo(SHORTEST) >= 0
                && age.compareTo(LONGEST) <= 0;
    }

    private String sealed(long at, long block) {
        return at + "." + Hmac.hex(key, at + " " + block);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
