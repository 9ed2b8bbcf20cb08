package com.mewayz.biosites;

import com.mewayz.facts.SiteFact.SiteChanged;
import com.mewayz.facts.SiteFact.SiteDeleted;
import com.mewayz.facts.SiteFact.SitePublished;
import com.mewayz.media.MediaFiles;
import com.mewayz.platform.Check;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import com.mewayz.platform.pages.Themes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything that can be done with a site but publishing it. {@code by} is the user who does it, 0 for the program. */
public final class Sites {
    static final Duration UNDO = Duration.ofDays(30);
    private static final int MOST = 500;

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Handles handles;
    private final Themes themes;
    private final MediaFiles media;
    private final PublishedPages pages;

    Sites(Db db, Bus bus, Clock clock, Handles handles, Themes themes, MediaFiles media, PublishedPages pages) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.handles = handles;
        this.themes = themes;
        this.media = media;
        this.pages = pages;
    }

    public Page<Site> page(long workspace, int page, int size) {
        return db.page(
                Site.class,
                page,
                size,
                "select * from site where workspace = ? and deleted_at is null order by position, id",
                workspace);
    }

    public List<Site> all(long workspace) {
        return db.list(
                Site.class,
                "select * from site where workspace = ? and deleted_at is null order by position, id",
                workspace);
    }

    /** Sites that can still be restored, the latest first. */
    public List<Site> deleted(long workspace) {
        return db.list(
                Site.class,
                "select * from site where workspace = ? and deleted_at is not null order by deleted_at desc",
                workspace);
    }

    public Site get(long workspace, long id) {
        return db.find(
                        Site.class,
                        "select * from site where workspace = ? and id = ? and deleted_at is null",
                        workspace,
                        id)
                .orElseThrow(() -> Problem.notFound("site"));
    }

    public Optional<Site> find(long workspace, long id) {
        return db.find(
                Site.class, "select * from site where workspace = ? and id = ? and deleted_at is null", workspace, id);
    }

    /** The sites of all workspaces: for what is derived from them. */
    public List<Site> everywhere() {
        return db.list(Site.class, "select * from site where deleted_at is null order by id");
    }

    /** The workspace of a site, whoever asks: for the program's own needs. */
    public Optional<Long> workspaceOf(long id) {
        long workspace = db.number("select workspace from site where id = ?", id);
        return workspace == 0 ? Optional.empty() : Optional.of(workspace);
    }

    public Site create(long workspace, long by, SiteInput input) {
        check(workspace, input);
        return db.inTransaction(() -> {
            var site = add(workspace, input);
            bus.publish(new SiteChanged(workspace, by, site.id(), "created"));
            return site;
        });
    }

    /** Saves the draft. A new handle is the exception: it holds at once, and the old one leads to it from then on. */
    public Site edit(long workspace, long by, long id, SiteInput wanted) {
        var input = fitting(get(workspace, id), wanted);
        check(workspace, input);
        return db.inTransaction(() -> {
            var before = get(workspace, id);
            if (before.input().equals(input)) {
                return before;
            }
            handles.requireFree(workspace, input.handle(), id);
            db.change("site", workspace, id, SiteRow.of(input, before.position(), clock.instant()));
            if (!before.handle().equals(input.handle())) {
                rename(before, input.handle());
            }
            bus.publish(new SiteChanged(workspace, by, id, "settings"));
            return get(workspace, id);
        });
    }

    /** Takes the site away; it can be restored for thirty days. A handle that was published stays reserved for good. */
    public void delete(long workspace, long by, long id) {
        db.inTransaction(() -> {
            var site = get(workspace, id);
            db.change("site", workspace, id, new Deletion(clock.instant()));
            if (site.publishedAt() != null) {
                handles.keep(site);
            }
            bus.publish(new SiteDeleted(workspace, by, id, site.handle()));
            pages.dropAfterCommit(db, id);
        });
    }

    /** Undoes {@link #delete}: the site is back as it was, live if it was live. */
    public Site restore(long workspace, long by, long id) {
        return db.inTransaction(() -> {
            var site = db.find(
                            Site.class,
                            "select * from site where workspace = ? and id = ? and deleted_at is not null",
                            workspace,
                            id)
                    .orElseThrow(() -> Problem.notFound("deleted site"));
            // a handle that was never published may have been taken meanwhile
            var handle = handles.free(workspace, site.handle(), id);
            handles.takeBack(id, handle);
            db.change("site", workspace, id, new Restoration(null, handle, Handles.skeleton(handle)));
            bus.publish(new SiteChanged(workspace, by, id, "restored"));
            if (site.live()) {
                bus.publish(new SitePublished(workspace, by, id, handle));
            }
            pages.dropAfterCommit(db, id);
            return get(workspace, id);
        });
    }

    /** A draft of its own with the same settings and blocks. */
    public Site duplicate(long workspace, long by, long id) {
        return db.inTransaction(() -> {
            var site = get(workspace, id);
            var input = site.input();
            var copy = add(
                    workspace,
                    new SiteInput(
                            handles.free(workspace, input.handle(), 0),
                            copyOf(input.name()),
                            input.tagline(),
                            input.bio(),
                            input.theme(),
                            input.themeSettings(),
                            input.avatar(),
                            input.language()));
            for (var block : db.list(Placed.class, Blocks.OF_SITE, workspace, id)) {
                db.add("block", workspace, block.placeIn(copy.id(), block.position(), clock.instant()));
            }
            bus.publish(new SiteChanged(workspace, by, copy.id(), "created"));
            return copy;
        });
    }

    /** Puts the sites in the given order, for the eyes of the team; exactly the workspace's sites must be named. */
    public List<Site> order(long workspace, @Nullable List<Long> ids) {
        return db.inTransaction(() -> {
            var mine = all(workspace).stream().map(Site::id).toList();
            requireSame(mine, ids);
            for (int position = 0; ids != null && position < mine.size(); position++) {
                db.run(
                        "update site set position = ? where workspace = ? and id = ?",
                        position,
                        workspace,
                        ids.get(position));
            }
            return all(workspace);
        });
    }

    /** Forgets what was deleted more than thirty days ago. */
    void purge() {
        var before = clock.instant().minus(UNDO);
        db.inTransaction(() -> {
            db.run("delete from block where deleted_at < ?", before);
            db.run("delete from site where deleted_at < ?", before);
        });
    }

    /** Tells that the draft changed, from within the transaction that changed it. */
    void touched(long workspace, long by, long id, String what) {
        db.run("update site set updated_at = ? where workspace = ? and id = ?", clock.instant(), workspace, id);
        bus.publish(new SiteChanged(workspace, by, id, what));
    }

    /** @throws Problem 422 unless the two name the same things */
    static void requireSame(List<Long> mine, @Nullable List<Long> ids) {
        if (ids == null || ids.size() != mine.size() || !new HashSet<>(ids).equals(new HashSet<>(mine))) {
            throw Problem.invalid("ids", "Name each one exactly once. Reload the list and try again.");
        }
    }

    private Site add(long workspace, SiteInput input) {
        handles.requireFree(workspace, input.handle(), 0);
        int position = Math.toIntExact(
                db.number("select count(*) from site where workspace = ? and deleted_at is null", workspace));
        if (position >= MOST) {
            throw Problem.conflict("A workspace holds " + MOST + " sites at most. Delete one first.");
        }
        return get(workspace, db.add("site", workspace, SiteRow.of(input, position, clock.instant())));
    }

    private void rename(Site before, String handle) {
        if (before.publishedAt() != null) {
            handles.keep(before);
        }
        handles.takeBack(before.id(), handle);
        pages.dropAfterCommit(db, before.id());
    }

    /** A change of theme takes along the settings that the new theme has too; the others are left behind. */
    private SiteInput fitting(Site before, SiteInput wanted) {
        if (before.theme().equals(wanted.theme())) {
            return wanted;
        }
        var settings = new TreeMap<>(wanted.themeSettings());
        settings.entrySet()
                .removeIf(entry ->
                        entry.getValue().equals(before.themeSettings().get(entry.getKey()))
                                && themes.find(wanted.theme())
                                        .filter(theme -> !theme.takes(entry.getKey(), entry.getValue()))
                                        .isPresent());
        return wanted.withSettings(settings);
    }

    private void check(long workspace, SiteInput input) {
        var check = new Check();
        handles.check(check, input.handle());
        input.check(check);
        themes.find(input.theme())
                .ifPresentOrElse(
                        theme -> theme.check(check, "theme_settings", input.themeSettings()),
                        () -> check.that("theme", false, "This theme is not installed."));
        var avatar = input.avatar();
        check.that("avatar", avatar == null || media.has(workspace, avatar), "This picture does not exist.");
        check.done();
    }

    private static String copyOf(String name) {
        var end = " (copy)";
        return name.substring(0, Math.min(name.length(), 80 - end.length())) + end;
    }

    private record Deletion(Instant deletedAt) {}

    private record Restoration(@Nullable Instant deletedAt, String handle, String skeleton) {}
}
