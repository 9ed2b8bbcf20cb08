package com.mewayz.platform.db;

import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbClientBase;
import io.helidon.dbclient.DbClientBuilderBase;
import io.helidon.dbclient.DbClientContext;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbExecuteBase;
import io.helidon.dbclient.DbExecuteContext;
import io.helidon.dbclient.DbStatementDml;
import io.helidon.dbclient.DbStatementGet;
import io.helidon.dbclient.DbStatementQuery;
import io.helidon.dbclient.DbStatementType;
import io.helidon.dbclient.DbTransaction;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A provider of the Helidon DB Client API for SQLite. Reads take one of the query-only readers; on the writer's thread
 * everything runs on the writer's connection, so that a transaction sees its own changes.
 */
final class SqliteClient extends DbClientBase {
    private static final long PATIENCE_SECONDS = 30;

    private final Writer writer;
    private final ArrayBlockingQueue<Lease> readers;

    private SqliteClient(DbClientContext context, Writer writer, ArrayBlockingQueue<Lease> readers) {
        super(context);
        this.writer = writer;
        this.readers = readers;
    }

    static SqliteClient create(Writer writer, ArrayBlockingQueue<Lease> readers) {
        // Without this, Helidon searches the whole program for mappers: a fifth of the time to the first answer.
        return (SqliteClient)
                new Builder(writer, readers).mapperManager(NoMapping.INSTANCE).build();
    }

    @Override
    public String dbType() {
        return "jdbc:sqlite";
    }

    @Override
    public DbExecute execute() {
        return new Execute(context());
    }

    /** On the writer's thread only: its commit and rollback belong to {@link Writer}, which groups them. */
    @Override
    public DbTransaction transaction() {
        throw new UnsupportedOperationException("use Db.inTransaction");
    }

    @Override
    public <C> C unwrap(Class<C> type) {
        throw new UnsupportedOperationException(type.getName());
    }

    @Override
    public void close() {
        try {
            for (int open = readers.size(); open > 0; open--) {
                var reader = readers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (reader != null) {
                    reader.close();
                }
            }
            writer.close();
        } catch (SQLException e) {
            throw new DbClientException("cannot close the database", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    <T> T with(String sql, boolean writes, Work<T> work) {
        if (writer.isCurrent()) {
            return run(writer.lease(), sql, work);
        }
        if (writes) {
            return writer.submit(() -> run(writer.lease(), sql, work));
        }
        var reader = borrow();
        try {
            return run(reader, sql, work);
        } finally {
            readers.add(reader);
        }
    }

    private Lease borrow() {
        try {
            var reader = readers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (reader == null) {
                throw new DbClientException("no database reader became free in " + PATIENCE_SECONDS + " seconds");
            }
            return reader;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DbClientException("interrupted while waiting for a database reader", e);
        }
    }

    private <T> T run(Lease lease, String sql, Work<T> work) {
        try {
            return work.on(lease);
        } catch (SQLException e) {
            try {
                lease.forget(NamedSql.of(sql).sql());
            } catch (SQLException closing) {
                e.addSuppressed(closing);
            }
            if (Failures.isDamage(e)) {
                writer.stopForDamage();
            }
            throw Failures.of(sql, e, writer.isCurrent() ? writer.folder() : null);
        }
    }

    /** What a statement does with the connection it was given. */
    interface Work<T> {
        T on(Lease lease) throws SQLException;
    }

    private final class Execute extends DbExecuteBase {
        Execute(DbClientContext context) {
            super(context);
        }

        @Override
        public DbStatementQuery createNamedQuery(String name, String sql) {
            return new SqliteStatement.Query(named(name, sql), SqliteClient.this);
        }

        @Override
        public DbStatementGet createNamedGet(String name, String sql) {
            return new SqliteStatement.Get(named(name, sql), SqliteClient.this);
        }

        @Override
        public DbStatementDml createNamedDmlStatement(String name, String sql) {
            return new SqliteStatement.Dml(named(name, sql), SqliteClient.this, DbStatementType.DML);
        }

        @Override
        public DbStatementDml createNamedInsert(String name, String sql) {
            return new SqliteStatement.Dml(named(name, sql), SqliteClient.this, DbStatementType.INSERT);
        }

        @Override
        public DbStatementDml createNamedUpdate(String name, String sql) {
            return new SqliteStatement.Dml(named(name, sql), SqliteClient.this, DbStatementType.UPDATE);
        }

        @Override
        public DbStatementDml createNamedDelete(String name, String sql) {
            return new SqliteStatement.Dml(named(name, sql), SqliteClient.this, DbStatementType.DELETE);
        }

        @Override
        public <C> C unwrap(Class<C> type) {
            throw new UnsupportedOperationException(type.getName());
        }

        private DbExecuteContext named(String name, String sql) {
            return DbExecuteContext.create(name, sql, context());
        }
    }

    private static final class Builder extends DbClientBuilderBase<Builder> {
        private final Writer writer;
        private final ArrayBlockingQueue<Lease> readers;

        Builder(Writer writer, ArrayBlockingQueue<Lease> readers) {
            this.writer = writer;
            this.readers = readers;
        }

        @Override
        protected DbClient doBuild() {
            var context = DbClientContext.builder()
                    .dbMapperManager(dbMapperManager())
                    .mapperManager(mapperManager())
                    .clientServices(clientServices())
                    .dbType("jdbc:sqlite")
                    .build();
            return new SqliteClient(context, writer, readers);
        }
    }
}
