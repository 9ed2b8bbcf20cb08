package com.mewayz.biosites.domains;

import com.mewayz.biosites.PublishedPages;
import com.mewayz.biosites.Sites;
import com.mewayz.biosites.domains.DomainRow.State;
import com.mewayz.facts.SiteFact.DomainAdded;
import com.mewayz.facts.SiteFact.DomainFailed;
import com.mewayz.facts.SiteFact.DomainRemoved;
import com.mewayz.facts.SiteFact.DomainVerified;
import com.mewayz.platform.Check;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that can be done with the domains of sites. {@code by} is the user who does it, 0 for the program. */
final class Domains {
    private static final int MOST = 20;
    private static final int PATIENCE = 3;
    private static final int AT_ONCE = 20;
    private static final Duration APART = Duration.ofSeconds(5);
    private static final String THERE = "select * from site_domain where removed_at is null";

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Sites sites;
    private final Parts parts;

    Domains(Db db, Bus bus, Clock clock, Sites sites, Parts parts) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.sites = sites;
        this.parts = parts;
    }

    List<DomainRow> all(long workspace, long site) {
        return db.list(
                DomainRow.class,
                THERE + " and workspace = ? and site = ? order by id",
                workspace,
                sites.get(workspace, site).id());
    }

    DomainRow get(long workspace, long site, long id) {
        return db.find(
                        DomainRow.class,
                        THERE + " and workspace = ? and site = ? and id = ?",
                        workspace,
                        sites.get(workspace, site).id(),
                        id)
                .orElseThrow(() -> Problem.notFound("domain"));
    }

    DomainRow add(long workspace, long by, long site, DomainInput input) {
        var check = new Check();
        DomainName.check(check, input.name(), parts.server.host(), parts.table.sharedName());
        check.that(
                "name", !parts.aliases.contains(input.name()), "This name leads to the console. Choose another one.");
        check.done();
        return db.inTransaction(() -> {
            if (all(workspace, site).size() >= MOST) {
                throw Problem.conflict("A site has " + MOST + " domains at most. Remove one first.");
            }
            requireFree(workspace, site, input.name());
            var now = clock.instant();
            long id = db.add(
                    "site_domain",
                    workspace,
                    new Claim(site, input.name(), parts.tokens.legible(20), State.WAITING, "", 0, now));
            bus.publish(new DomainAdded(workspace, by, site, input.name()));
            return get(workspace, site, id);
        });
    }

    /** The name is free again; requests for it are no longer answered. */
    void remove(long workspace, long by, long site, long id) {
        db.inTransaction(() -> {
            var row = get(workspace, site, id);
            db.run("update site_domain set removed_at = ? where id = ?", clock.instant(), id);
            bus.publish(new DomainRemoved(workspace, by, site, row.name()));
            moved(site);
        });
    }

    /** Makes a verified domain the one the site is at; the others lead there. */
    DomainRow choose(long workspace, long by, long site, long id) {
        return db.inTransaction(() -> {
            var row = get(workspace, site, id);
            if (row.state() != State.VERIFIED) {
                throw Problem.conflict(DomainName.shown(row.name()) + " does not lead here yet. Check it first.");
            }
            db.run("update site_domain set chosen_at = ? where id = ?", latest(site), id);
            moved(site);
            return get(workspace, site, id);
        });
    }

    /** Looks now where it leads, unless somebody did so just before. */
    DomainRow check(long workspace, long site, long id) {
        var row = get(workspace, site, id);
        var last = row.checkedAt();
        var now = clock.instant();
        if (last == null || last.isAfter(now) || !last.plus(APART).isAfter(now)) {
            check(row);
        }
        return get(workspace, site, id);
    }

    /**
     * Looks at those whose time has come; the rest of a long list waits for the next run. What was looked at or added
     * later than now was so before the clock was put back, and its next time is of that clock.
     */
    void checkDue() {
        var now = clock.instant();
        db.list(
                        DomainRow.class,
                        THERE
                                + " and (next_check_at <= ? or coalesce(checked_at, next_check_at) > ?) order by next_check_at limit ?",
                        now,
                        now,
                        AT_ONCE)
                .forEach(this::check);
    }

    /** Whether a TXT record has to show whose name this is: a name that leads here is no proof among strangers. */
    boolean asksForProof(DomainRow row) {
        return parts.openRegistration
                || row.verifiedAt() == null && isBelowOurs(row.name())
                || db.number(
                                "select exists (select 1 from site_domain where name = ? and workspace <> ?)",
                                row.name(),
                                row.workspace())
                        != 0;
    }

    /** Such a name may lead here because all of them do, and its pages stand beside the console's. */
    private boolean isBelowOurs(String name) {
        return Stream.concat(Stream.of(parts.server.host(), parts.table.sharedName()), parts.aliases.stream())
                .anyMatch(ours -> !ours.isEmpty() && name.endsWith("." + ours));
    }

    private void check(DomainRow row) {
        var proof = asksForProof(row) ? row.proof() : "";
        var finding = parts.inspection.look(row.name(), parts.probe.apply(row.name()), proof);
        db.inTransaction(() -> {
            var now = db.find(DomainRow.class, THERE + " and id = ?", row.id());
            if (now.isPresent()) {
                keep(now.get(), released(now.get(), finding));
            }
        });
    }

    /** Who proves that a name is theirs gets it, unless it serves another site. */
    private Inspection.Finding released(DomainRow row, Inspection.Finding finding) {
        if (!(finding instanceof Inspection.Fine) || row.state() == State.VERIFIED) {
            return finding;
        }
        for (var other : held(row.name())) {
            if (other.id() != row.id()) {
                if (other.state() == State.VERIFIED && isThere(other)) {
                    return new Inspection.Wrong("Another site uses this domain.");
                }
                db.run("update site_domain set removed_at = ? where id = ?", clock.instant(), other.id());
                bus.publish(new DomainRemoved(other.workspace(), 0, other.site(), other.name()));
                moved(other.site());
            }
        }
        return finding;
    }

    private void keep(DomainRow row, Inspection.Finding finding) {
        var now = clock.instant();
        boolean fine = finding instanceof Inspection.Fine;
        int failures = fine ? 0 : row.failures() + 1;
        boolean lost = finding instanceof Inspection.Wrong || failures >= PATIENCE;
        var state = switch (row.state()) {
            case WAITING -> fine ? State.VERIFIED : State.WAITING;
            case VERIFIED -> lost ? State.FAILING : State.VERIFIED;
            case FAILING -> fine ? State.VERIFIED : State.FAILING;
        };
        var verified = row.verifiedAt() == null && fine ? now : row.verifiedAt();
        var chosen = row.chosenAt() == null && fine ? latest(row.site()) : row.chosenAt();
        var next = next(row, state, failures, now);
        db.change(
                "site_domain",
                row.workspace(),
                row.id(),
                new Checked(state, finding.reason(), failures, now, next, verified, chosen));
        if (state != row.state()) {
            bus.publish(
                    state == State.VERIFIED
                            ? new DomainVerified(row.workspace(), 0, row.site(), row.name())
                            : new DomainFailed(row.workspace(), 0, row.site(), row.name(), finding.reason()));
            moved(row.site());
        }
    }

    /** Often while somebody is waiting, ever less while nobody does anything about it, and not for ever. */
    private static @Nullable Instant next(DomainRow row, State state, int failures, Instant now) {
        if (state == State.VERIFIED) {
            return now.plus(failures == 0 ? Duration.ofHours(12) : Duration.ofMinutes(10));
        }
        var age = Duration.between(row.createdAt(), now);
        if (state == State.WAITING && age.toDays() >= 30) {
            return null;
        }
        return now.plus(
                state == State.WAITING && age.toHours() < 2
                        ? Duration.ofMinutes(5)
                        : age.toHours() < 48 ? Duration.ofMinutes(30) : Duration.ofHours(6));
    }

    private void requireFree(long workspace, long site, String name) {
        for (var other : db.list(DomainRow.class, THERE + " and name = ?", name)) {
            if (other.site() == site) {
                throw Problem.invalid("name", "This site has this domain already.");
            }
            if (isThere(other) && (other.workspace() == workspace || other.state() == State.VERIFIED)) {
                throw Problem.invalid("name", "Another site uses this domain. Remove it there first.");
            }
        }
    }

    private List<DomainRow> held(String name) {
        return db.list(DomainRow.class, THERE + " and name = ? and verified_at is not null", name);
    }

    private boolean isThere(DomainRow row) {
        return sites.find(row.workspace(), row.site()).isPresent();
    }

    /** Now, or after the one that was chosen last: the clock may stand, or have been set back. */
    private Instant latest(long site) {
        return Instant.ofEpochMilli(db.number(
                "select max(?, coalesce(max(chosen_at) + 1, 0)) from site_domain where site = ?",
                clock.millis(),
                site));
    }

    private void moved(long site) {
        db.afterCommit(() -> {
            parts.table.reload();
            parts.pages.drop(site);
        });
    }

    /**
     * What is needed beside the data.
     *
     * @param probe where a name is asked whether it leads here
     * @param openRegistration whether strangers make sites on this server
     * @param aliases other names of the console
     */
    record Parts(
            DomainTable table,
            PublishedPages pages,
            Inspection inspection,
            ServerAddresses server,
            Tokens tokens,
            UnaryOperator<String> probe,
            boolean openRegistration,
            List<String> aliases) {}

    private record Claim(
            long site, String name, String proof, State state, String reason, int failures, Instant nextCheckAt) {}

    private record Checked(
            State state,
            String reason,
            int failures,
            Instant checkedAt,
            @Nullable Instant nextCheckAt,
            @Nullable Instant verifiedAt,
            @Nullable Instant chosenAt) {}
}
