package com.mewayz.platform.db;

import com.mewayz.platform.config.BadSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Applies the numbered SQL files in order, once each, each in its own transaction. There is no way down: restore a
 * backup. Plain JDBC, because only a plain statement runs a whole script.
 */
final class Migrations {
    private Migrations() {}

    static void run(Connection connection, List<String> files) throws SQLException {
        try (var statement = connection.createStatement()) {
            int version;
            try (var row = statement.executeQuery("pragma user_version")) {
                version = row.getInt(1);
            }
            if (version > files.size()) {
                throw new BadSetting(
                        "This data was written by a newer version of Mewayz (schema %d, this one knows %d). Start that version, or restore a backup."
                                .formatted(version, files.size()));
            }
            for (; version < files.size(); version++) {
                apply(connection, files.get(version), version + 1);
            }
        }
    }

    private static void apply(Connection connection, String file, int version) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "begin immediate;" + read(file) + "\n;pragma user_version = " + version + ";commit");
        } catch (SQLException e) {
            try (var statement = connection.createStatement()) {
                statement.execute("rollback");
            } catch (SQLException ended) {
                e.addSuppressed(ended);
            }
            throw new SQLException("the migration " + file + " failed: " + e.getMessage(), e);
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
