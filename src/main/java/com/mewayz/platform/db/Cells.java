package com.mewayz.platform.db;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The row a query stands on. Columns count from 1. */
public final class Cells {
    private final ResultSet row;

    private Cells(ResultSet row) {
        this.row = row;
    }

    /** SQL null is 0. */
    public long number(int column) {
        try {
            return row.getLong(column);
        } catch (SQLException e) {
            throw Failures.of("column " + column, e);
        }
    }

    public @Nullable String text(int column) {
        try {
            return row.getString(column);
        } catch (SQLException e) {
            throw Failures.of("column " + column, e);
        }
    }

    public byte @Nullable [] bytes(int column) {
        try {
            return row.getBytes(column);
        } catch (SQLException e) {
            throw Failures.of("column " + column, e);
        }
    }

    static void read(PreparedStatement statement, List<@Nullable Object> params, Consumer<Cells> reader)
            throws SQLException {
        for (int i = 0; i < params.size(); i++) {
            statement.setObject(i + 1, params.get(i));
        }
        try (var rows = statement.executeQuery()) {
            var cells = new Cells(rows);
            while (rows.next()) {
                reader.accept(cells);
            }
        }
    }

    static void write(PreparedStatement statement, List<long[]> rows) throws SQLException {
        for (var row : rows) {
            for (int i = 0; i < row.length; i++) {
                statement.setLong(i + 1, row[i]);
            }
            statement.executeUpdate();
        }
    }
}
