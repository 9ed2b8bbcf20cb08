package com.mewayz.biosites;

import com.mewayz.facts.SiteFact.SitePublished;
import com.mewayz.facts.SiteFact.SiteUnpublished;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What visitors see: a snapshot of the draft, taken on purpose. */
public final class Publications {
    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Sites sites;
    private final PublishedPages pages;

    Publications(Db db, Bus bus, Clock clock, Sites sites, PublishedPages pages) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.sites = sites;
        this.pages = pages;
    }

    public Publication get(long workspace, long id) {
        var site = sites.get(workspace, id);
        return new Publication(site.live(), "/@" + site.handle(), site.publishedAt(), changes(site));
    }

    /** How many things in the draft visitors do not see yet; of a site that is not live, everything in it. */
    public int changes(long workspace, long id) {
        return changes(sites.get(workspace, id));
    }

    /** Shows the draft as it is now to everybody. */
    public Publication publish(long workspace, long by, long id) {
        return db.inTransaction(() -> {
            var now = clock.instant();
            db.change("site", workspace, sites.get(workspace, id).id(), new Going(Site.Status.LIVE, now));
            var site = sites.get(workspace, id);
            var snapshot = draft(site);
            db.run("""
                    insert into site_publication (site, workspace, content, at) values (?, ?, ?, ?)
                    on conflict (site) do update set content = excluded.content, at = excluded.at""", id, workspace, snapshot, now);
            aim(workspace, id, snapshot);
            bus.publish(new SitePublished(workspace, by, id, site.handle()));
            pages.dropAfterCommit(db, id);
            return get(workspace, id);
        });
    }

    /** Takes the page offline. The draft stays, and so does the handle. */
    public Publication unpublish(long workspace, long by, long id) {
        return db.inTransaction(() -> {
            if (sites.get(workspace, id).live()) {
                db.change("site", workspace, id, new Leaving(Site.Status.DRAFT));
                db.run("delete from site_publication where site = ?", id);
                db.run("delete from click_target where site = ?", id);
                bus.publish(new SiteUnpublished(workspace, by, id));
                pages.dropAfterCommit(db, id);
            }
            return get(workspace, id);
        });
    }

    /** The published page of a site. */
    Optional<Published> find(long site) {
        return db.find(Published.class, """
                select s.id as site, s.workspace, s.handle, p.at, p.content
                from site s join site_publication p on p.site = s.id
                where s.id = ? and s.deleted_at is null and s.status = 'live'""", site);
    }

    /** The published page behind a handle that is in use. */
    Optional<Published> find(String handle) {
        return db.find(Published.class, """
                select s.id as site, s.workspace, s.handle, p.at, p.content
                from site s join site_publication p on p.site = s.id
                where s.handle = ? and s.deleted_at is null and s.status = 'live'""", handle);
    }

    /** The published page that a block is on. */
    Optional<Published> around(long block) {
        return find(db.number("select site from block where id = ?", block));
    }

    /** Where a published link leads at this moment. */
    Optional<Target> target(long block) {
        var now = clock.instant();
        return db.find(Target.class, """
                select t.site, t.address from click_target t join site s on s.id = t.site
                where t.block = ? and s.deleted_at is null and s.status = 'live'
                  and (t.visible_from is null or t.visible_from <= ?)
                  and (t.visible_until is null or t.visible_until > ?)""", block, now, now);
    }

    /** Every live page, for the site map. */
    List<Live> live() {
        return db.list(Live.class, """
                select s.id as site, s.handle, p.at from site s join site_publication p on p.site = s.id
                where s.deleted_at is null and s.status = 'live' order by s.id limit 50000""");
    }

    /** Where a picture is shown, in a draft or to visitors. */
    Optional<String> showing(long workspace, long picture) {
        return sites.all(workspace).stream()
                .filter(site -> draft(site).shows(picture)
                        || find(site.handle()).stream()
                                .anyMatch(published -> published.content().shows(picture)))
                .map(site -> "the site “" + site.name() + "”")
                .findFirst();
    }

    Snapshot draft(Site site) {
        return Snapshot.of(site, db.list(Placed.class, Blocks.OF_SITE, site.workspace(), site.id()));
    }

    private int changes(Site site) {
        var draft = draft(site);
        return find(site.handle())
                .map(published -> draft.differencesTo(published.content()))
                .orElseGet(() -> draft.blocks().size() + 1);
    }

    private void aim(long workspace, long site, Snapshot snapshot) {
        db.run("delete from click_target where site = ?", site);
        for (var piece : snapshot.blocks()) {
            address(piece.content())
                    .ifPresent(address -> db.run(
                            "insert into click_target (block, workspace, site, address, visible_from, visible_until) values (?, ?, ?, ?, ?, ?)",
                            piece.id(),
                            workspace,
                            site,
                            address,
                            piece.visibleFrom(),
                            piece.visibleUntil()));
        }
    }

    /** Where a click leads, in the characters a header may carry. */
    private static Optional<String> address(Block content) {
        return Optional.ofNullable(content.address())
                .filter(url -> !url.isBlank())
                .map(url -> URI.create(url).toASCIIString());
    }

    record Published(long site, long workspace, String handle, Instant at, Snapshot content) {}

    record Target(long site, String address) {}

    record Live(long site, String handle, Instant at) {}

    private record Going(Site.Status status, Instant publishedAt) {}

    private record Leaving(Site.Status status) {}
}
