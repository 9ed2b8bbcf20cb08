package com.mewayz.platform.db;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteErrorCode;

/** A look at a database's file from beside it, which changes nothing and holds up nobody. */
public final class Inspection {
    private static final int STEPS = 10_000;

    private Inspection() {}

    /**
     * Looks whether the file is sound, as far as that can be told without comparing indexes with their tables.
     *
     * @param most how long it may take
     * @return what is wrong with it, which is nothing for a sound one; empty if the time was not enough
     */
    public static Optional<List<String>> faults(Path file, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        try (var connection = Sqlite.connectReadOnly(file);
                var statement = connection.createStatement()) {
            ProgressHandler.setHandler(connection, STEPS, new ProgressHandler() {
                @Override
                protected int progress() {
                    return System.nanoTime() > end ? 1 : 0;
                }
            });
            var faults = new ArrayList<String>();
            try (var rows = statement.executeQuery("pragma quick_check(3)")) {
                while (rows.next()) {
                    faults.add(rows.getString(1));
                }
            }
            ProgressHandler.clearHandler(connection);
            return Optional.of(faults.equals(List.of("ok")) ? List.of() : faults);
        } catch (SQLException e) {
            return (e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_INTERRUPT.code
                    ? Optional.empty()
                    : Optional.of(List.of(String.valueOf(e.getMessage())));
        }
    }
}
