package com.mewayz.accounts;

import com.mewayz.platform.Check;
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

    /** Writes to the address, whoever has it. What was asked for before stays good: whoever asks may be a stranger. */
    void ask(String name, String address) {
        new Check().name("name", name, 80).email("email", address.strip()).done();
        var email = UserInput.canonical(address);
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
            db.add("registration", new Row(name.strip(), email, Tokens.hash(token), now, now.plus(LIFE)));
            mailer.queue(letters.confirm(name.strip(), email, "/register/confirmation?token=" + token));
        });
    }

    /** Whose account the token makes, as long as it holds. */
    Optional<Waiting> find(String token) {
        return db.find(
                Waiting.class,
                "select name, email from registration where token = ? and expires_at > ?",
                Tokens.hash(token),
                clock.instant());
    }

    /** Makes the account, and everything that follows from it, before it returns; once. */
    User confirm(String token, String password) {
        var asked = find(token).orElseThrow(Links::spent);
        var hash = users.hash(new UserInput(asked.name, asked.email, password));
        var user = db.inTransaction(() -> {
            var waiting = find(token).orElseThrow(Links::spent);
            db.run("delete from registration where email = ?", waiting.email);
            return users.admit(waiting.name, waiting.email, hash, made -> {});
        });
        bus.deliver();
        return user;
    }

    void expire() {
        db.run("delete from registration where expires_at <= ?", clock.instant());
    }

    record Waiting(String name, String email) {}

    private record Row(String name, String email, String token, Instant createdAt, Instant expiresAt) {}
}
