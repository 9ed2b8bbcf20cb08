package com.mewayz.apitokens;

import com.mewayz.platform.crypto.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * How an API token is written: {@code mwz_}, 43 random characters, and six that are a checksum of what stands before
 * them. Scanners of leaked secrets know it by its shape, and a typing error is told from a token that is gone.
 */
final class TokenText {
    static final String PREFIX = "mwz_";
    private static final int RANDOM = 43;
    private static final int CHECKSUM = 6;
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private TokenText() {}

    static String next(Tokens tokens) {
        var start = PREFIX + tokens.next();
        return start + checksum(start);
    }

    static boolean isOne(String text) {
        return text.length() == PREFIX.length() + RANDOM + CHECKSUM
                && text.startsWith(PREFIX)
                && text.endsWith(checksum(text.substring(0, text.length() - CHECKSUM)));
    }

    /** CRC-32 in base 62, as others write theirs; it guards against errors, not against anybody. */
    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        long rest = crc.getValue();
        var digits = new StringBuilder();
        for (int i = 0; i < CHECKSUM; i++) {
            digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
            rest /= DIGITS.length();
        }
        return digits.reverse().toString();
    }
}
