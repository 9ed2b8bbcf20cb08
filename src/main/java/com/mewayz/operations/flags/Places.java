package com.mewayz.operations.flags;

import com.mewayz.platform.Problem;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;

/** The workspaces of this server, as places in which a flag can differ. */
final class Places {
    private final Db db;

    Places(Db db) {
        this.db = db;
    }

    record Place(long id, String name) {}

    /** @param part of the name; empty for all */
    Page<Place> page(String part, int page, int size) {
        return db.page(
                Place.class,
                page,
                size,
                "select id, name from workspace where instr(lower(name), lower(?)) > 0 order by name, id",
                part.strip());
    }

    /** @throws Problem 404 */
    Place get(long id) {
        return db.find(Place.class, "select id, name from workspace where id = ?", id)
                .orElseThrow(() -> Problem.notFound("workspace"));
    }
}
