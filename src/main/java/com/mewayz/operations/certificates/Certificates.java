package com.mewayz.operations.certificates;

import com.mewayz.facts.ServerFact.CertificateFailed;
import com.mewayz.facts.ServerFact.CertificateIssued;
import com.mewayz.operations.Notice;
import com.mewayz.platform.acme.Outcome;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.crypto.Sealed;
import com.mewayz.platform.crypto.Secrets;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.tls.HostKeys;
import com.mewayz.platform.tls.Pem;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which host has which certificate, and when the next is asked for. */
public final class Certificates {
    static final Sealed KEY = Sealed.column("certificate", "secret");
    static final Sealed ACCOUNT = Sealed.column("acme_account", "secret");

    /** What a change of keys has to seal anew. */
    public static final List<Sealed> SEALED = List.of(KEY, ACCOUNT);

    private static final int AT_ONCE = 5;
    private static final Duration FIRST_WAIT = Duration.ofMinutes(15);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final Duration CLOSE = Duration.ofDays(10);
    private static final Duration BETWEEN_ADVICE = Duration.ofHours(12);
    private static final Duration LEAD = Duration.ofHours(1);

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Secrets secrets;
    private final Parts parts;
    private volatile boolean ending;

    Certificates(Db db, Bus bus, Clock clock, Secrets secrets, Parts parts) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.secrets = secrets;
        this.parts = parts;
    }

    /** Those of the hosts that want one now, by name. */
    List<CertificateRow> all() {
        return db.list(
                CertificateRow.class,
                "select * from certificate where host in (select value from json_each(?)) order by host",
                parts.hosts.get());
    }

    Optional<CertificateRow> find(String host) {
        return db.find(CertificateRow.class, "select * from certificate where host = ?", host);
    }

    /** Shows what was got before the start to whoever asks for it. */
    void load() {
        all().forEach(this::show);
    }

    /** Gets what is missing and renews what is old. Runs on one thread at a time, or an order would be made twice. */
    synchronized void renew() {
        parts.hosts.get().forEach(this::note);
        all().forEach(this::putRight);
        for (int tries = 0; tries < AT_ONCE && !ending; tries++) {
            var due = all().stream()
                    .filter(row -> !row.nextAt().isAfter(clock.instant()))
                    .findFirst();
            if (due.isEmpty()) {
                break;
            }
            attempt(due.get());
        }
        all().stream().filter(this::wantsAdvice).limit(AT_ONCE).forEach(this::advise);
    }

    private boolean wantsAdvice(CertificateRow row) {
        var asked = row.askedAt();
        return !ending
                && row.expiresAt() != null
                && row.failures() == 0
                && (asked == null
                        || asked.isBefore(clock.instant().minus(BETWEEN_ADVICE))
                        || asked.isAfter(clock.instant()));
    }

    /** An authority that has to revoke a certificate says so by an earlier time; a later one is not waited for. */
    private void advise(CertificateRow row) {
        var advised = parts.authorities
                .get()
                .at(parts.authorities.get().directory())
                .advice(Pem.chain(row.chain()).getFirst());
        db.run(
                "update certificate set asked_at = ?, next_at = min(next_at, ?) where id = ? and failures = 0",
                clock.instant(),
                advised.orElse(row.nextAt()),
                row.id());
    }

    /** From now on the ports may be closed. */
    void end() {
        ending = true;
    }

    /** Tries again without waiting, as somebody asked who has changed something; the authority's own pauses stay. */
    void hurry(String host) {
        db.run(
                "update certificate set next_at = ? where host = ? and failures > 0 and (tried_at is null or tried_at < ? or tried_at > ?)",
                clock.instant(),
                host,
                clock.instant().minus(FIRST_WAIT),
                clock.instant());
    }

    List<Notice> notices() {
        var soon = clock.instant().plus(CLOSE);
        return all().stream()
                .filter(row -> row.failures() > 0 && row.expiresAt() != null && soon.isAfter(row.expiresAt()))
                .map(row -> new Notice(
                        "The certificate of " + row.host() + " ends soon, and was not renewed.",
                        CertificatePages.PATH,
                        "See why"))
                .limit(1)
                .toList();
    }

    private void note(String host) {
        db.run("""
                insert into certificate (id, host, chain, secret, reason, failures, rehearsing, next_at)
                values (?, ?, '', '', '', 0, 0, ?) on conflict (host) do nothing""", db.ids().next(), host, clock.instant());
    }

    /** What was tried later than now was tried before the clock was put back: its pause counts from now on. */
    private void putRight(CertificateRow row) {
        var now = clock.instant();
        var tried = row.triedAt();
        if (tried == null ? row.nextAt().isAfter(now) : tried.isAfter(now)) {
            db.run(
                    "update certificate set tried_at = iif(tried_at is null, null, ?), next_at = ? where id = ?",
                    now,
                    tried == null ? now : next(row, tried, now),
                    row.id());
        }
    }

    private static Instant next(CertificateRow row, Instant tried, Instant now) {
        return row.failures() == 0 && !row.chain().isEmpty()
                ? renewal(Pem.chain(row.chain()).getFirst(), null, now)
                : now.plus(Duration.between(tried, row.nextAt()));
    }

    private void attempt(CertificateRow row) {
        var authorities = parts.authorities.get();
        boolean staged = row.rehearsing() && authorities.stage().isPresent();
        var directory = staged ? authorities.stage().get() : authorities.directory();
        var account = account(directory);
        var key = Pem.newKey();
        var outcome = authorities.at(directory).issue(row.host(), account.key, account.location, key);
        if (ending && !(outcome instanceof Outcome.Issued)) {
            return; // nobody was there to answer the authority's question; that is no failure
        }
        db.inTransaction(() -> {
            switch (outcome) {
                case Outcome.Issued issued -> {
                    db.run("update acme_account set location = ? where id = ?", issued.account(), account.id);
                    if (staged) {
                        // what is shown there is believed nowhere; now it is worth a try that counts
                        db.run(
                                "update certificate set rehearsing = 0, tried_at = ?, next_at = ? where id = ?",
                                clock.instant(),
                                clock.instant(),
                                row.id());
                    } else {
                        keep(row, key, issued);
                    }
                }
                case Outcome.Refused(var why) -> failed(row, why, null, true);
                case Outcome.TryLater(var why, var notBefore) -> failed(row, why, notBefore, staged);
            }
        });
    }

    private void keep(CertificateRow row, KeyPair key, Outcome.Issued issued) {
        var leaf = issued.chain().getFirst();
        var now = clock.instant();
        db.run(
                """
                update certificate set chain = ?, secret = ?, reason = '', failures = 0, rehearsing = 0, tried_at = ?,
                  next_at = ?, issued_at = ?, expires_at = ? where id = ?""",
                Pem.of(issued.chain()),
                secrets.seal(Pem.of(key), KEY.place(row.id())),
                now,
                renewal(leaf, issued.renewal(), now),
                now,
                leaf.getNotAfter().toInstant(),
                row.id());
        bus.publish(new CertificateIssued(0, row.host()));
        db.afterCommit(() -> {
            parts.keys.put(row.host(), key, issued.chain());
            parts.changed.run();
        });
    }

    /** When the authority advises, or at two thirds of its life; never at once, whatever the authority says. */
    private static Instant renewal(X509Certificate leaf, @Nullable Instant advised, Instant now) {
        var from = leaf.getNotBefore().toInstant();
        var life = Duration.between(from, leaf.getNotAfter().toInstant());
        var standard = from.plus(life.multipliedBy(2).dividedBy(3));
        var chosen = advised == null || advised.isAfter(leaf.getNotAfter().toInstant()) ? standard : advised;
        return chosen.isBefore(now.plus(LEAD)) ? now.plus(LEAD) : chosen;
    }

    /** Each time twice as long, up to a day: Let's Encrypt takes five failures an hour for a host. */
    private void failed(CertificateRow row, String why, @Nullable Instant notBefore, boolean rehearse) {
        var now = clock.instant();
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(row.failures(), 10));
        var next = now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        db.run(
                "update certificate set reason = ?, failures = failures + 1, rehearsing = ?, tried_at = ?, next_at = ? where id = ?",
                why,
                rehearse,
                now,
                notBefore != null && notBefore.isAfter(next) ? notBefore : next,
                row.id());
        if (row.failures() == 0) {
            bus.publish(new CertificateFailed(0, row.host(), why));
        }
    }

    private void show(CertificateRow row) {
        if (!row.chain().isEmpty()) {
            var key = Pem.key(secrets.open(row.secret(), KEY.place(row.id())));
            parts.keys.put(row.host(), key, Pem.chain(row.chain()));
        }
    }

    private Account account(String directory) {
        return db.inTransaction(() -> {
            var known = db.find(
                    Stored.class, "select id, location, secret from acme_account where directory = ?", directory);
            if (known.isPresent()) {
                var stored = known.get();
                var key = Pem.key(secrets.open(stored.secret, ACCOUNT.place(stored.id)));
                return new Account(stored.id, stored.location, key);
            }
            var key = Pem.newKey();
            long id = db.ids().next();
            db.run(
                    "insert into acme_account (id, directory, location, secret) values (?, ?, '', ?)",
                    id,
                    directory,
                    secrets.seal(Pem.of(key), ACCOUNT.place(id)));
            return new Account(id, "", key);
        });
    }

    /**
     * @param hosts which hosts want a certificate, the console's first
     * @param changed told when a host has another certificate
     */
    record Parts(Supplier<List<String>> hosts, HostKeys keys, Supplier<Authorities> authorities, Runnable changed) {}

    private record Stored(long id, String location, String secret) {
        @Override
        public String toString() {
            return "account " + id; // never its key
        }
    }

    private record Account(long id, String location, KeyPair key) {}
}
