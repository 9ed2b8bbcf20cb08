package com.mewayz.accounts;

import com.mewayz.facts.AccountFact.DeviceTrustEnded;
import com.mewayz.facts.AccountFact.DeviceTrusted;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.web.Clients;
import com.mewayz.platform.web.Cookie;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Browsers in which somebody has shown a second factor and asked to be spared it for a while. There the first factor is
 * enough to sign in, and for nothing else: it is no fresh proof. All of them end whenever a password or factor changes
 * and when other sessions are ended.
 */
final class TrustedDevices {
    static final Duration LIFE = Duration.ofDays(30);
    static final Cookie COOKIE = new Cookie("mewayz-trust");

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Tokens tokens;

    TrustedDevices(Db db, Bus bus, Clock clock, Tokens tokens) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.tokens = tokens;
    }

    /** @return what the browser has to bring from now on; known only now */
    String trust(long user, String client) {
        var token = tokens.next();
        var now = clock.instant();
        db.inTransaction(() -> {
            db.add("trusted_device", new Row(user, Tokens.hash(token), client, now, now, now.plus(LIFE)));
            bus.publish(new DeviceTrusted(user, user, client));
        });
        return token;
    }

    /** Whether this is a browser that the user trusts; notes that it was used. */
    boolean knows(long user, String token) {
        var now = clock.instant();
        return !token.isEmpty()
                && db.run(
                                "update trusted_device set last_used_at = ? where user = ? and token = ? and expires_at > ?",
                                now,
                                user,
                                Tokens.hash(token),
                                now)
                        == 1;
    }

    /** The user's, the newest first; {@code token} is what the browser that asks has brought. */
    List<Device> all(long user, String token) {
        return db.list(Listed.class, """
                        select id, token, client, created_at, last_used_at, expires_at from trusted_device
                        where user = ? and expires_at > ? order by created_at desc, id desc""", user, clock.instant()).stream()
                .map(row -> new Device(
                        row.id,
                        row.client.isEmpty() ? "unknown" : Clients.words(row.client),
                        row.lastUsedAt,
                        row.expiresAt,
                        row.token.equals(Tokens.hash(token))))
                .toList();
    }

    /** @throws Problem 404 if this is no device of the user */
    void forget(long user, long id) {
        db.inTransaction(() -> {
            if (db.run("delete from trusted_device where id = ? and user = ?", id, user) != 1) {
                throw Problem.notFound("device");
            }
            bus.publish(new DeviceTrustEnded(user, user));
        });
    }

    void forgetAll(long user) {
        db.run("delete from trusted_device where user = ?", user);
    }

    void expire() {
        db.run("delete from trusted_device where expires_at <= ?", clock.instant());
    }

    /** @param current whether it is the one that asks */
    record Device(long id, String name, Instant lastUsedAt, Instant expiresAt, boolean current) {}

    private record Listed(
            long id, String token, String client, Instant createdAt, Instant lastUsedAt, Instant expiresAt) {
        @Override
        public String toString() {
            return "trusted device " + id; // never the token's hash
        }
    }

    private record Row(
            long user, String token, String client, Instant createdAt, Instant lastUsedAt, Instant expiresAt) {}
}
