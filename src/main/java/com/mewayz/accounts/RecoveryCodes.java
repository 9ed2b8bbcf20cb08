package com.mewayz.accounts;

import com.mewayz.platform.crypto.Passwords;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Ten codes for the day the phone is gone: {@code abcd-efgh-jkmn}. The first four characters say which one it is, the
 * rest is hashed like a password, since it is short enough to be guessed from a stolen database otherwise. Each works
 * once.
 */
final class RecoveryCodes {
    static final int COUNT = 10;
    static final Pattern FORM = Pattern.compile("[2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4}");

    private final Db db;
    private final Clock clock;
    private final Passwords passwords;
    private final Tokens tokens;

    RecoveryCodes(Db db, Clock clock, Passwords passwords, Tokens tokens) {
        this.db = db;
        this.clock = clock;
        this.passwords = passwords;
        this.tokens = tokens;
    }

    /** Ten new ones; whatever there was stops working. What is given back is known only now. */
    Sheet draw() {
        Map<String, String> codes = new HashMap<>();
        while (codes.size() < COUNT) {
            codes.put(tokens.legible(4), tokens.legible(4) + "-" + tokens.legible(4));
        }
        var hashes = new HashMap<String, String>();
        codes.forEach((label, secret) -> hashes.put(label, passwords.hash(secret)));
        return new Sheet(
                codes.entrySet().stream()
                        .map(code -> code.getKey() + "-" + code.getValue())
                        .sorted()
                        .toList(),
                hashes);
    }

    /** Makes a drawn sheet the one that counts. */
    void replace(long user, Sheet sheet) {
        var now = clock.instant();
        remove(user);
        sheet.hashes.forEach((label, hash) -> db.add("recovery_code", new Row(user, label, hash, now)));
    }

    /** Whether this is one of them, not used before. */
    boolean accepts(long user, String code) {
        var plain = normal(code);
        if (!FORM.matcher(plain).matches()) {
            return false;
        }
        return db.find(Stored.class, """
                        select id, secret from recovery_code
                        where user = ? and label = ? and used_at is null""", user, plain.substring(0, 4))
                .filter(stored -> passwords.verify(plain.substring(5), stored.secret))
                .filter(stored -> db.run(
                                "update recovery_code set used_at = ? where id = ? and used_at is null",
                                clock.instant(),
                                stored.id)
                        == 1)
                .isPresent();
    }

    int left(long user) {
        return (int) db.number("select count(*) from recovery_code where user = ? and used_at is null", user);
    }

    void remove(long user) {
        db.run("delete from recovery_code where user = ?", user);
    }

    /** As it was shown, however it was typed. */
    private static String normal(String code) {
        var letters = code.toLowerCase(Locale.ROOT).replaceAll("[^2-9a-z]", "");
        return letters.length() == 12
                ? IntStream.of(0, 4, 8)
                        .mapToObj(at -> letters.substring(at, at + 4))
                        .collect(java.util.stream.Collectors.joining("-"))
                : "";
    }

    /** Ten codes and what is stored of them. */
    record Sheet(List<String> codes, Map<String, String> hashes) {
        @Override
        public String toString() {
            return "recovery codes"; // never the codes
        }
    }

    private record Row(long user, String label, String secret, Instant createdAt) {}

    private record Stored(long id, String secret) {
        @Override
        public String toString() {
            return "recovery code " + id;
        }
    }
}
