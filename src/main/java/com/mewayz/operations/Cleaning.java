package com.mewayz.operations;

import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Snapshot;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** The weekly clean-up: lets SQLite measure its indexes anew, shortens its logs, and gives back what is mostly empty. */
final class Cleaning {
    /** A file that holds this much less than it takes is written anew: a second for 100 MB, in which writes wait. */
    private static final double EMPTY = 0.5;

    private static final long WORTH_IT = 8 << 20;

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
        databases.forEach((name, db) -> done.add(name + " " + clean(db, data.resolve(name))));
        return String.join("; ", done) + ".";
    }

    private static String clean(Db db, Path file) {
        return db.alone(connection -> {
            run(connection, "pragma optimize");
            long size = number(connection, "pragma page_size");
            long pages = number(connection, "pragma page_count");
            long free = number(connection, "pragma freelist_count");
            boolean shrinks = free > pages * EMPTY && free * size > WORTH_IT;
            if (shrinks) {
                Snapshot.compact(file); // over a connection that has no statements open
            }
            run(connection, "pragma wal_checkpoint(truncate)");
            long left = number(connection, "pragma page_count");
            return "takes %,d KB".formatted(left * size / 1024)
                    + (shrinks ? ", %,d KB less than before".formatted((pages - left) * size / 1024) : "");
        });
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String pragma) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(pragma)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
