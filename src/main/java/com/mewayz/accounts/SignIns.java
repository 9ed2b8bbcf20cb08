package com.mewayz.accounts;

import com.mewayz.facts.AccountFact.SignInFailed;
import com.mewayz.facts.AccountFact.SignedIn;
import com.mewayz.facts.AccountFact.SignedOut;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.web.Caller;
import com.mewayz.platform.web.Networks;
import com.mewayz.platform.web.Throttle;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signing in and out: sessions of browsers, tokens of API clients. */
public final class SignIns {
    static final Duration LIFE = Duration.ofDays(30);
    /** How long a proof of who somebody is holds for sensitive steps. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private static final Duration TOUCH = Duration.ofMinutes(5);
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int CLIENT = 200;

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Users users;
    private final Tokens tokens;
    /** Wrong passwords of one account from one address, of one address, and of one account from everywhere. */
    private final Throttle pair;

    private final Throttle address;
    private final Throttle account;

    SignIns(Db db, Bus bus, Clock clock, Users users, Tokens tokens) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.users = users;
        this.tokens = tokens;
        this.pair = new Throttle(clock, 10, WINDOW);
        this.address = new Throttle(clock, 50, WINDOW);
        this.account = new Throttle(clock, 200, WINDOW);
    }

    /**
     * Checks address and password and starts a session.
     *
     * @throws Problem 422 if they do not fit (it does not say which), 429 after too many tries
     */
    public Entry signIn(Credentials credentials, Kind kind, String from, String client) {
        var email = UserInput.canonical(credentials.email());
        var user = prove(email, String.valueOf(credentials.password()), from);
        if (user.isEmpty()) {
            users.find(email)
                    .ifPresent(known ->
                            db.inTransaction(() -> bus.publish(new SignInFailed(0, known.id(), shortened(client)))));
            throw Problem.invalid("password", "This mail address and password do not belong together.");
        }
        return enter(user.get(), kind, client);
    }

    /**
     * After the first proof (a password, a provider's word): starts a session, or says what stands between. Only a
     * passkey is both factors at once and may {@link #start} right away.
     */
    public Entry enter(User user, Kind kind, String client) {
        return new Entry.In(start(user, kind, client));
    }

    /** Notes that the caller has just shown again who they are. */
    void proved(long user, long session) {
        db.run("update session set proved_at = ? where id = ? and user = ?", clock.instant(), session, user);
    }

    /**
     * The user with this address and password. Every try counts before the password is looked at, so that many at once
     * are not more than many in a row; what nobody can have is not looked at, nor kept as a key.
     *
     * @throws Problem 429 after too many tries
     */
    Optional<User> prove(String email, String password, String from) {
        var known = email.length() <= UserInput.LONGEST_EMAIL ? email : "";
        var network = Networks.neighbourhood(from);
        pair.take(known + " " + network);
        address.take(network);
        account.take(known);
        var user = password.length() <= UserInput.LONGEST_PASSWORD
                ? users.verify(known, password)
                : Optional.<User>empty();
        if (user.isPresent()) {
            pair.forget(known + " " + network);
            address.giveBack(network);
            account.giveBack(known);
        }
        return user;
    }

    /** Starts a session for a user who has proved who it is in another way. */
    public Started start(User user, Kind kind, String client) {
        var token = tokens.next();
        var csrf = kind == Kind.COOKIE ? tokens.next() : "";
        var now = clock.instant();
        return db.inTransaction(() -> {
            long id = db.add(
                    "session",
                    new Row(
                            user.id(),
                            kind,
                            Tokens.hash(token),
                            csrf,
                            shortened(client),
                            now,
                            now,
                            now,
                            now.plus(LIFE)));
            bus.publish(new SignedIn(user.id(), user.id(), shortened(client)));
            return new Started(token, id, user);
        });
    }

    public void signOut(long user, long session) {
        db.inTransaction(() -> {
            if (db.run("delete from session where id = ? and user = ?", session, user) == 1) {
                bus.publish(new SignedOut(user, user));
            }
        });
    }

    /** Ends every session of a user but one, after a change of password. */
    void endOthers(long user, long session) {
        db.run("delete from session where user = ? and id <> ?", user, session);
    }

    /** Ends every session of a user. */
    void endAll(long user) {
        db.run("delete from session where user = ?", user);
    }

    public Optional<Caller> caller(String token, boolean bearer) {
        var now = clock.instant();
        return db.find(Session.class, """
                        select session.id, session.user, name, email, csrf, session.workspace, last_used_at,
                        proved_at, operator
                        from session join user on user.id = session.user
                        where token = ? and kind = ? and expires_at > ?""", Tokens.hash(token), bearer ? Kind.BEARER : Kind.COOKIE, now)
                .map(session -> {
                    touch(session, now);
                    return new Caller(
                            session.user,
                            session.name,
                            session.email,
                            session.id,
                            session.csrf,
                            session.workspace == null ? 0 : session.workspace,
                            session.operator,
                            session.provedAt.plus(FRESH).isAfter(now));
                });
    }

    /** Remembers which workspace a browser works in. */
    public void workIn(long user, long session, long workspace) {
        db.run("update session set workspace = ? where id = ? and user = ?", workspace, session, user);
    }

    void expire() {
        db.run("delete from session where expires_at <= ?", clock.instant());
    }

    private void touch(Session session, Instant now) {
        if (session.lastUsedAt.plus(TOUCH).isBefore(now)) {
            db.run("update session set last_used_at = ?, expires_at = ? where id = ?", now, now.plus(LIFE), session.id);
        }
    }

    private static String shortened(String client) {
        return client.length() > CLIENT ? client.substring(0, CLIENT) : client;
    }

    /** How a client keeps its token. */
    public enum Kind {
        COOKIE,
        BEARER
    }

    /** How far somebody got through the door. */
    public sealed interface Entry {
        record In(Started started) implements Entry {}

        /** A second factor is wanted first; the token names this unfinished sign-in and allows nothing else. */
        record SecondFactor(String token) implements Entry {
            @Override
            public String toString() {
                return "second factor wanted"; // never the token
            }
        }
    }

    /** What somebody signs in with. */
    public record Credentials(
            @Nullable String email, @Nullable String password) {
        @Override
        public String toString() {
            return "credentials"; // never the password
        }
    }

    /** A session that has just begun; the token is known only now. */
    public record Started(String token, long session, User user) {
        @Override
        public String toString() {
            return "session " + session;
        }
    }

    private record Row(
            long user,
            Kind kind,
            String token,
            String csrf,
            String client,
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
            boolean operator) {}
}
