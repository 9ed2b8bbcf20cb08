package com.mewayz.platform.db;

import com.mewayz.platform.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;

/** A database as one file that nobody uses: copied from a running one, counted, and looked through before it is trusted. */
public final class Snapshot {
    private static final int STEPS = 100_000;

    private Snapshot() {}

    /**
     * Writes a compact copy of a database to a new file, as of one moment, while others go on reading and writing. The
     * stepwise copy of SQLite would begin anew with every write.
     */
    public static void take(Path live, Path target) {
        take(live, target, () -> {});
    }

    /** @param look called again and again meanwhile; what it throws ends the copying, which is not complete then */
    public static void take(Path live, Path target, Runnable look) {
        var stop = new Stop(look);
        try (var connection = open(live);
                var statement = connection.prepareStatement("vacuum into ?")) {
            ProgressHandler.setHandler(connection, STEPS, stop);
            statement.setString(1, target.toString());
            statement.execute();
            ProgressHandler.clearHandler(connection);
        } catch (SQLException e) {
            if (stop.why != null) {
                throw stop.why;
            }
            throw Failures.of("vacuum into", e);
        }
    }

    /** Writes a database anew without its empty pages, while others only read. */
    public static void compact(Path live) {
        try (var connection = open(live);
                var statement = connection.createStatement()) {
            statement.execute("vacuum");
        } catch (SQLException e) {
            throw Failures.of("vacuum", e, live.toAbsolutePath().getParent());
        }
    }

    private static final class Stop extends ProgressHandler {
        private final Runnable look;
        private @Nullable RuntimeException why;

        Stop(Runnable look) {
            this.look = look;
        }

        @Override
        protected int progress() {
            try {
                look.run();
                return 0;
            } catch (RuntimeException e) {
                why = e;
                return 1;
            }
        }
    }

    /** How many rows each table has. */
    public static Map<String, Long> rows(Path file) {
        try (var connection = open(file)) {
            Map<String, Long> rows = new TreeMap<>();
            for (var table : texts(connection, "select name from sqlite_schema where type = 'table'")) {
                if (!table.startsWith("sqlite_")) {
                    rows.put(table, number(connection, "select count(*) from \"" + table.replace("\"", "\"\"") + "\""));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw damaged(file, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Looks through a file that may come from anywhere: whether it is a sound database, and made by these migrations or
     * the first of them, with no trigger, view or column that they did not make.
     *
     * @param work a folder to make something to compare with
     * @throws Problem 400 with what is wrong
     */
    public static void check(Path file, List<String> migrations, Path work) {
        try (var connection = open(file)) {
            try (var statement = connection.createStatement()) {
                statement.execute("pragma trusted_schema = 0");
                statement.execute("pragma cell_size_check = 1");
            }
            int version = (int) number(connection, "pragma user_version");
            if (version > migrations.size()) {
                throw Problem.malformed(file.getFileName() + " was written by a newer Mewayz (schema " + version
                        + ", this one knows " + migrations.size() + "). Restore it with that version.");
            }
            if (version < 1) {
                throw damaged(file, "it is not a database of Mewayz");
            }
            if (!schema(connection).equals(genuine(migrations.subList(0, version), work))) {
                throw damaged(file, "its tables are not those that Mewayz makes");
            }
            var faults = texts(connection, "pragma quick_check(1)");
            if (!faults.equals(List.of("ok"))) {
                throw damaged(file, String.join(", ", faults));
            }
            if (!texts(connection, "select \"table\" from pragma_foreign_key_check limit 1")
                    .isEmpty()) {
                throw damaged(file, "rows point to rows that are missing");
            }
        } catch (SQLException e) {
            throw damaged(file, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads all of a database, also what its indexes say of its tables, which takes longer than {@link #check}.
     *
     * @throws Problem 400 with what is wrong
     */
    public static void requireIntegrity(Path file) {
        try (var connection = open(file)) {
            var faults = texts(connection, "pragma integrity_check(1)");
            if (!faults.equals(List.of("ok"))) {
                throw damaged(file, String.join(", ", faults));
            }
        } catch (SQLException e) {
            throw damaged(file, String.valueOf(e.getMessage()));
        }
    }

    private static Set<List<String>> genuine(List<String> migrations, Path work) throws SQLException {
        try {
            var empty = Files.createTempFile(work, "schema", ".db");
            try (var connection = open(empty)) {
                Migrations.run(connection, migrations, Schema.Steps.SILENT);
                return schema(connection);
            } finally {
                Files.delete(empty);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<List<String>> schema(Connection connection) throws SQLException {
        Set<List<String>> schema = new HashSet<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select type, name, tbl_name, coalesce(sql, '') from sqlite_schema"
                        + " where not (type = 'table' and name in ('sqlite_stat1', 'sqlite_stat4'))")) {
            while (rows.next()) {
                schema.add(List.of(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
            }
        }
        return schema;
    }

    private static Connection open(Path file) throws SQLException {
        NativeLibrary.prepare();
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }

    private static Problem damaged(Path file, String why) {
        return Problem.malformed(file.getFileName() + " is damaged or not ours: " + why + ".");
    }
}
