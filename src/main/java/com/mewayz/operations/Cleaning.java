package com.mewayz.operations;

import com.mewayz.platform.db.CleanUp;
import com.mewayz.platform.db.Db;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** The weekly clean-up of both databases. */
final class Cleaning {
    private final Path data;
    private final Map<String, Db> databases = new LinkedHashMap<>();

    Cleaning(Db db, Db trafficDb, Path data) {
        this.data = data;
        databases.put("mewayz.db", db);
        databases.put("traffic.db", trafficDb);
    }

    /** @return what it did, in a sentence */
    String run() {
        var done = new ArrayList<String>();
        databases.forEach((name, db) -> done.add(name + " " + CleanUp.of(db, data.resolve(name))));
        return String.join("; ", done) + ".";
    }
}
