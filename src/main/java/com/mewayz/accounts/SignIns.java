package com.mewayz.accounts;

import com.mewayz.accounts.UserSessions.Shown;
import com.mewayz.facts.AccountFact.SignInFailed;
import com.mewayz.facts.AccountFact.SignedIn;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.web.Caller;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signing in and out: with a password, then a second factor where there is one and the device is not trusted; or with a
 * passkey, which is both.
 */
public final class SignIns {
    /** How long a browser keeps its cookie; the session may end before. */
    static final Duration LIFE = UserSessions.ABSOLUTE;

    private static final int CLIENT = 200;

    private final Db db;
    private final Bus bus;
    private final Users users;
    private final UserSessions sessions;
    private final Factors factors;
    private final PendingSignIns pending;
    private final Guesses guesses;
    private final TrustedDevices devices;

    SignIns(
            Db db,
            Bus bus,
            Users users,
            UserSessions sessions,
            Factors factors,
            PendingSignIns pending,
            Guesses guesses,
            TrustedDevices devices) {
        this.db = db;
        this.bus = bus;
        this.users = users;
        this.sessions = sessions;
        this.factors = factors;
        this.pending = pending;
        this.guesses = guesses;
        this.devices = devices;
    }

    /**
     * Checks address and password, then lets in or asks for more.
     *
     * @throws Problem 422 if they do not fit (it does not say which), 429 after too many tries
     */
    public Entry signIn(Credentials credentials, Kind kind, Place from, String client) {
        var email = UserInput.canonical(credentials.email());
        var password = credentials.password();
        if (email.isEmpty() || password == null || password.isEmpty()) {
            throw wrong();
        }
        var user = prove(email, password, from);
        if (user.isEmpty()) {
            // Also for an address that nobody has: writing it down takes its time.
            failed(users.find(email).map(User::id).orElse(0L), client);
            throw wrong();
        }
        return enter(user.get(), kind, from, client);
    }

    /**
     * A try with an address that nobody has is written down as one with user 0, and the address is not: whoever runs the
     * server can count such tries without keeping what strangers typed (often a mistyped address, or a password in the
     * wrong field). It also takes the same work as a wrong password, so that time does not tell who has an account.
     */
    private void failed(long user, String client) {
        db.inTransaction(() -> bus.publish(new SignInFailed(0, user, shortened(client))));
    }

    /**
     * After the first proof (a password, a provider's word): starts a session, or says what stands between. Only a
     * passkey is both factors at once and may {@link #start} right away.
     */
    Entry enter(User user, Kind kind, Place from, String client) {
        if (!factors.wanted(user.id())) {
            return new Entry.In(start(user, kind, client));
        }
        return kind == Kind.COOKIE && devices.knows(user.id(), from.trust())
                ? new Entry.In(start(user, kind, client, Shown.FACTOR_AND_TRUST))
                : new Entry.SecondFactor(pending.open(user.id(), kind, shortened(client)));
    }

    /** The sign-in that this token may finish. */
    Optional<PendingSignIns.Pending> waiting(String token, Kind kind) {
        return pending.find(token, kind);
    }

    /**
     * Finishes a sign-in with the code of an app or a recovery code.
     *
     * @throws Problem 403 if it is over, 422 if the code is wrong, 429 after too many wrong ones
     */
    Started finish(String token, String code, Kind kind, Place from) {
        var half = pending.find(token, kind).orElseThrow(PendingSignIns::over);
        var guess = guesses.takeCode(users.get(half.user()).email(), from, Factors.isOfAnApp(code));
        factors.use(pending.take(token, kind).user(), code, half.client());
        guess.right();
        return complete(half);
    }

    /** Finishes a sign-in with a passkey of the same user. */
    Started finish(String token, Passkeys.Signed signed) {
        var half = pending.find(token, Kind.COOKIE).orElseThrow(PendingSignIns::over);
        factors.passkeys().verify(Passkeys.Purpose.SECOND_FACTOR, half.user(), signed);
        return complete(half);
    }

    /** Signs in with a passkey alone; its authenticator has checked who holds it. */
    Started signIn(Passkeys.Signed signed, String client) {
        long user = factors.passkeys().verify(Passkeys.Purpose.SIGN_IN, 0, signed);
        return start(users.get(user), Kind.COOKIE, client, Shown.TWO_FACTORS);
    }

    private Started complete(PendingSignIns.Pending half) {
        return db.inTransaction(() -> {
            pending.close(half);
            return start(users.get(half.user()), half.kind(), half.client(), Shown.TWO_FACTORS);
        });
    }

    /** Notes that the caller has just shown again who they are. */
    void proved(long user, long session) {
        sessions.proved(user, session);
    }

    Optional<User> prove(String email, String password, String from) {
        return prove(email, password, Place.at(from));
    }

    /**
     * The user with this address and password. Every try counts before the password is looked at; what nobody can have
     * is not looked at, nor kept as a key.
     *
     * @throws Problem 429 after too many tries
     */
    Optional<User> prove(String email, String password, Place from) {
        var known = email.length() <= UserInput.LONGEST_EMAIL ? email : "";
        return counted(guesses.take(known, from), known, password);
    }

    /** The same for somebody who is signed in: what strangers guess meanwhile does not count. */
    boolean proveAgain(Caller caller, String password) {
        return counted(guesses.again(caller.user(), caller.session()), caller.email(), password)
                .isPresent();
    }

    /** A code in place of the password, where a password alone is what the factor was added against. */
    void proveByCode(Caller caller, String code, String client) {
        var guess = guesses.codeAgain(caller.user(), caller.session());
        factors.use(caller.user(), code, shortened(client));
        guess.right();
        sessions.showedSecondFactor(caller.user(), caller.session());
    }

    private Optional<User> counted(Guesses.Guess guess, String email, String password) {
        var user = password.length() <= UserInput.LONGEST_PASSWORD
                ? users.verify(email, password)
                : Optional.<User>empty();
        user.ifPresent(right -> guess.right());
        return user;
    }

    /** Starts a session for a user who has proved who it is in another way, with one factor. */
    public Started start(User user, Kind kind, String client) {
        return start(user, kind, client, Shown.ONE_FACTOR);
    }

    private Started start(User user, Kind kind, String client, Shown shown) {
        return db.inTransaction(() -> {
            bus.publish(new SignedIn(user.id(), user.id(), shortened(client)));
            return sessions.start(user, kind, shortened(client), shown);
        });
    }

    public void signOut(long user, long session) {
        sessions.signOut(user, session);
    }

    /** Ends every session of a user but one, after a change of password. */
    void endOthers(long user, long session) {
        sessions.endOthers(user, session);
    }

    /** Ends every session of a user. */
    void endAll(long user) {
        sessions.endAll(user);
    }

    public Optional<Caller> caller(String token, boolean bearer) {
        return sessions.caller(token, bearer);
    }

    /** The same without noting that the session was used. */
    public Optional<Caller> glance(String token, boolean bearer) {
        return sessions.glance(token, bearer);
    }

    /** Remembers which workspace a browser works in. */
    public void workIn(long user, long session, long workspace) {
        sessions.workIn(user, session, workspace);
    }

    static String shortened(String client) {
        return client.length() > CLIENT ? client.substring(0, CLIENT) : client;
    }

    private static Problem wrong() {
        return Problem.invalid("password", "This mail address and password do not belong together.");
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
}
