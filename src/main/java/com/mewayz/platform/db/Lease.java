package com.mewayz.platform.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A connection with its prepared statements. One thread at a time uses it. */
final class Lease implements AutoCloseable {
    private static final int STATEMENTS = 256;

    final Connection connection;
    private final LinkedHashMap<String, PreparedStatement> statements = new LinkedHashMap<>(64, 0.75f, true);

    Lease(Connection connection) {
        this.connection = connection;
    }

    PreparedStatement prepare(String sql) throws SQLException {
        var known = statements.get(sql);
        if (known != null) {
            return known;
        }
        var fresh = connection.prepareStatement(sql);
        statements.put(sql, fresh);
        if (statements.size() > STATEMENTS) {
            dropEldest();
        }
        return fresh;
    }

    void execute(String sql) throws SQLException {
        prepare(sql).execute();
    }

    private void dropEldest() throws SQLException {
        Map.Entry<String, PreparedStatement> eldest = statements.pollFirstEntry();
        eldest.getValue().close();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
