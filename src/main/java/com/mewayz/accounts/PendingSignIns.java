package com.mewayz.accounts;

import com.mewayz.platform.Problem;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sign-ins that still want their second factor. Whoever holds the token may finish this sign-in and nothing else. */
final class PendingSignIns {
    static final Duration LIFE = Duration.ofMinutes(10);
    private static final int TRIES = 5;

    private final Db db;
    private final Clock clock;
    private final Tokens tokens;

    PendingSignIns(Db db, Clock clock, Tokens tokens) {
        this.db = db;
        this.clock = clock;
        this.tokens = tokens;
    }

    String open(long user, SignIns.Kind kind, String client) {
        var token = tokens.next();
        var now = clock.instant();
        db.inTransaction(() ->
                db.add("pending_sign_in", new Row(user, kind, Tokens.hash(token), client, 0, now, now.plus(LIFE))));
        return token;
    }

    Optional<Pending> find(String token, SignIns.Kind kind) {
        return db.find(Pending.class, """
                select id, user, kind, client from pending_sign_in
                where token = ? and kind = ? and tries < ? and expires_at > ?""", Tokens.hash(token), kind, TRIES, clock.instant());
    }

    /**
     * Counts one try of a code, before it is looked at.
     *
     * @throws Problem 403 if this sign-in is over
     */
    Pending take(String token, SignIns.Kind kind) {
        return db.inTransaction(() -> {
            var pending = find(token, kind).orElseThrow(PendingSignIns::over);
            db.run("update pending_sign_in set tries = tries + 1 where id = ?", pending.id);
            return pending;
        });
    }

    /** Ends it, because it is finished: only one can do that. */
    void close(Pending pending) {
        if (db.run("delete from pending_sign_in where id = ?", pending.id) != 1) {
            throw over();
        }
    }

    void forget(long user) {
        db.run("delete from pending_sign_in where user = ?", user);
    }

    void expire() {
        db.run("delete from pending_sign_in where expires_at <= ?", clock.instant());
    }

    static Problem over() {
        return Problem.forbidden("This sign-in took too long, or had too many wrong codes. Sign in again.");
    }

    /** An unfinished sign-in. */
    record Pending(long id, long user, SignIns.Kind kind, String client) {}

    private record Row(
            long user,
            SignIns.Kind kind,
            String token,
            String client,
            int tries,
            Instant createdAt,
            Instant expiresAt) {}
}
