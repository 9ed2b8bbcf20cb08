package com.mewayz.analytics;

import com.mewayz.facts.WorkspaceFact.FiguresShared;
import com.mewayz.facts.WorkspaceFact.ShareRevoked;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.crypto.Sealed;
import com.mewayz.platform.crypto.Secrets;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The links of a workspace that show figures to whoever has them. A link is kept as a hash, and sealed to be copied. */
final class Shares {
    static final Sealed LINK = Sealed.column("share", "link");

    private static final int MOST = 100;
    private static final Duration TOUCH = Duration.ofMinutes(5);
    private static final String ALL = """
            select id, name, sites, password is not null as locked, expires_at, last_seen_at, created_at from share
            where workspace = ?
            """;

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Tokens tokens;
    private final Secrets secrets;
    private final Scope scope;

    Shares(Db db, Bus bus, Clock clock, Tokens tokens, Secrets secrets, Scope scope) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.tokens = tokens;
        this.secrets = secrets;
        this.scope = scope;
    }

    Page<Share> page(long workspace, int page, int size) {
        return db.page(Share.class, page, size, ALL + "order by id desc", workspace);
    }

    Share get(long workspace, long id) {
        return db.find(Share.class, ALL + "and id = ?", workspace, id).orElseThrow(() -> Problem.notFound("link"));
    }

    /** @param hash of the password, null without one */
    Share create(long workspace, long by, ShareInput input, @Nullable String hash) {
        check(workspace, input);
        var name = String.valueOf(input.name()).strip();
        var token = tokens.next();
        var end = input.days() == 0 ? null : clock.instant().plus(Duration.ofDays(input.days()));
        return db.inTransaction(() -> {
            if (db.number("select count(*) from share where workspace = ?", workspace) >= MOST) {
                throw Problem.conflict("A workspace has at most " + MOST + " links to its figures. Revoke one first.");
            }
            long id = db.add("share", workspace, new Row(name, input.wanted(), Tokens.hash(token), "", hash, end));
            db.run("update share set link = ? where id = ?", secrets.seal(token, LINK.place(id)), id);
            bus.publish(new FiguresShared(workspace, by, id, name));
            return get(workspace, id);
        });
    }

    void check(long workspace, ShareInput input) {
        input.check(Scope.ids(scope.sites().all(workspace)));
    }

    void revoke(long workspace, long by, long id) {
        db.inTransaction(() -> {
            var share = get(workspace, id);
            db.remove("share", workspace, id);
            bus.publish(new ShareRevoked(workspace, by, id, share.name()));
        });
    }

    /** What is in the link, for those who may hand it on. */
    String token(long workspace, long id) {
        return db.find(Link.class, "select link from share where workspace = ? and id = ?", workspace, id)
                .map(kept -> secrets.open(kept.link, LINK.place(id)))
                .orElseThrow(() -> Problem.notFound("link"));
    }

    /** What a link opens, as long as it holds. */
    Optional<Open> find(String token) {
        return db.find(
                Open.class,
                "select id, workspace, sites, password, last_seen_at from share where token = ? and (expires_at is null or expires_at > ?)",
                Tokens.hash(token),
                clock.instant());
    }

    void seen(Open share) {
        var now = clock.instant();
        var last = share.lastSeenAt;
        if (last == null || last.plus(TOUCH).isBefore(now)) {
            db.run("update share set last_seen_at = ? where id = ?", now, share.id);
        }
    }

    /** @param password the hash of the password, null without one */
    record Open(
            long id,
            long workspace,
            List<Long> sites,
            @Nullable String password,
            @Nullable Instant lastSeenAt) {
        @Override
        public String toString() {
            return "link " + id; // never the hash
        }
    }

    private record Row(
            String name,
            List<Long> sites,
            String token,
            String link,
            @Nullable String password,
            @Nullable Instant expiresAt) {
        @Override
        public String toString() {
            return "link"; // never what opens it
        }
    }

    private record Link(String link) {
        @Override
        public String toString() {
            return "link"; // never what it says
        }
    }
}
