package com.mewayz.accounts;

import com.mewayz.accounts.Identities.Claim;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * People who came back from a provider under the address of an account. The offer to link the two waits here, and its
 * key in a cookie of their browser, until they have shown that the account is theirs.
 */
final class Offers {
    static final Duration LIFE = Duration.ofMinutes(30);

    private final Db db;
    private final Clock clock;
    private final Tokens tokens;

    Offers(Db db, Clock clock, Tokens tokens) {
        this.db = db;
        this.clock = clock;
        this.tokens = tokens;
    }

    /** @return the key of the new offer */
    String make(long user, Claim claim, String next) {
        var token = tokens.next();
        var now = clock.instant();
        db.inTransaction(() -> db.add(
                "link_offer",
                new Row(
                        Tokens.hash(token),
                        user,
                        claim.issuer(),
                        claim.subject(),
                        claim.provider(),
                        claim.email(),
                        next,
                        now,
                        now.plus(LIFE))));
        return token;
    }

    Optional<Offer> find(String token) {
        return db.find(Offer.class, """
                select id, user, issuer, subject, provider, email, next from link_offer
                where token = ? and expires_at > ?""", Tokens.hash(token), clock.instant());
    }

    void drop(long id) {
        db.run("delete from link_offer where id = ?", id);
    }

    void expire() {
        db.run("delete from link_offer where expires_at <= ?", clock.instant());
    }

    record Offer(long id, long user, String issuer, String subject, String provider, String email, String next) {
        Claim claim() {
            return new Claim(issuer, subject, provider, email);
        }
    }

    private record Row(
            String token,
            long user,
            String issuer,
            String subject,
            String provider,
            String email,
            String next,
            Instant createdAt,
            Instant expiresAt) {}
}
