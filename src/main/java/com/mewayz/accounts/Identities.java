package com.mewayz.accounts;

import com.mewayz.facts.AccountFact.IdentityLinked;
import com.mewayz.facts.AccountFact.IdentityUnlinked;
import com.mewayz.facts.AccountFact.PasswordChanged;
import com.mewayz.facts.AccountFact.SessionsEnded;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.mail.Letter;
import com.mewayz.platform.mail.Mailer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which people of providers are which of ours: by issuer and subject, never by address. */
final class Identities {
    private static final String ALL =
            "select id, user, issuer, subject, provider, email, created_at, last_used_at from identity";

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Users users;
    private final Links links;
    private final Mailer mailer;

    Identities(Db db, Bus bus, Clock clock, Users users, Links links, Mailer mailer) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.users = users;
        this.links = links;
        this.mailer = mailer;
    }

    List<Identity> of(long user) {
        return db.list(Identity.class, ALL + " where user = ? order by id", user);
    }

    Optional<Identity> find(String issuer, String subject) {
        return db.find(Identity.class, ALL + " where issuer = ? and subject = ?", issuer, subject);
    }

    void used(Identity identity) {
        db.run("update identity set last_used_at = ? where id = ?", clock.instant(), identity.id());
    }

    /**
     * From now on this is a way into the account; its owner is told by mail.
     *
     * @throws Problem 409 if it leads into one already
     */
    void link(long user, Claim claim) {
        db.inTransaction(() -> {
            add(user, claim);
            tell(user, claim);
        });
    }

    /** The same without a word, for an account that is made with it. */
    void add(long user, Claim claim) {
        db.inTransaction(() -> {
            if (find(claim.issuer, claim.subject).isPresent()) {
                throw Problem.conflict("This sign-in is linked to an account already.");
            }
            var now = clock.instant();
            db.add("identity", new Row(user, claim.issuer, claim.subject, claim.provider, claim.email, now, now));
            bus.publish(new IdentityLinked(user, user, claim.provider));
        });
    }

    /**
     * Links to an account of this address that somebody has just shown to be theirs. Whoever made an account whose
     * address was never confirmed may have been somebody else, lying in wait: nothing they know or hold opens it from
     * now on.
     */
    void linkProved(User account, Claim claim) {
        db.inTransaction(() -> {
            if (account.verifiedAt() == null) {
                cleanse(account.id());
            }
            link(account.id(), claim);
        });
    }

    /** @throws Problem 404 if it is not theirs, 409 if it is their only way in */
    void unlink(long user, long id) {
        db.inTransaction(() -> {
            var identity = db.find(Identity.class, ALL + " where id = ? and user = ?", id, user)
                    .orElseThrow(() -> Problem.notFound("identity"));
            if (isOnlyWay(user)) {
                throw Problem.conflict("This is the only way into your account. Set a password first.");
            }
            db.run("delete from identity where id = ?", id);
            bus.publish(new IdentityUnlinked(user, user, identity.provider()));
        });
    }

    /** Whether there is one identity and nothing else that opens the account. */
    boolean isOnlyWay(long user) {
        return of(user).size() == 1 && !users.hasPassword(user) && users.passkeys(user) == 0;
    }

    /** Empties an account of everything that opens it, and notes that its address is confirmed. */
    private void cleanse(long user) {
        db.run("update user set password = '' where id = ?", user);
        users.reclaim(user);
        links.forgetAll(user);
        bus.publish(new PasswordChanged(0, user));
        bus.publish(new SessionsEnded(0, user, "all"));
    }

    private void tell(long user, Claim claim) {
        mailer.queue(new Letter(
                "identity-linked",
                users.get(user).email(),
                claim.provider + " can now sign you in",
                List.of(
                        "From now on you can sign in with " + claim.provider + ", as " + claim.email + ".",
                        "If this was not you, sign in, open Settings and Security, remove it there and change your"
                                + " password."),
                Optional.empty()));
    }

    /** What a provider says, to be linked. */
    record Claim(String issuer, String subject, String provider, String email) {
        @Override
        public String toString() {
            return "claim of " + provider; // not who
        }
    }

    private record Row(
            long user,
            String issuer,
            String subject,
            String provider,
            String email,
            Instant createdAt,
            Instant lastUsedAt) {}
}
