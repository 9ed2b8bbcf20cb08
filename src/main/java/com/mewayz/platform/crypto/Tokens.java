package com.mewayz.platform.crypto;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Random bearer tokens: sessions, API tokens, setup and reset links. The holder gets the token once; what is stored is
 * its hash. With 256 random bits a plain SHA-256 is enough: there is nothing to guess, so no slow hash is needed.
 */
public final class Tokens {
    private static final int BYTES = 32;
    /** Without letters that are taken for another, or make words. */
    private static final String LEGIBLE = "23456789bcdfghjkmnpqrstvwxz";

    private final SecureRandom random;

    public Tokens(SecureRandom random) {
        this.random = random;
    }

    /** A fresh token: 256 random bits in 43 characters that need no escaping in a link, a cookie or a header. */
    public String next() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Random characters that are read from paper and typed; each is worth 4.7 bits. */
    public String legible(int length) {
        return random.ints(length, 0, LEGIBLE.length())
                .mapToObj(LEGIBLE::charAt)
                .map(String::valueOf)
                .collect(java.util.stream.Collectors.joining());
    }

    /** A fresh secret for an authenticator app. */
    public String totpSecret() {
        return Totp.secret(random);
    }

    /** What to store and to look up: 64 hex characters. */
    public static String hash(String token) {
        return Sha256.hex(token.getBytes(StandardCharsets.UTF_8));
    }
}
