package com.mewayz.platform.db;

import io.helidon.common.mapper.MapperManager;
import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.DbColumnBase;
import io.helidon.dbclient.DbExecuteContext;
import io.helidon.dbclient.DbIndexedStatementParameters;
import io.helidon.dbclient.DbMapperManager;
import io.helidon.dbclient.DbNamedStatementParameters;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbRowBase;
import io.helidon.dbclient.DbStatement;
import io.helidon.dbclient.DbStatementBase;
import io.helidon.dbclient.DbStatementDml;
import io.helidon.dbclient.DbStatementGet;
import io.helidon.dbclient.DbStatementQuery;
import io.helidon.dbclient.DbStatementType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A statement of {@link SqliteClient}. Rows are materialised, so nothing stays borrowed when a stream is left early. */
abstract class SqliteStatement<S extends DbStatement<S>> extends DbStatementBase<S> {
    private final SqliteClient client;

    SqliteStatement(DbExecuteContext context, SqliteClient client) {
        super(context);
        this.client = client;
    }

    <T> T on(boolean writes, SqliteClient.Work<T> work) {
        return doExecute((rowCount, service) -> {
            try {
                T result = client.with(service.statement(), writes, work);
                rowCount.complete(1L);
                return result;
            } catch (RuntimeException e) {
                rowCount.completeExceptionally(e);
                throw e;
            }
        });
    }

    List<DbRow> rows(Lease lease) throws SQLException {
        try (var result = bind(lease).executeQuery()) {
            var columns = result.getMetaData();
            var names = new String[columns.getColumnCount()];
            for (int i = 0; i < names.length; i++) {
                names[i] = columns.getColumnLabel(i + 1);
            }
            List<DbRow> rows = new ArrayList<>();
            while (result.next()) {
                var cells = new DbColumnBase[names.length];
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = new Column(
                            names[i], result.getObject(i + 1), context().mapperManager());
                }
                rows.add(new Row(cells, context().dbMapperManager()));
            }
            return rows;
        }
    }

    PreparedStatement bind(Lease lease) throws SQLException {
        var parsed = NamedSql.of(context().statement());
        var statement = lease.prepare(parsed.sql());
        int position = 1;
        switch (parameters()) {
            case DbIndexedStatementParameters indexed -> {
                for (var value : indexed.parameters()) {
                    statement.setObject(position++, value);
                }
            }
            case DbNamedStatementParameters named -> {
                for (var name : parsed.names()) {
                    if (!named.parameters().containsKey(name)) {
                        throw new DbClientException("missing parameter " + name + " of " + parsed.sql());
                    }
                    statement.setObject(position++, named.parameters().get(name));
                }
            }
            default -> {
                // a statement without parameters
            }
        }
        return statement;
    }

    static final class Query extends SqliteStatement<DbStatementQuery> implements DbStatementQuery {
        Query(DbExecuteContext context, SqliteClient client) {
            super(context, client);
        }

        @Override
        public DbStatementType statementType() {
            return DbStatementType.QUERY;
        }

        @Override
        public Stream<DbRow> execute() {
            return on(false, this::rows).stream();
        }
    }

    static final class Get extends SqliteStatement<DbStatementGet> implements DbStatementGet {
        Get(DbExecuteContext context, SqliteClient client) {
            super(context, client);
        }

        @Override
        public DbStatementType statementType() {
            return DbStatementType.GET;
        }

        @Override
        public Optional<DbRow> execute() {
            return on(false, this::rows).stream().findFirst();
        }
    }

    static final class Dml extends SqliteStatement<DbStatementDml> implements DbStatementDml {
        private final DbStatementType type;

        Dml(DbExecuteContext context, SqliteClient client, DbStatementType type) {
            super(context, client);
            this.type = type;
        }

        @Override
        public DbStatementType statementType() {
            return type;
        }

        @Override
        public long execute() {
            return on(true, lease -> (long) bind(lease).executeUpdate());
        }
    }

    private static final class Row extends DbRowBase {
        Row(DbColumnBase[] columns, DbMapperManager mappers) {
            super(columns, mappers);
        }
    }

    /**
     * A cell. SQLite hands small numbers out as Integer and large ones as Long, so {@code get} widens and narrows
     * itself; the API's own mapper is of an older Helidon than the core and must not be reached.
     */
    static final class Column extends DbColumnBase {
        private final String name;

        @SuppressWarnings("removal") // DbColumnBase asks for the deprecated type
        Column(String name, @Nullable Object value, MapperManager mappers) {
            super(value, mappers, DbClient.MAPPING_QUALIFIER);
            this.name = name;
        }

        @Override
        public Class<?> javaType() {
            var value = rawValue();
            return value == null ? Object.class : value.getClass();
        }

        @Override
        public String dbType() {
            return "any";
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        @SuppressWarnings({"unchecked", "NullAway"}) // the API returns null for SQL null
        public <T> T get(Class<T> type) {
            var value = rawValue();
            return (T)
                    switch (value) {
                        case null -> null;
                        case Number n when type == Long.class || type == long.class -> n.longValue();
                        case Number n when type == Integer.class || type == int.class -> Math.toIntExact(n.longValue());
                        case Number n when type == Double.class || type == double.class -> n.doubleValue();
                        case Number n when type == Boolean.class || type == boolean.class -> n.longValue() != 0;
                        default -> {
                            if (!type.isInstance(value)) {
                                throw new DbClientException(name + " is no " + type.getSimpleName());
                            }
                            yield value;
                        }
                    };
        }

        /** The value as the driver gave it, null for SQL null. */
        @Nullable
        Object value() {
            return rawValue();
        }
    }
}
