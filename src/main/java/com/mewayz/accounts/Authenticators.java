package com.mewayz.accounts;

import com.mewayz.platform.Problem;
import com.mewayz.platform.crypto.Sealed;
import com.mewayz.platform.crypto.Secrets;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.crypto.Totp;
import com.mewayz.platform.db.Db;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Authenticator apps (RFC 6238): one for each user, with a sealed secret. A code works once. */
final class Authenticators {
    static final Sealed SECRET = new Sealed("totp", "user", "secret", "true");

    /** Five minutes, in steps. */
    private static final int AHEAD = 10;

    private final Db db;
    private final Clock clock;
    private final Tokens tokens;
    private final Secrets secrets;

    Authenticators(Db db, Clock clock, Tokens tokens, Secrets secrets) {
        this.db = db;
        this.clock = clock;
        this.tokens = tokens;
        this.secrets = secrets;
    }

    boolean on(long user) {
        return since(user).isPresent();
    }

    Optional<Instant> since(long user) {
        return row(user).map(Row::confirmedAt);
    }

    /** A new secret, which counts once a code has confirmed it. */
    void begin(long user) {
        if (on(user)) {
            throw Problem.conflict("An authenticator app is set up already. Turn it off first.");
        }
        db.run(
                "insert or replace into totp (user, secret, last_step, created_at) values (?, ?, 0, ?)",
                user,
                secrets.seal(tokens.totpSecret(), place(user)),
                clock.instant());
    }

    /** The secret that waits for its first code. */
    Optional<String> begun(long user) {
        return row(user).filter(row -> row.confirmedAt == null).map(row -> open(user, row));
    }

    /** Whether the code fits the waiting secret, which counts from now on. The code is used up. */
    boolean confirm(long user, String code) {
        return begun(user)
                .map(secret -> Totp.step(secret, code, clock.instant()))
                .filter(step -> step.isPresent()
                        && db.run(
                                        "update totp set last_step = ?, confirmed_at = ? where user = ? and confirmed_at is null",
                                        step.getAsLong(),
                                        clock.instant(),
                                        user)
                                == 1)
                .isPresent();
    }

    /**
     * Whether this is the code of now, or of one step off, and is used for the first time (RFC 6238, 5.2). What was used
     * far in the future was used before the clock was put back, and locks nobody out until then; after less than that,
     * whoever comes waits, so that no clock that is put right lets a code pass twice.
     */
    boolean accepts(long user, String code) {
        return row(user)
                .filter(row -> row.confirmedAt != null)
                .map(row -> Totp.step(open(user, row), code, clock.instant()))
                .filter(step -> step.isPresent()
                        && db.run(
                                        "update totp set last_step = ? where user = ? and (last_step < ? or last_step > ?)",
                                        step.getAsLong(),
                                        user,
                                        step.getAsLong(),
                                        step.getAsLong() + AHEAD)
                                == 1)
                .isPresent();
    }

    boolean remove(long user) {
        return db.run("delete from totp where user = ?", user) == 1;
    }

    private Optional<Row> row(long user) {
        return db.find(Row.class, "select secret, confirmed_at from totp where user = ?", user);
    }

    private String open(long user, Row row) {
        return secrets.open(row.secret, place(user));
    }

    private static String place(long user) {
        return SECRET.place(user);
    }

    private record Row(String secret, @Nullable Instant confirmedAt) {
        @Override
        public String toString() {
            return "authenticator";
        }
    }
}
