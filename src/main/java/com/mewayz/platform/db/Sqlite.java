package com.mewayz.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sqlite.SQLiteConfig;

/** Opens SQLite files with the settings that the measurements in the reference arrived at. */
final class Sqlite {
    /** Older versions can corrupt a WAL database when two connections checkpoint at the same moment. */
    private static final List<Integer> OLDEST = List.of(3, 51, 3);

    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");

    private static final Logger LOG = Logger.getLogger(Sqlite.class.getName());

    private Sqlite() {}

    static Db open(Path file, Db.Durability durability, List<String> migrations, Clock clock, Ids ids) {
        int readers = Math.max(2, Runtime.getRuntime().availableProcessors());
        var opened = new ArrayList<Connection>();
        boolean broken = isLeftOpen(file);
        try {
            var writing = keep(opened, connect(file, durability, false));
            requireVersion(writing);
            if (broken) {
                requireWhole(file, writing);
            }
            Migrations.run(writing, migrations, Schema.Steps.SILENT);
            raise(ids, writing);
            var pool = new ArrayBlockingQueue<Lease>(readers);
            for (int i = 0; i < readers; i++) {
                pool.add(new Lease(keep(opened, connect(file, durability, true))));
            }
            var writer = new Writer("db-writer-", file, new Lease(writing));
            return new Db(writer, SqliteClient.create(writer, pool), clock, ids, readers);
        } catch (SQLException e) {
            close(opened, e);
            throw DamagedDatabase.or(
                    new IllegalStateException("cannot open " + file + ": " + e.getMessage(), e), file, e);
        } catch (RuntimeException e) {
            close(opened, e);
            throw e;
        }
    }

    /** Whether the last who had it did not end properly: whoever closes the file takes its log away. */
    private static boolean isLeftOpen(Path file) {
        try {
            return Files.size(file.resolveSibling(file.getFileName() + "-wal")) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** After a crash the disk may have kept less than it promised. Half a second for 400 MB, then. */
    private static void requireWhole(Path file, Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("pragma quick_check(1)")) {
            var found = row.next() ? row.getString(1) : "no answer";
            if (!found.equals("ok")) {
                throw new DamagedDatabase(file, found, new SQLException(found));
            }
        }
    }

    static Db openReadOnly(Path file, Clock clock, Ids ids) {
        var opened = new ArrayList<Connection>();
        try {
            var writing = keep(opened, connectReadOnly(file));
            requireVersion(writing);
            var pool = new ArrayBlockingQueue<Lease>(2);
            pool.add(new Lease(keep(opened, connectReadOnly(file))));
            pool.add(new Lease(keep(opened, connectReadOnly(file))));
            var writer = new Writer("db-reader-", file, new Lease(writing));
            return new Db(writer, SqliteClient.create(writer, pool), clock, ids, 2);
        } catch (SQLException e) {
            close(opened, e);
            throw new IllegalStateException("cannot open " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * A connection beside those of a server, or to a file that nobody uses. Such a file has no log: it is read as it is,
     * since even a reader would put a log beside it, and leave it there.
     */
    static Connection connectReadOnly(Path file) throws SQLException {
        NativeLibrary.prepare();
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(2_000);
        boolean used = Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
        var address = "file:" + file.toAbsolutePath().toUri().getRawPath() + "?mode=ro" + (used ? "" : "&immutable=1");
        return config.createConnection("jdbc:sqlite:" + address);
    }

    /** Writes to the file and changes nothing in it. */
    static boolean touch(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("pragma user_version = " + Migrations.version(connection));
            return true;
        }
    }

    private static Connection keep(List<Connection> opened, Connection connection) {
        opened.add(connection);
        return connection;
    }

    private static void close(List<Connection> opened, Exception cause) {
        for (var connection : opened) {
            try {
                connection.close();
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
        }
    }

    /** New ids come after all that are stored, even if the clock was set back meanwhile. */
    private static void raise(Ids ids, Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("""
                        select made.name from sqlite_master made join pragma_table_info(made.name) part
                        where made.type = 'table' and part.name = 'id' and part.pk = 1""")) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
        }
        for (var table : tables) {
            try (var statement = connection.createStatement();
                    var highest = statement.executeQuery("select max(id) from " + table)) {
                ids.above(highest.getLong(1));
            }
        }
    }

    /** Nobody but its owner may read it, whatever the folder allows; SQLite makes its logs like the file itself. */
    private static void keepToOneself(Path file) {
        try {
            if (Files.notExists(file)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWN));
            } else if (!Files.getPosixFilePermissions(file).equals(OWN)) {
                Files.setPosixFilePermissions(file, OWN);
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(Level.FINE, "the mode of " + file + " stays as it is", e);
        }
    }

    static Connection connect(Path file, Db.Durability durability, boolean queryOnly) throws SQLException {
        NativeLibrary.prepare();
        if (!queryOnly) {
            keepToOneself(file);
        }
        var settings = new Properties();
        settings.setProperty("journal_mode", "WAL");
        settings.setProperty("synchronous", durability.name());
        settings.setProperty("foreign_keys", "true");
        settings.setProperty("busy_timeout", "10000");
        settings.setProperty("cache_size", "-4000");
        var connection = DriverManager.getConnection("jdbc:sqlite:" + file, settings);
        try (var statement = connection.createStatement()) {
            statement.execute("pragma journal_size_limit = 67108864");
            if (queryOnly) {
                statement.execute("pragma query_only = 1");
                // Columns of a year of traffic: a third less work than by copying every page.
                statement.execute("pragma mmap_size = 268435456");
            }
        }
        return connection;
    }

    private static void requireVersion(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select sqlite_version()")) {
            var version = row.getString(1);
            var parts =
                    List.of(version.split("\\.")).stream().map(Integer::valueOf).toList();
            for (int i = 0; i < OLDEST.size(); i++) {
                int difference = parts.get(i) - OLDEST.get(i);
                if (difference < 0) {
                    throw new SQLException("SQLite " + version + " is too old to be safe");
                }
                if (difference > 0) {
                    return;
                }
            }
        }
    }
}
