package com.mewayz.accounts;

import com.mewayz.platform.Problem;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One-time links that are mailed, or copied from the screen. A page behind one is shown on GET and acts on POST, so that
 * a mail scanner which follows links changes nothing. Only the SHA-256 of a token is stored.
 */
public final class Links {
    private final Db db;
    private final Clock clock;
    private final Tokens tokens;

    Links(Db db, Clock clock, Tokens tokens) {
        this.db = db;
        this.clock = clock;
        this.tokens = tokens;
    }

    /**
     * A new token; earlier ones of this purpose and user stop working.
     *
     * @param subject what the link is bound to, like the address it proves
     */
    public String create(Purpose purpose, long user, String subject) {
        var token = tokens.next();
        var now = clock.instant();
        db.inTransaction(() -> {
            forget(purpose, user);
            db.add("one_time_link", new Row(purpose, user, subject, Tokens.hash(token), now, now.plus(purpose.life)));
        });
        return token;
    }

    /** What the token stands for, as long as it holds. */
    public Optional<Link> find(Purpose purpose, String token) {
        return db.find(Link.class, """
                select id, user, subject, expires_at from one_time_link
                where purpose = ? and token = ? and used_at is null and expires_at > ?""", purpose, Tokens.hash(token), clock.instant());
    }

    /** The user's open link of this purpose, without its token. */
    Optional<Link> open(Purpose purpose, long user) {
        return db.find(Link.class, """
                select id, user, subject, expires_at from one_time_link
                where purpose = ? and user = ? and used_at is null and expires_at > ?""", purpose, user, clock.instant());
    }

    /**
     * Uses the token up, once, whoever else tries at the same moment. Belongs into the transaction of what it allows.
     *
     * @throws Problem 403 if it was used, is too old or never was
     */
    public Link use(Purpose purpose, String token) {
        if (!db.isInTransaction()) {
            throw new IllegalStateException("a link is used up together with what it allows, or not at all");
        }
        var link = find(purpose, token).orElseThrow(Links::spent);
        db.run("update one_time_link set used_at = ? where id = ?", clock.instant(), link.id);
        return link;
    }

    /** Makes open links of this purpose worthless. */
    public void forget(Purpose purpose, long user) {
        db.run("delete from one_time_link where purpose = ? and user = ? and used_at is null", purpose, user);
    }

    /** Makes every open link of the user worthless, after a change of password or address. */
    public void forgetAll(long user) {
        db.run("delete from one_time_link where user = ? and used_at is null", user);
    }

    void expire() {
        db.run("delete from one_time_link where expires_at <= ?", clock.instant());
    }

    static Problem spent() {
        return Problem.forbidden("This link was used already, or is too old. Ask for a new one.");
    }

    /** What a link is for, and how long it holds. */
    public enum Purpose {
        VERIFY(Duration.ofDays(7)),
        RESET(Duration.ofMinutes(30)),
        CHANGE_ADDRESS(Duration.ofHours(1)),
        LINK_IDENTITY(Duration.ofMinutes(30));

        private final Duration life;

        Purpose(Duration life) {
            this.life = life;
        }

        public Duration life() {
            return life;
        }
    }

    /** An open link; its token is known only to whoever holds it. */
    public record Link(long id, long user, String subject, Instant expiresAt) {}

    private record Row(
            Purpose purpose, long user, String subject, String token, Instant createdAt, Instant expiresAt) {}
}
