package com.mewayz.accounts;

import com.mewayz.platform.Problem;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** One-time links that make the first account. They hold only while there is no account. */
public final class SetupLinks {
    public static final Duration LIFE = Duration.ofMinutes(30);

    private final Db db;
    private final Clock clock;
    private final Users users;
    private final Tokens tokens;

    SetupLinks(Db db, Clock clock, Users users, Tokens tokens) {
        this.db = db;
        this.clock = clock;
        this.users = users;
        this.tokens = tokens;
    }

    /** A new token; earlier ones stop working, so that only the last printed link opens the door. */
    public String create() {
        var token = tokens.next();
        var now = clock.instant();
        db.inTransaction(() -> {
            db.run("delete from setup_link where used_at is null");
            db.add("setup_link", new Row(Tokens.hash(token), now, now.plus(LIFE)));
        });
        return token;
    }

    public boolean opens(String token) {
        return users.none() && find(token) > 0;
    }

    /** Makes the first account and uses the link up, both or neither. */
    User use(String token, UserInput input) {
        return users.register(input, () -> {
            if (!opens(token)) {
                throw Problem.forbidden(
                        "This setup link has been used or is older than 30 minutes. Run: mewayz setup-link");
            }
            db.run("update setup_link set used_at = ? where token = ?", clock.instant(), Tokens.hash(token));
        });
    }

    void expire() {
        db.run("delete from setup_link where expires_at <= ?", clock.instant());
    }

    private long find(String token) {
        return db.number(
                "select count(*) from setup_link where token = ? and used_at is null and expires_at > ?",
                Tokens.hash(token),
                clock.instant());
    }

    private record Row(String token, Instant createdAt, Instant expiresAt) {}
}
