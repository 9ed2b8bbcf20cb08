package com.mewayz.workspaces;

import com.mewayz.facts.WorkspaceFact.WorkspaceDeleted;
import com.mewayz.platform.Json;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.web.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The end of a workspace. Its members are gone at once, so nobody gets in any more; the features that keep something of
 * it hear of it and clear up after themselves; the row, and whatever is still attached to it, goes a day later. It
 * never goes before they have cleared up: they need it to find their files and pages.
 */
public final class Closing {
    private static final Duration GRACE = Duration.ofDays(1);
    private static final String KIND = Json.kind(WorkspaceDeleted.class);

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Members members;

    Closing(Db db, Bus bus, Clock clock, Members members) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.members = members;
    }

    /** Only an owner closes a workspace. The caller lets the facts be delivered, so that its pages are offline at once. */
    public void close(long workspace, long by) {
        db.inTransaction(() -> {
            members.requireReach(workspace, by, Role.OWNER);
            db.list(Member.class, Members.ALL + " where member.workspace = ?", workspace)
                    .forEach(members::strand);
            db.run("delete from invitation where workspace = ?", workspace);
            db.run("delete from member where workspace = ?", workspace);
            db.run("update workspace set deleted_at = ? where id = ?", clock.instant(), workspace);
            var name = db.find(Named.class, "select name from workspace where id = ?", workspace)
                    .orElseThrow()
                    .name;
            bus.publish(new WorkspaceDeleted(workspace, by, name));
        });
    }

    /**
     * Takes away what is left of a closed workspace before its day is over: for whoever leaves with all they have. What
     * somebody has yet to clear up stays for the sweep.
     */
    public void finish(long workspace) {
        remove(workspace, clock.instant());
    }

    void sweep() {
        var old = clock.instant().minus(GRACE);
        db.list(Closed.class, "select id from workspace where deleted_at <= ?", old)
                .forEach(closed -> remove(closed.id, old));
    }

    private void remove(long workspace, Instant closedBy) {
        db.run("""
                delete from workspace where id = ? and deleted_at <= ?
                and not exists (select 1 from fact where workspace = ? and kind = ? and id > ?)""", workspace, closedBy, workspace, KIND, bus.heard(WorkspaceDeleted.class));
    }

    private record Closed(long id) {}

    private record Named(String name) {}
}
