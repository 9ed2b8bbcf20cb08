package com.mewayz.accounts;

import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.oidc.Errand;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Browsers on their way to a provider: each comes back once, soon, and as the browser that left. */
final class Departures {
    static final Duration LIFE = Duration.ofMinutes(10);

    private final Db db;
    private final Clock clock;
    private final Tokens tokens;

    Departures(Db db, Clock clock, Tokens tokens) {
        this.db = db;
        this.clock = clock;
        this.tokens = tokens;
    }

    /**
     * @param user whose account it is about, null for whoever comes back
     * @param back where the provider sends the browser
     * @param next where the browser goes in the end
     */
    Errand leave(long provider, @Nullable Long user, String back, String next) {
        var errand = new Errand(tokens.next(), tokens.next(), back);
        var now = clock.instant();
        db.inTransaction(() -> db.add(
                "departure",
                new Row(
                        Tokens.hash(errand.state()),
                        Tokens.hash(errand.secret()),
                        provider,
                        user,
                        back,
                        next,
                        now,
                        now.plus(LIFE))));
        return errand;
    }

    /** The departure this browser comes back from; it is used up by this. */
    Optional<Departure> comeBack(String state, String secret) {
        return db.inTransaction(() -> {
            var found = db.find(Departure.class, """
                    select id, provider, user, back, next from departure
                    where state = ? and browser = ? and expires_at > ?""", Tokens.hash(state), Tokens.hash(secret), clock.instant());
            found.ifPresent(departure -> db.run("delete from departure where id = ?", departure.id));
            return found;
        });
    }

    void expire() {
        db.run("delete from departure where expires_at <= ?", clock.instant());
    }

    /** @param user whose account a new way in is for, null if somebody signs in */
    record Departure(long id, long provider, @Nullable Long user, String back, String next) {}

    private record Row(
            String state,
            String browser,
            long provider,
            @Nullable Long user,
            String back,
            String next,
            Instant createdAt,
            Instant expiresAt) {}
}
