package com.mewayz.biosites;

import com.mewayz.media.MediaFiles;
import com.mewayz.platform.Check;
import com.mewayz.platform.Problem;
import com.mewayz.platform.db.Db;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The blocks of a site's draft, in the order they are shown. Positions are dense: 0, 1, 2 … */
public final class Blocks {
    static final String OF_SITE =
            "select * from block where workspace = ? and site = ? and deleted_at is null order by position";
    private static final int MOST = 200;

    private final Db db;
    private final Clock clock;
    private final Sites sites;
    private final MediaFiles media;

    Blocks(Db db, Clock clock, Sites sites, MediaFiles media) {
        this.db = db;
        this.clock = clock;
        this.sites = sites;
        this.media = media;
    }

    public List<Placed> all(long workspace, long site) {
        sites.get(workspace, site);
        return db.list(Placed.class, OF_SITE, workspace, site);
    }

    public Placed get(long workspace, long site, long id) {
        sites.get(workspace, site);
        return db.find(
                        Placed.class,
                        "select * from block where workspace = ? and site = ? and id = ? and deleted_at is null",
                        workspace,
                        site,
                        id)
                .orElseThrow(() -> Problem.notFound("block"));
    }

    /** Adds all of them, in their order, or none. */
    public void addAll(long workspace, long by, long site, List<BlockInput> inputs) {
        db.inTransaction(() -> inputs.forEach(input -> add(workspace, by, site, input)));
    }

    /** Adds the block at the end. */
    public Placed add(long workspace, long by, long site, BlockInput input) {
        check(workspace, input);
        return db.inTransaction(() ->
                insert(workspace, by, place(site, all(workspace, site).size(), input)));
    }

    public Placed edit(long workspace, long by, long site, long id, BlockInput input) {
        check(workspace, input);
        return db.inTransaction(() -> {
            var before = get(workspace, site, id);
            if (before.input().equals(input)) {
                return before;
            }
            if (input.highlighted()) {
                dim(workspace, site);
            }
            db.change("block", workspace, id, place(site, before.position(), input));
            sites.touched(workspace, by, site, "blocks");
            return get(workspace, site, id);
        });
    }

    public Placed show(long workspace, long by, long site, long id) {
        return activate(workspace, by, site, id, true);
    }

    public Placed hide(long workspace, long by, long site, long id) {
        return activate(workspace, by, site, id, false);
    }

    /** Takes the block away; it can be restored for thirty days. */
    public void delete(long workspace, long by, long site, long id) {
        db.inTransaction(() -> {
            var block = get(workspace, site, id);
            db.change("block", workspace, id, new Deletion(clock.instant(), false, block.position()));
            shift(workspace, site, block.position(), -1);
            sites.touched(workspace, by, site, "blocks");
        });
    }

    /** Undoes {@link #delete}: the block is back in its place, but no longer highlighted. */
    public Placed restore(long workspace, long by, long site, long id) {
        return db.inTransaction(() -> {
            int count = all(workspace, site).size();
            var block = db.find(
                            Placed.class,
                            "select * from block where workspace = ? and site = ? and id = ? and deleted_at is not null",
                            workspace,
                            site,
                            id)
                    .orElseThrow(() -> Problem.notFound("deleted block"));
            requireRoom(count);
            int position = Math.min(block.position(), count);
            shift(workspace, site, position, 1);
            db.change("block", workspace, id, new Deletion(null, false, position));
            sites.touched(workspace, by, site, "blocks");
            return get(workspace, site, id);
        });
    }

    /** A copy right behind the original. */
    public Placed duplicate(long workspace, long by, long site, long id) {
        return db.inTransaction(() -> {
            var block = get(workspace, site, id);
            int position = block.position() + 1;
            shift(workspace, site, position, 1);
            return insert(workspace, by, block.placeIn(site, position, clock.instant()));
        });
    }

    /** Puts the blocks in the given order; exactly the blocks of the site must be named. */
    public List<Placed> reorder(long workspace, long by, long site, @Nullable List<Long> ids) {
        return db.inTransaction(() -> {
            var mine = new ArrayList<>(
                    all(workspace, site).stream().map(Placed::id).toList());
            Sites.requireSame(mine, ids);
            if (ids != null && !mine.equals(ids)) {
                for (int position = 0; position < ids.size(); position++) {
                    db.run(
                            "update block set position = ? where workspace = ? and site = ? and id = ?",
                            position,
                            workspace,
                            site,
                            ids.get(position));
                }
                sites.touched(workspace, by, site, "order");
            }
            return all(workspace, site);
        });
    }

    private Placed activate(long workspace, long by, long site, long id, boolean active) {
        var input = get(workspace, site, id).input();
        return edit(
                workspace,
                by,
                site,
                id,
                new BlockInput(
                        active, input.highlighted(), input.visibleFrom(), input.visibleUntil(), input.content()));
    }

    private Placed insert(long workspace, long by, Placed.Place place) {
        requireRoom(all(workspace, place.site()).size());
        if (place.highlighted()) {
            dim(workspace, place.site());
        }
        long id = db.add("block", workspace, place);
        sites.touched(workspace, by, place.site(), "blocks");
        return get(workspace, place.site(), id);
    }

    private void dim(long workspace, long site) {
        db.run(
                "update block set highlighted = 0 where workspace = ? and site = ? and highlighted = 1",
                workspace,
                site);
    }

    private void shift(long workspace, long site, int from, int by) {
        db.run(
                "update block set position = position + ? where workspace = ? and site = ? and position >= ? and deleted_at is null",
                by,
                workspace,
                site,
                from);
    }

    private Placed.Place place(long site, int position, BlockInput input) {
        return new Placed.Place(
                site,
                position,
                input.active(),
                input.highlighted(),
                input.visibleFrom(),
                input.visibleUntil(),
                input.content(),
                clock.instant());
    }

    private void check(long workspace, BlockInput input) {
        var check = new Check();
        input.check(check);
        check.done();
        for (long picture : input.content().pictures()) {
            check.that("content", media.has(workspace, picture), "This picture does not exist.");
        }
        check.done();
    }

    private static void requireRoom(int count) {
        if (count >= MOST) {
            throw Problem.conflict("A site holds " + MOST + " blocks at most. Delete one first.");
        }
    }

    private record Deletion(@Nullable Instant deletedAt, boolean highlighted, int position) {}
}
