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
        try {
            prepare(sql).execute();
        } catch (SQLException e) {
            forget(sql);
            throw e;
        }
    }

    /** After an error (a full disk) the driver leaves some statements unusable, and does not say which. */
    void forget(String sql) throws SQLException {
        var broken = statements.remove(sql);
        if (broken != null) {
            broken.close();
        }
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
