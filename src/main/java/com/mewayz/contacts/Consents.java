package com.mewayz.contacts;

import com.mewayz.facts.ContactFact.ConsentAsked;
import com.mewayz.facts.ContactFact.ConsentGiven;
import com.mewayz.facts.ContactFact.ConsentWithdrawn;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.crypto.Sha256;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.mail.Letter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What people agreed to, with the proof, and whom nobody may write to. Letters are agreed to twice: by whoever filled in a
 * form, and by whoever reads the mail that is sent there.
 */
public final class Consents {
    /** For now the one thing that people agree to. */
    public static final String NEWSLETTER = "newsletter";

    /** The kind of the letter that asks. */
    public static final String LETTER = "confirm-letters";

    private static final Duration VALID = Duration.ofDays(7);
    /** So often somebody is asked in {@link #VALID}, whoever fills in their address. */
    private static final int ASKED_AT_MOST = 3;

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Tokens tokens;
    private final Consumer<Letter> post;

    /** @param post takes a letter to be sent, in the transaction that makes it true */
    public Consents(Db db, Bus bus, Clock clock, Tokens tokens, Consumer<Letter> post) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.tokens = tokens;
        this.post = post;
    }

    /**
     * What is kept to show later that somebody agreed.
     *
     * @param wording the text they saw beside the button
     * @param site where; 0 if it was on none
     * @param page its full address
     * @param network where they came from, without what makes out one household
     */
    public record Proof(String wording, long site, String page, String network) {}

    /** One time that somebody was asked. */
    public record Consent(
            long id,
            long workspace,
            long contact,
            String purpose,
            State state,
            String email,
            String wording,
            long site,
            String page,
            String network,
            Instant askedAt,
            @Nullable Instant givenAt,
            @Nullable Instant withdrawnAt) {
        public enum State {
            ASKED,
            GIVEN,
            WITHDRAWN
        }
    }

    /**
     * Asks by mail whether the owner of the address wants letters. Nobody is asked who has agreed already, or who was asked
     * three times this week: a form must not be good for flooding somebody's mailbox.
     *
     * @param letter makes the letter; it gets the token, which {@link #asked} and {@link #confirm} know
     */
    public void ask(Contact contact, String email, Proof proof, Function<String, Letter> letter) {
        db.inTransaction(() -> {
            var now = clock.instant();
            if (contact.newsletter() == Contact.Newsletter.GIVEN && !isSuppressed(contact.workspace(), email)
                    || asked(contact.id(), now) >= ASKED_AT_MOST) {
                return;
            }
            var token = tokens.next();
            long id = db.add(
                    "consent",
                    contact.workspace(),
                    new Row(
                            contact.id(),
                            NEWSLETTER,
                            Consent.State.ASKED,
                            Addresses.email(email),
                            proof.wording(),
                            proof.site(),
                            proof.page(),
                            proof.network(),
                            now,
                            Tokens.hash(token),
                            now.plus(VALID)));
            if (contact.newsletter() != Contact.Newsletter.GIVEN) {
                holds(contact.workspace(), contact.id(), Contact.Newsletter.ASKED);
            }
            bus.publish(new ConsentAsked(contact.workspace(), 0, contact.id(), id, NEWSLETTER));
            post.accept(letter.apply(token));
        });
    }

    /** What the token of a letter asks for, as long as it is valid. */
    public Optional<Consent> asked(String token) {
        return db.find(
                Consent.class,
                "select * from consent where token = ? and state <> 'withdrawn' and (given_at is not null or expires_at > ?)",
                Tokens.hash(token),
                clock.instant());
    }

    /** What the token of a letter was made for, whatever became of it. */
    public Optional<Consent> find(String token) {
        return db.find(Consent.class, "select * from consent where token = ?", Tokens.hash(token));
    }

    /** The reader of the letter agrees. Whoever withdrew or was erased before has come back by this, and by nothing else. */
    public Optional<Consent> confirm(String token) {
        return db.inTransaction(() -> {
            var asked = asked(token);
            asked.filter(consent -> consent.state() == Consent.State.ASKED).ifPresent(consent -> {
                db.change(
                        "consent", consent.workspace(), consent.id(), new Given(Consent.State.GIVEN, clock.instant()));
                db.run(
                        "delete from suppression where workspace = ? and address = ? and reason in ('withdrawn', 'erased')",
                        consent.workspace(),
                        print(consent.email()));
                holds(consent.workspace(), consent.contact(), Contact.Newsletter.GIVEN);
                bus.publish(
                        new ConsentGiven(consent.workspace(), 0, consent.contact(), consent.id(), consent.purpose()));
            });
            return asked.flatMap(consent -> get(consent.id()));
        });
    }

    /** Takes back what the token of a letter led to; from then on nothing is sent to this address. */
    public Optional<Consent> withdraw(String token) {
        return db.inTransaction(() -> {
            var consent = find(token);
            consent.ifPresent(it -> withdraw(it.workspace(), 0, it.contact()));
            return consent;
        });
    }

    /**
     * Writes down that somebody agreed elsewhere, as whoever brings the list along says. Whoever left or is suppressed stays
     * as they are, and so does whoever agreed already. From within a transaction.
     *
     * @param how when and where they agreed, in the words of whoever says so
     * @param origin where this comes from: taken back by {@link #forget}
     */
    void believe(Contact contact, String how, String origin) {
        if (contact.emails().isEmpty()
                || contact.newsletter() == Contact.Newsletter.GIVEN
                || contact.newsletter() == Contact.Newsletter.WITHDRAWN
                || isSuppressed(contact.workspace(), contact.emails().getFirst())) {
            return;
        }
        var now = clock.instant();
        db.add(
                "consent",
                contact.workspace(),
                new Believed(
                        contact.id(),
                        NEWSLETTER,
                        Consent.State.GIVEN,
                        Addresses.email(contact.emails().getFirst()),
                        how,
                        0,
                        origin,
                        "",
                        now,
                        now));
        holds(contact.workspace(), contact.id(), Contact.Newsletter.GIVEN);
    }

    /** Takes back what {@link #believe} wrote down, unless they left since. From within a transaction. */
    void forget(long workspace, long contact, String origin) {
        if (db.run(
                        "delete from consent where workspace = ? and contact = ? and page = ? and state = 'given'",
                        workspace,
                        contact,
                        origin)
                > 0) {
            var left = of(workspace, contact).stream().findFirst();
            holds(
                    workspace,
                    contact,
                    left.map(consent ->
                                    Contact.Newsletter.valueOf(consent.state().name()))
                            .orElse(Contact.Newsletter.NONE));
        }
    }

    /** They want no more letters: they said so, or whoever answers for the workspace did for them. */
    public void withdraw(long workspace, long by, long contact) {
        db.inTransaction(() -> {
            var latest = of(workspace, contact).stream().findFirst();
            latest.filter(consent -> consent.state() != Consent.State.WITHDRAWN).ifPresent(consent -> {
                db.change("consent", workspace, consent.id(), new Withdrawn(Consent.State.WITHDRAWN, clock.instant()));
                suppress(workspace, consent.email(), "withdrawn");
                bus.publish(new ConsentWithdrawn(workspace, by, contact, consent.id(), consent.purpose()));
            });
            holds(workspace, contact, Contact.Newsletter.WITHDRAWN);
        });
    }

    /** Every time somebody was asked, the latest first. */
    List<Consent> of(long workspace, long contact) {
        return db.list(
                Consent.class,
                "select * from consent where workspace = ? and contact = ? order by id desc",
                workspace,
                contact);
    }

    /** Whether nothing may be sent to this address, whatever else is known. */
    public boolean isSuppressed(long workspace, String email) {
        return db.number(
                        "select count(*) from suppression where workspace = ? and address = ?", workspace, print(email))
                > 0;
    }

    /** From now on nothing is sent to the address. The first reason stays. */
    void suppress(long workspace, String email, String reason) {
        db.run(
                "insert into suppression (workspace, address, reason, created_at) values (?, ?, ?, ?) on conflict do nothing",
                workspace,
                print(email),
                reason,
                clock.instant());
    }

    private Optional<Consent> get(long id) {
        return db.find(Consent.class, "select * from consent where id = ?", id);
    }

    private long asked(long contact, Instant now) {
        return db.number("select count(*) from consent where contact = ? and asked_at > ?", contact, now.minus(VALID));
    }

    private void holds(long workspace, long contact, Contact.Newsletter state) {
        db.run("update contact set newsletter = ? where workspace = ? and id = ?", state, workspace, contact);
    }

    private static String print(String email) {
        return Sha256.hex(Addresses.email(email).getBytes(StandardCharsets.UTF_8));
    }

    private record Row(
            long contact,
            String purpose,
            Consent.State state,
            String email,
            String wording,
            long site,
            String page,
            String network,
            Instant askedAt,
            String token,
            Instant expiresAt) {}

    private record Believed(
            long contact,
            String purpose,
            Consent.State state,
            String email,
            String wording,
            long site,
            String page,
            String network,
            Instant askedAt,
            Instant givenAt) {}

    private record Given(Consent.State state, Instant givenAt) {}

    private record Withdrawn(Consent.State state, Instant withdrawnAt) {}
}
