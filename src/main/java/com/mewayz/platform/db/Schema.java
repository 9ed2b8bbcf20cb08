package com.mewayz.platform.db;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** The form that a database file has: the number of the last migration it has been through. */
public final class Schema {
    private Schema() {}

    /** 0 where there is no such file, or none that anybody has finished making. Changes nothing. */
    public static int version(Path file) {
        if (!Files.exists(file)) {
            return 0;
        }
        try (var connection = Sqlite.connectReadOnly(file)) {
            return Migrations.version(connection);
        } catch (SQLException e) {
            throw DamagedDatabase.or(cannotOpen(file, e), file, e);
        }
    }

    /**
     * Brings a file up to date, migration by migration, each in a transaction of its own and on disk before the next
     * begins. One that is interrupted leaves nothing behind; whoever calls again goes on with it.
     *
     * @throws FailedMigration if one fails; those before it have been done
     */
    public static void upgrade(Path file, List<String> migrations, Steps steps) {
        try (var connection = Sqlite.connect(file, Db.Durability.FULL, false)) {
            Migrations.run(connection, migrations, steps);
        } catch (SQLException e) {
            throw DamagedDatabase.or(cannotOpen(file, e), file, e);
        }
    }

    private static IllegalStateException cannotOpen(Path file, SQLException e) {
        return new IllegalStateException("cannot open " + file + ": " + e.getMessage(), e);
    }

    /** Told of each migration before it begins. */
    public interface Steps {
        Steps SILENT = (migration, number, all) -> {};

        /** @param all how many there are to do, of which this is the {@code number}th, from 1 */
        void begins(String migration, int number, int all);
    }
}
