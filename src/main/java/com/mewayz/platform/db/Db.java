package com.mewayz.platform.db;

import com.mewayz.platform.logging.LogContext;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One database file. Reads map columns to record components by name ({@code created_at} to {@code createdAt}), so a
 * new column needs no change in any select. Statements join the transaction they run in.
 *
 * <p>A transaction's body runs on the writer's thread: it must not wait for anything but this database.
 */
public final class Db implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Db.class.getName());
    private static final ScopedValue<Transaction> CURRENT = ScopedValue.newInstance();

    private final Writer writer;
    private final SqliteClient client;
    private final Clock clock;
    private final Ids ids;
    private final ExecutorService scans;

    Db(Writer writer, SqliteClient client, Clock clock, Ids ids, int readers) {
        this.writer = writer;
        this.client = client;
        this.clock = clock;
        this.ids = ids;
        this.scans = Executors.newFixedThreadPool(
                readers, Thread.ofPlatform().daemon().name("db-scan-", 0).factory());
    }

    /** Opens (and creates) the file, brings its schema up to date, and starts its writer and readers. */
    public static Db open(Path file, Durability durability, List<String> migrations, Clock clock, Ids ids) {
        return Sqlite.open(file, durability, migrations, clock, ids);
    }

    /** Opens a file that is there, with whatever schema it has, to be read only: also beside a running server. */
    public static Db openReadOnly(Path file, Clock clock) {
        return Sqlite.openReadOnly(file, clock, new Ids(clock));
    }

    public <T extends Record> List<T> list(Class<T> type, String sql, @Nullable Object... params) {
        try (var rows = client.execute().createQuery(sql).params(sql(params)).execute()) {
            return rows.map(row -> Rows.read(row, type)).toList();
        }
    }

    public <T extends Record> Optional<T> find(Class<T> type, String sql, @Nullable Object... params) {
        return list(type, sql, params).stream().findFirst();
    }

    /** The single number of a query such as {@code select count(*) …}; SQL null is 0. */
    public long number(String sql, @Nullable Object... params) {
        return client.execute()
                .createGet(sql)
                .params(sql(params))
                .execute()
                .map(row -> Objects.requireNonNullElse(row.column(1).get(Long.class), 0L))
                .orElse(0L);
    }

    /**
     * A page of {@code select … from …}, which must hold its own {@code order by}.
     *
     * @param page counts from 1
     */
    public <T extends Record> Page<T> page(Class<T> type, int page, int size, String sql, @Nullable Object... params) {
        long total = number("select count(*) from (" + sql + ")", params);
        var more = new ArrayList<@Nullable Object>(Arrays.asList(params));
        more.add(size);
        more.add((long) (page - 1) * size);
        return new Page<>(list(type, sql + " limit ? offset ?", more.toArray()), page, size, total);
    }

    /**
     * Runs queries that may take over a millisecond on a platform thread: SQLite is native code, and native code on a
     * virtual thread holds its carrier.
     */
    public <T> T scan(Supplier<T> queries) {
        return scans(List.of(queries)).getFirst();
    }

    /** Several such at the same time. None of them may call this: it would wait for the thread that it holds. */
    public <T> List<T> scans(List<Supplier<T>> queries) {
        if (writer.isCurrent()) {
            return queries.stream().map(Supplier::get).toList();
        }
        var request = LogContext.request();
        var running = queries.stream()
                .map(each -> scans.submit(() -> LogContext.carry(request, each)))
                .toList();
        try {
            List<T> answers = new ArrayList<>();
            for (var each : running) {
                answers.add(each.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during a query", e);
        } catch (ExecutionException e) {
            throw Failures.unwrap(e.getCause());
        }
    }

    /**
     * Hands each row to the reader, cell by cell, and makes no objects of them: for queries of many rows. The reader
     * must not keep the cells, nor ask this database.
     */
    public void each(String sql, Consumer<Cells> reader, @Nullable Object... params) {
        client.with(sql, false, lease -> {
            Cells.read(lease.prepare(sql), sql(params), reader);
            return Boolean.TRUE;
        });
    }

    /** Runs one changing statement for each row of numbers; quicker than {@link #run} where they are many. */
    public void runEach(String sql, List<long[]> rows) {
        client.with(sql, true, lease -> {
            Cells.write(lease.prepare(sql), rows);
            return Boolean.TRUE;
        });
    }

    /** Runs one changing statement, and says how many rows it touched. */
    public long run(String sql, @Nullable Object... params) {
        return client.execute().createDmlStatement(sql).params(sql(params)).execute();
    }

    /**
     * Adds a row to a workspace's table and returns its id. The input's components are the columns; id, workspace and
     * created_at are filled in here, anything else by the table's defaults.
     */
    public long add(String table, long workspace, Record input) {
        long id = ids.next();
        var columns = new ArrayList<>(List.of("id", "workspace", "created_at"));
        columns.addAll(Rows.columns(input.getClass()));
        var values = new ArrayList<@Nullable Object>(List.of(id, workspace, clock.millis()));
        values.addAll(Rows.values(input));
        insert(table, columns, values);
        return id;
    }

    /** An id for a row that is added later. */
    public long newId() {
        return ids.next();
    }

    /**
     * Adds many rows to a workspace's table at once, as {@link #add(String, long, Record)} does one by one.
     *
     * @param rows by ids from {@link #newId}; all of one kind, without bytes
     */
    public void addAll(String table, long workspace, Map<Long, ? extends Record> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var columns = Rows.columns(rows.values().iterator().next().getClass());
        var cells = new ArrayList<List<@Nullable Object>>(rows.size());
        rows.forEach((id, row) -> {
            var values = new ArrayList<@Nullable Object>(columns.size() + 1);
            values.add(id);
            values.addAll(Rows.values(row));
            cells.add(values);
        });
        var places = IntStream.rangeClosed(1, columns.size())
                .mapToObj(place -> "value ->> " + place)
                .collect(Collectors.joining(", "));
        run(
                "insert into %s (id, workspace, created_at, %s) select value ->> 0, ?, ?, %s from json_each(?)"
                        .formatted(table, String.join(", ", columns), places),
                workspace,
                clock.millis(),
                cells);
    }

    /** Adds a row to a table that belongs to no workspace (users, sessions). The input names every column but the id. */
    public long add(String table, Record input) {
        long id = ids.next();
        var columns = new ArrayList<>(List.of("id"));
        columns.addAll(Rows.columns(input.getClass()));
        var values = new ArrayList<@Nullable Object>(List.of(id));
        values.addAll(Rows.values(input));
        insert(table, columns, values);
        return id;
    }

    /** Writes the input's components to the workspace's row, and says whether there is such a row. */
    public boolean change(String table, long workspace, long id, Record input) {
        var values = new ArrayList<>(Rows.values(input));
        values.addAll(List.of(id, workspace));
        return run(
                        "update %s set %s where id = ? and workspace = ?"
                                .formatted(
                                        table,
                                        String.join(
                                                ", ",
                                                Rows.columns(input.getClass()).stream()
                                                        .map(column -> column + " = ?")
                                                        .toList())),
                        values.toArray())
                == 1;
    }

    /** Deletes the workspace's row, and says whether there was one. */
    public boolean remove(String table, long workspace, long id) {
        return run("delete from %s where id = ? and workspace = ?".formatted(table), id, workspace) == 1;
    }

    /** Runs the work in a transaction, or in the one already open; returns when it is on disk. */
    public <T extends @Nullable Object> T inTransaction(Callable<T> work) {
        if (writer.isCurrent()) {
            return call(work);
        }
        var transaction = new Transaction(this, new ArrayList<>());
        T result = writer.submit(() -> ScopedValue.where(CURRENT, transaction).call(work::call));
        transaction.afterCommit.forEach(Runnable::run);
        return result;
    }

    public void inTransaction(Runnable work) {
        inTransaction(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    public boolean isInTransaction() {
        return CURRENT.isBound() && CURRENT.get().db == this;
    }

    /** Runs the action once the current transaction has committed, and never if it rolls back. */
    public void afterCommit(Runnable action) {
        CURRENT.get().afterCommit.add(action);
    }

    /** Runs work on the writer's own connection, outside of a transaction: for VACUUM, backups and the timetable. */
    public <T extends @Nullable Object> T alone(ConnectionWork<T> work) {
        return writer.alone(() -> work.on(writer.connection()));
    }

    /**
     * Whether the file takes a write now: its version is set to what it is, which changes nothing and goes the way of
     * every write, to the disk and back.
     *
     * @param patience how long to wait for the writer
     */
    public boolean takesWrites(Duration patience) {
        try {
            return writer.alone(() -> Sqlite.touch(writer.connection()), patience);
        } catch (TimeoutException e) {
            return false;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the database takes no writes", e);
            return false;
        }
    }

    public DbFigures figures() {
        return writer.figures();
    }

    /** The time that rows written now are stamped with. */
    public Instant now() {
        return clock.instant();
    }

    public Ids ids() {
        return ids;
    }

    @Override
    public void close() {
        scans.close();
        client.close();
    }

    private void insert(String table, List<String> columns, List<@Nullable Object> values) {
        run(
                "insert into %s (%s) values (%s)"
                        .formatted(
                                table,
                                String.join(", ", columns),
                                String.join(
                                        ", ",
                                        columns.stream().map(column -> "?").toList())),
                values.toArray());
    }

    private static List<@Nullable Object> sql(@Nullable Object[] params) {
        return Arrays.<@Nullable Object>asList(
                Arrays.stream(params).map(Rows::toSql).toArray());
    }

    private static <T extends @Nullable Object> T call(Callable<T> work) {
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** How much of what was acknowledged survives a power cut. */
    public enum Durability {
        /** Everything: each commit waits for the disk. */
        FULL,
        /** Everything but the last moments; the file stays consistent. */
        NORMAL
    }

    /** Work on a plain JDBC connection; only platform code sees it. */
    public interface ConnectionWork<T extends @Nullable Object> {
        T on(Connection connection) throws Exception;
    }

    private record Transaction(Db db, List<Runnable> afterCommit) {}
}
