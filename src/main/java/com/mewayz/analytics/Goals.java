package com.mewayz.analytics;

import com.mewayz.facts.WorkspaceFact.WorkspaceChanged;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;

/** The goals of a workspace. They name links by id: renaming one, or its site, loses nothing. */
final class Goals {
    private static final int MOST = 100;

    private final Db db;
    private final Bus bus;
    private final Scope scope;

    Goals(Db db, Bus bus, Scope scope) {
        this.db = db;
        this.bus = bus;
        this.scope = scope;
    }

    Page<Goal> page(long workspace, int page, int size) {
        return db.page(Goal.class, page, size, "select * from goal where workspace = ? order by id", workspace);
    }

    Goal get(long workspace, long id) {
        return db.find(Goal.class, "select * from goal where workspace = ? and id = ?", workspace, id)
                .orElseThrow(() -> Problem.notFound("goal"));
    }

    Goal create(long workspace, long by, GoalInput input) {
        var row = input.checked(scope.titles(workspace).keySet());
        return db.inTransaction(() -> {
            if (db.number("select count(*) from goal where workspace = ?", workspace) >= MOST) {
                throw Problem.conflict(
                        "A workspace has at most " + MOST + " goals. Delete one that is no longer used.");
            }
            long id = db.add("goal", workspace, row);
            bus.publish(new WorkspaceChanged(workspace, by, "goals"));
            return get(workspace, id);
        });
    }

    Goal edit(long workspace, long by, long id, GoalInput input) {
        get(workspace, id);
        var row = input.checked(scope.titles(workspace).keySet());
        return db.inTransaction(() -> {
            if (!db.change("goal", workspace, id, row)) {
                throw Problem.notFound("goal");
            }
            bus.publish(new WorkspaceChanged(workspace, by, "goals"));
            return get(workspace, id);
        });
    }

    void delete(long workspace, long by, long id) {
        db.inTransaction(() -> {
            if (!db.remove("goal", workspace, id)) {
                throw Problem.notFound("goal");
            }
            bus.publish(new WorkspaceChanged(workspace, by, "goals"));
        });
    }
}
