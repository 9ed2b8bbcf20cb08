package com.mewayz.accounts;

import com.mewayz.platform.Check;
import com.mewayz.platform.Lazy;
import com.mewayz.platform.Problem;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.passkeys.Assertion;
import com.mewayz.platform.passkeys.Attestation;
import com.mewayz.platform.passkeys.Ceremonies;
import com.mewayz.platform.passkeys.Key;
import com.mewayz.platform.passkeys.Site;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The passkeys of users. A challenge is signed once, within five minutes, for what, whom and the browser it was made for. */
final class Passkeys {
    static final Duration CHALLENGE = Duration.ofMinutes(5);
    private static final int MOST = 20;

    private final Db db;
    private final Clock clock;
    private final Tokens tokens;
    private final Lazy<Ceremonies> ceremonies = new Lazy<>(Ceremonies::new);

    Passkeys(Db db, Clock clock, Tokens tokens) {
        this.db = db;
        this.clock = clock;
        this.tokens = tokens;
    }

    boolean any(long user) {
        return db.number("select count(*) from passkey where user = ?", user) > 0;
    }

    List<Passkey> all(long user) {
        return db.list(Passkey.class, """
                select id, site, credential, name, backed_up, created_at, last_used_at from passkey
                where user = ? order by created_at, id""", user);
    }

    /** What kinds of signatures we can check, best first. */
    List<Integer> algorithms() {
        return Ceremonies.ALGORITHMS;
    }

    /** Those that work at this address. */
    List<String> credentials(long user, Site site) {
        return all(user).stream()
                .filter(passkey -> passkey.site.equals(site.id()))
                .map(Passkey::credential)
                .toList();
    }

    Passkey get(long user, long id) {
        return all(user).stream()
                .filter(passkey -> passkey.id == id)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("passkey"));
    }

    /** A challenge to be signed; {@code user} is 0 where it is not known yet who will sign. */
    Given challenge(Purpose purpose, long user) {
        var given = new Given(tokens.next(), tokens.next());
        db.inTransaction(() -> db.add(
                "passkey_challenge",
                new Challenge(
                        Tokens.hash(given.challenge),
                        purpose,
                        user,
                        Tokens.hash(given.browser),
                        clock.instant().plus(CHALLENGE))));
        return given;
    }

    /** @throws Problem 422 if this is no new passkey for this user, site, browser and challenge */
    Made check(long user, Registration sent) {
        new Check().text("name", sent.name, 1, 60).done();
        var made = ceremonies
                .get()
                .challenge(sent.attestation)
                .filter(challenge -> spend(Purpose.ADD, user, sent.browser, challenge))
                .flatMap(challenge -> ceremonies.get().register(sent.site, challenge, sent.attestation))
                .orElseThrow(Passkeys::refused);
        return new Made(sent.site, sent.name, made);
    }

    void add(long user, Made made) {
        if (db.number("select count(*) from passkey where user = ?", user) >= MOST) {
            throw Problem.conflict("You have " + MOST + " passkeys. Remove one first.");
        }
        if (db.number("select count(*) from passkey where credential = ?", made.key.credential()) > 0) {
            throw Problem.conflict("This passkey is known already.");
        }
        var key = made.key;
        db.add(
                "passkey",
                new Row(
                        user,
                        made.site.id(),
                        key.credential(),
                        key.publicKey(),
                        made.name.strip(),
                        key.counter(),
                        key.backupEligible(),
                        key.backedUp(),
                        clock.instant()));
    }

    void rename(long user, long id, String name) {
        get(user, id);
        new Check().text("name", name, 1, 60).done();
        db.run("update passkey set name = ? where id = ? and user = ?", name.strip(), id, user);
    }

    void remove(long user, long id) {
        get(user, id);
        db.run("delete from passkey where id = ? and user = ?", id, user);
    }

    /**
     * Whose passkey has signed.
     *
     * @param user whose it must be, 0 for anybody's: then the authenticator must have checked who holds it
     * @throws Problem 422 if anything does not fit; it does not say what
     */
    long verify(Purpose purpose, long user, Signed signed) {
        var site = signed.site;
        var sent = signed.assertion;
        boolean alone = user == 0;
        var stored = ceremonies
                .get()
                .challenge(sent)
                .filter(challenge -> spend(purpose, user, signed.browser, challenge))
                .flatMap(challenge -> find(sent.credential(), site)
                        .filter(row -> alone ? handle(row.user).equals(sent.handle()) : row.user == user)
                        .filter(row -> ceremonies
                                .get()
                                .verify(site, challenge, row.key(), sent, alone)
                                .filter(key -> used(row, key))
                                .isPresent()));
        return stored.orElseThrow(Passkeys::refused).user;
    }

    void expire() {
        db.run("delete from passkey_challenge where expires_at <= ?", clock.instant());
    }

    /** How authenticators are told whose passkey it is: opaque, and the same for ever. */
    static String handle(long user) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.valueOf(user).getBytes(StandardCharsets.UTF_8));
    }

    private Optional<Stored> find(String credential, Site site) {
        return db.find(Stored.class, """
                select id, user, credential, public_key, counter, backup_eligible, backed_up from passkey
                where credential = ? and site = ?""", credential, site.id());
    }

    private boolean spend(Purpose purpose, long user, String browser, String challenge) {
        return db.run(
                        "delete from passkey_challenge where challenge = ? and purpose = ? and user = ? and browser = ? and expires_at > ?",
                        Tokens.hash(challenge),
                        purpose,
                        user,
                        Tokens.hash(browser),
                        clock.instant())
                == 1;
    }

    /** A counter that does not go up means a copy of the authenticator (7.2, step 22), also between two at once. */
    private boolean used(Stored row, Key key) {
        return db.run(
                        "update passkey set counter = ?, backed_up = ?, last_used_at = ? where id = ? and counter = ?",
                        key.counter(),
                        key.backedUp(),
                        clock.instant(),
                        row.id,
                        row.counter)
                == 1;
    }

    private static Problem refused() {
        return Problem.invalid("form", "This passkey did not work here. Try again, or use another way.");
    }

    /** What a challenge is for. */
    enum Purpose {
        ADD,
        SIGN_IN,
        SECOND_FACTOR,
        PROOF
    }

    /** A passkey as its owner sees it. */
    record Passkey(
            long id,
            String site,
            String credential,
            String name,
            boolean backedUp,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {}

    /** A challenge, and what the browser that asked for it keeps, to be known again by. */
    record Given(String challenge, String browser) {
        @Override
        public String toString() {
            return "challenge"; // never the browser's secret
        }
    }

    /** A new passkey as the browser sends it. */
    record Registration(Site site, String browser, String name, Attestation attestation) {
        @Override
        public String toString() {
            return "passkey " + name; // never the browser's secret
        }
    }

    /** What an authenticator signed, at which address and in which browser. */
    record Signed(Site site, String browser, Assertion assertion) {
        @Override
        public String toString() {
            return "assertion at " + site; // never the browser's secret
        }
    }

    /** A new passkey that was checked. */
    record Made(Site site, String name, Key key) {}

    private record Challenge(String challenge, Purpose purpose, long user, String browser, Instant expiresAt) {}

    private record Row(
            long user,
            String site,
            String credential,
            String publicKey,
            String name,
            long counter,
            boolean backupEligible,
            boolean backedUp,
            Instant createdAt) {}

    private record Stored(
            long id,
            long user,
            String credential,
            String publicKey,
            long counter,
            boolean backupEligible,
            boolean backedUp) {
        Key key() {
            return new Key(credential, publicKey, counter, backupEligible, backedUp, true);
        }
    }
}
