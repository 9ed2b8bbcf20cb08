package com.mewayz.websites;

import com.mewayz.facts.WebsiteFact.WebsiteChanged;
import com.mewayz.facts.WebsiteFact.WebsiteDeleted;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that can be done with websites. {@code by} is the user who does it, 0 for the program. */
public final class Websites {
    private static final Duration UNDO = Duration.ofDays(30);
    private static final int MOST = 100;
    private static final String THERE = "select * from website where workspace = ? and deleted_at is null";

    private final Db db;
    private final Bus bus;
    private final Clock clock;

    public Websites(Db db, Bus bus, Clock clock) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
    }

    Page<Website> page(long workspace, int page, int size) {
        return db.page(Website.class, page, size, THERE + " order by id", workspace);
    }

    public List<Website> all(long workspace) {
        return db.list(Website.class, THERE + " order by id", workspace);
    }

    /** Websites that can still be restored, the latest first. */
    List<Website> deleted(long workspace) {
        return db.list(
                Website.class,
                "select * from website where workspace = ? and deleted_at is not null order by deleted_at desc, id",
                workspace);
    }

    Website get(long workspace, long id) {
        return db.find(Website.class, THERE + " and id = ?", workspace, id)
                .orElseThrow(() -> Problem.notFound("website"));
    }

    /** Whoever asks: for what its pages send. */
    Optional<Website> find(long id) {
        return db.find(Website.class, "select * from website where id = ? and deleted_at is null", id);
    }

    /** The workspace of a website, also of a deleted one: for the program's own needs. */
    public Optional<Long> workspaceOf(long id) {
        long workspace = db.number("select workspace from website where id = ?", id);
        return workspace == 0 ? Optional.empty() : Optional.of(workspace);
    }

    Website create(long workspace, long by, WebsiteInput input) {
        input.check();
        return db.inTransaction(() -> {
            if (all(workspace).size() >= MOST) {
                throw Problem.conflict("A workspace holds " + MOST + " websites at most. Delete one first.");
            }
            var website = get(workspace, db.add("website", workspace, input));
            bus.publish(new WebsiteChanged(workspace, by, website.id(), website.name(), "created"));
            return website;
        });
    }

    Website edit(long workspace, long by, long id, WebsiteInput input) {
        input.check();
        return db.inTransaction(() -> {
            var before = get(workspace, id);
            if (before.input().equals(input)) {
                return before;
            }
            db.change("website", workspace, id, input);
            bus.publish(new WebsiteChanged(workspace, by, id, input.name(), "changed"));
            return get(workspace, id);
        });
    }

    /** Takes the website away, with its figures; both can be restored for thirty days. What its pages send is refused. */
    void delete(long workspace, long by, long id) {
        db.inTransaction(() -> {
            var website = get(workspace, id);
            db.change("website", workspace, id, new Deletion(clock.instant()));
            bus.publish(new WebsiteDeleted(workspace, by, id, website.name()));
        });
    }

    Website restore(long workspace, long by, long id) {
        return db.inTransaction(() -> {
            if (deleted(workspace).stream().noneMatch(website -> website.id() == id)) {
                throw Problem.notFound("deleted website");
            }
            db.change("website", workspace, id, new Deletion(null));
            var website = get(workspace, id);
            bus.publish(new WebsiteChanged(workspace, by, id, website.name(), "restored"));
            return website;
        });
    }

    /** Forgets what was deleted more than thirty days ago. */
    void purge() {
        db.run("delete from website where deleted_at < ?", clock.instant().minus(UNDO));
    }

    private record Deletion(@Nullable Instant deletedAt) {}
}
