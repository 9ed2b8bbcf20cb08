package com.mewayz.accounts;

import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.mail.Mailer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Accounts that wait for their address to be confirmed, where mail can be sent. Nobody learns by registering who has an
 * account here: the answer is the same, and the letter tells whom it concerns. Nobody can sit on an address that is not
 * theirs either, since there is no account before its link was used.
 */
final class Registrations {
    private static final Duration LIFE = Duration.ofHours(24);

    /** A second letter within this time would only make the first one's link worthless. */
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Tokens tokens;
    private final Users users;
    private final Mailer mailer;
    private final Letters letters;

    Registrations(Db db, Bus bus, Clock clock, Tokens tokens, Users users, Mailer mailer) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.tokens = tokens;
        this.users = users;
        this.mailer = mailer;
        this.letters = new Letters(mailer);
    }

    /** Whether addresses are confirmed first. */
    boolean confirms() {
        return mailer.ready();
    }

    /** Writes to the address, whoever has it. The password is hashed in any case, so that time does not tell. */
    void ask(UserInput input) {
        var hash = users.hash(input);
        var email = UserInput.canonical(input.email());
        var now = clock.instant();
        var token = tokens.next();
        db.inTransaction(() -> {
            boolean early = db.number(
                            "select count(*) from letter where recipient = ? and kind in (?, ?) and created_at > ?",
                            email,
                            Letters.CONFIRM,
                            Letters.TAKEN,
                            now.minus(PAUSE))
                    > 0;
            if (early) {
                return;
            }
            if (users.find(email).isPresent()) {
                mailer.queue(letters.addressTaken(email));
                return;
            }
            db.run("delete from registration where email = ?", email);
            var name = String.valueOf(input.name()).strip();
            db.add("registration", new Row(name, email, hash, Tokens.hash(token), now, now.plus(LIFE)));
            mailer.queue(letters.confirm(name, email, "/register/confirmation?token=" + token));
        });
    }

    /** Whose account the token makes, as long as it holds. */
    Optional<Waiting> find(String token) {
        return db.find(
                Waiting.class,
                "select name, email, password from registration where token = ? and expires_at > ?",
                Tokens.hash(token),
                clock.instant());
    }

    /** Makes the account, and everything that follows from it, before it returns; once. */
    User confirm(String token) {
        var user = db.inTransaction(() -> {
            var waiting = find(token).orElseThrow(Links::spent);
            db.run("delete from registration where token = ?", Tokens.hash(token));
            return users.admit(waiting.name, waiting.email, waiting.password, made -> {});
        });
        bus.deliver();
        return user;
    }

    void expire() {
        db.run("delete from registration where expires_at <= ?", clock.instant());
    }

    record Waiting(String name, String email, String password) {
        @Override
        public String toString() {
            return "a registration"; // never the hash
        }
    }

    private record Row(String name, String email, String password, String token, Instant createdAt, Instant expiresAt) {
        @Override
        public String toString() {
            return "a registration";
        }
    }
}
