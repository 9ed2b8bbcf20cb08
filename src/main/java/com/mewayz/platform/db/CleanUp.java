package com.mewayz.platform.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Lets SQLite measure its indexes anew, shortens its log, and gives back room that is mostly empty. */
public final class CleanUp {
    /** A file that holds this much less than it takes is written anew: a second for 100 MB, in which writes wait. */
    private static final double EMPTY = 0.5;

    private static final long WORTH_IT = 8 << 20;

    private CleanUp() {}

    /** @return what it did, like "takes 1,024 KB" */
    public static String of(Db db, Path file) {
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
