package com.mewayz.accounts;

import com.mewayz.accounts.SignIns.Kind;
import com.mewayz.facts.AccountFact.SessionsEnded;
import com.mewayz.facts.AccountFact.SignedOut;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.web.Caller;
import com.mewayz.platform.web.Clients;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of browsers and API clients. One ends when it was not used for a while, and in any case some weeks after it
 * began; who proves again who they are goes on under a new token.
 */
public final class UserSessions {
    static final Duration ABSOLUTE = Duration.ofDays(60);
    private static final Duration IDLE_COOKIE = Duration.ofDays(14);
    private static final Duration IDLE_BEARER = Duration.ofDays(30);
    /** How long a proof of who somebody is holds for sensitive steps. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private static final Duration TOUCH = Duration.ofMinutes(5);

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Tokens tokens;
    private final TrustedDevices devices;

    UserSessions(Db db, Bus bus, Clock clock, Tokens tokens, TrustedDevices devices) {
        this.devices = devices;
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.tokens = tokens;
    }

    SignIns.Started start(User user, Kind kind, String client, Shown shown) {
        var token = tokens.next();
        var csrf = kind == Kind.COOKIE ? tokens.next() : "";
        var now = clock.instant();
        var proved = shown == Shown.FACTOR_AND_TRUST ? Instant.EPOCH : now;
        boolean both = shown != Shown.ONE_FACTOR;
        var row = new Row(
                user.id(), kind, Tokens.hash(token), csrf, client, both, now, now, proved, now.plus(idle(kind)));
        return new SignIns.Started(token, db.inTransaction(() -> db.add("session", row)), user);
    }

    Optional<Caller> caller(String token, boolean bearer) {
        var kind = kind(bearer);
        return find(token, kind).map(session -> {
            touch(session, kind, clock.instant());
            return caller(session);
        });
    }

    /** The same without noting that the session was used. */
    Optional<Caller> glance(String token, boolean bearer) {
        return find(token, kind(bearer)).map(this::caller);
    }

    private Optional<Session> find(String token, Kind kind) {
        return db.find(Session.class, """
                        select session.id, session.user, name, email, csrf, session.workspace, last_used_at,
                        proved_at, operator, second_factor
                        from session join user on user.id = session.user
                        where token = ? and kind = ? and expires_at > ?""", Tokens.hash(token), kind, clock.instant());
    }

    private Caller caller(Session session) {
        return new Caller(
                session.user,
                session.name,
                session.email,
                session.id,
                session.csrf,
                session.workspace == null ? 0 : session.workspace,
                session.operator,
                isFresh(session.provedAt),
                session.secondFactor);
    }

    /** A proof of the future, given before the clock was put back, holds no longer than any other. */
    private boolean isFresh(Instant proved) {
        return Duration.between(proved, clock.instant()).abs().compareTo(FRESH) < 0;
    }

    private static Kind kind(boolean bearer) {
        return bearer ? Kind.BEARER : Kind.COOKIE;
    }

    /** Notes a proof of who the caller is, under the token they have. */
    void proved(long user, long session) {
        db.run("update session set proved_at = ? where id = ? and user = ?", clock.instant(), session, user);
    }

    /**
     * Notes that a second factor was set up in this session, and moves it to a new token. It proves nothing anew. Sessions
     * that know the password alone end: whoever holds one could take the factor off again.
     */
    String raise(long user, long session) {
        var token = tokens.next();
        db.inTransaction(() -> {
            db.run(
                    "update session set token = ?, second_factor = 1 where id = ? and user = ?",
                    Tokens.hash(token),
                    session,
                    user);
            if (db.run("delete from session where user = ? and id <> ? and second_factor = 0", user, session) > 0) {
                bus.publish(new SessionsEnded(user, user, "others"));
            }
        });
        return token;
    }

    /** Notes that a second factor was shown in this session. Whoever calls this renews the token, too. */
    void showedSecondFactor(long user, long session) {
        db.run("update session set second_factor = 1 where id = ? and user = ?", session, user);
    }

    /** Notes a proof, and moves the session to a new token: one that was copied before gains nothing by it. */
    String renew(long user, long session) {
        var token = tokens.next();
        db.run(
                "update session set token = ?, proved_at = ? where id = ? and user = ?",
                Tokens.hash(token),
                clock.instant(),
                session,
                user);
        return token;
    }

    /** Remembers which workspace a browser works in. */
    void workIn(long user, long session, long workspace) {
        db.run("update session set workspace = ? where id = ? and user = ?", workspace, session, user);
    }

    /** The user's sessions, the one used last first. */
    List<OpenSession> all(long user, long current) {
        return db.list(Listed.class, """
                        select id, kind, client, created_at, last_used_at from session
                        where user = ? and expires_at > ? order by last_used_at desc, id desc""", user, clock.instant()).stream()
                .map(row -> new OpenSession(
                        row.id,
                        row.kind,
                        row.client.isEmpty() ? "unknown" : Clients.words(row.client),
                        row.createdAt,
                        row.lastUsedAt,
                        row.id == current))
                .toList();
    }

    void signOut(long user, long session) {
        db.inTransaction(() -> {
            if (db.run("delete from session where id = ? and user = ?", session, user) == 1) {
                bus.publish(new SignedOut(user, user));
            }
        });
    }

    /** @throws Problem 404 if this is no session of the user */
    void end(long user, long session) {
        db.inTransaction(() -> {
            if (db.run("delete from session where id = ? and user = ?", session, user) != 1) {
                throw Problem.notFound("session");
            }
            bus.publish(new SessionsEnded(user, user, "one"));
        });
    }

    /** Ends every session but one, and every sign-in that has only begun; no device is trusted any more. */
    void endOthers(long user, long session) {
        db.inTransaction(() -> {
            db.run("delete from pending_sign_in where user = ?", user);
            devices.forgetAll(user);
            if (db.run("delete from session where user = ? and id <> ?", user, session) > 0) {
                bus.publish(new SessionsEnded(user, user, "others"));
            }
        });
    }

    /** Ends everything that somebody has open. Belongs into a transaction. */
    void endAll(long user) {
        db.run("delete from pending_sign_in where user = ?", user);
        devices.forgetAll(user);
        db.run("delete from session where user = ?", user);
    }

    /** Lets go of a browser's old session when it gets a new one. */
    void replace(long user, long session) {
        db.run("delete from session where id = ? and user = ?", session, user);
    }

    void expire() {
        var now = clock.instant();
        db.run("delete from session where expires_at <= ?", now);
        putRight(now);
    }

    /** What began or was used later than now was so before the clock was put back: it lives as if that were now. */
    private void putRight(Instant now) {
        db.run(
                """
                update session set created_at = min(created_at, ?), last_used_at = ?, proved_at = min(proved_at, ?),
                  expires_at = min(expires_at, ? + iif(kind = ?, ?, ?), min(created_at, ?) + ?)
                where last_used_at > ?""",
                now,
                now,
                now,
                now,
                Kind.COOKIE,
                IDLE_COOKIE.toMillis(),
                IDLE_BEARER.toMillis(),
                now,
                ABSOLUTE.toMillis(),
                now);
    }

    private void touch(Session session, Kind kind, Instant now) {
        if (session.lastUsedAt.plus(TOUCH).isBefore(now)) {
            db.run(
                    "update session set last_used_at = ?, expires_at = min(?, created_at + ?) where id = ?",
                    now,
                    now.plus(idle(kind)),
                    ABSOLUTE.toMillis(),
                    session.id);
        }
    }

    private static Duration idle(Kind kind) {
        return kind == Kind.COOKIE ? IDLE_COOKIE : IDLE_BEARER;
    }

    /** What was shown when a session began. */
    enum Shown {
        ONE_FACTOR,
        /** A device that is trusted stands for the second factor. It proves nothing anew. */
        FACTOR_AND_TRUST,
        TWO_FACTORS
    }

    /**
     * A session as its user sees it.
     *
     * @param current whether it is the one that asks
     */
    public record OpenSession(
            long id, Kind kind, String device, Instant createdAt, Instant lastUsedAt, boolean current) {}

    private record Listed(long id, Kind kind, String client, Instant createdAt, Instant lastUsedAt) {}

    private record Row(
            long user,
            Kind kind,
            String token,
            String csrf,
            String client,
            boolean secondFactor,
            Instant createdAt,
            Instant lastUsedAt,
            Instant provedAt,
            Instant expiresAt) {}

    private record Session(
            long id,
            long user,
            String name,
            String email,
            String csrf,
            @Nullable Long workspace,
            Instant lastUsedAt,
            Instant provedAt,
            boolean operator,
            boolean secondFactor) {}
}
