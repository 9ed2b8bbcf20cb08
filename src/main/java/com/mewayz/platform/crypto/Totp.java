package com.mewayz.platform.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords as authenticator apps make them (RFC 6238): HMAC-SHA-1, six digits, steps of 30 seconds.
 * A clock may be one step off either way (RFC 6238, 5.2).
 */
public final class Totp {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int SECONDS = 30;
    private static final int DRIFT = 1;
    /** As long as the hash, RFC 4226, 4 (R6). */
    private static final int BYTES = 20;

    private Totp() {}

    /** A new secret in base32 (RFC 4648), as it is typed into an app. */
    public static String secret(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return base32(bytes);
    }

    /** What the QR code of a secret says. */
    public static String address(String secret, String issuer, String account) {
        var label = escape(issuer) + ":" + escape(account);
        return "otpauth://totp/" + label + "?secret=" + secret + "&issuer=" + escape(issuer);
    }

    /** The step whose code this is, if it belongs to now, the step before or the step after. */
    public static OptionalLong step(String secret, String code, Instant now) {
        long current = Math.floorDiv(now.getEpochSecond(), SECONDS);
        var given = code.getBytes(StandardCharsets.UTF_8);
        return LongStream.rangeClosed(current - DRIFT, current + DRIFT)
                .filter(step -> MessageDigest.isEqual(given, code(secret, step).getBytes(StandardCharsets.UTF_8)))
                .max();
    }

    /** The code of this moment. */
    public static String code(String secret, Instant at) {
        return code(secret, Math.floorDiv(at.getEpochSecond(), SECONDS));
    }

    private static String code(String secret, long step) {
        return "%06d".formatted(number(bytes(secret), step) % 1_000_000);
    }

    /** RFC 4226, 5.3: four bytes from where the last half byte points to, without their sign. */
    static int number(byte[] key, long step) {
        var hash = hmac(key, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        return ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & Integer.MAX_VALUE;
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-1", e);
        }
    }

    static String base32(byte[] bytes) {
        var text = new StringBuilder();
        for (int bit = 0; bit < bytes.length * 8; bit += 5) {
            int value = 0;
            for (int i = bit; i < bit + 5; i++) {
                value = value << 1 | (i / 8 < bytes.length ? bytes[i / 8] >> 7 - i % 8 & 1 : 0);
            }
            text.append(ALPHABET.charAt(value));
        }
        return text.toString();
    }

    private static byte[] bytes(String base32) {
        var bytes = new byte[base32.length() * 5 / 8];
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            int value = ALPHABET.indexOf(base32.charAt(bit / 5));
            bytes[bit / 8] |= (byte) ((value >> 4 - bit % 5 & 1) << 7 - bit % 8);
        }
        return bytes;
    }

    private static String escape(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
