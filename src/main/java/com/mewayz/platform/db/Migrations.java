package com.mewayz.platform.db;

import com.mewayz.platform.config.BadSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Applies the numbered SQL files in order, once each, each in its own transaction. There is no way down: what
 * was before an upgrade is kept beside it. Plain JDBC, because only a plain statement runs a whole script.
 */
final class Migrations {
    private Migrations() {}

    static void run(Connection connection, List<String> files, Schema.Steps steps) throws SQLException {
        int first = version(connection);
        if (first > files.size()) {
            throw new BadSetting(
                    "This data was written by a newer version of Mewayz (schema %d, this one knows %d). Start that version, or restore a backup."
                            .formatted(first, files.size()));
        }
        for (int version = first; version < files.size(); version++) {
            steps.begins(files.get(version), version - first + 1, files.size() - first);
            apply(connection, files.get(version), version + 1);
        }
    }

    /** How many migrations the database has been through. */
    static int version(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("pragma user_version")) {
            return row.getInt(1);
        }
    }

    private static void apply(Connection connection, String file, int version) {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "begin immediate;" + read(file) + "\n;pragma user_version = " + version + ";commit");
        } catch (SQLException e) {
            try (var statement = connection.createStatement()) {
                statement.execute("rollback");
            } catch (SQLException ended) {
                e.addSuppressed(ended);
            }
            throw new FailedMigration(file, e);
        }
    }

    private static String read(String file) {
        try (var in = Migrations.class.getResourceAsStream("/migrations/" + file)) {
            if (in == null) {
                throw new IllegalStateException("no migration " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
