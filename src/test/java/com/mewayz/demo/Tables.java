package com.mewayz.demo;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads a data folder's rows past the program, so that its figures are checked against something else. */
record Tables(Path data) {
    /** What people make; not the timetable, the listeners' places and the sessions, which a start may move. */
    List<String> everything() {
        var rows = new ArrayList<String>();
        for (var table : List.of(
                "user", "workspace", "member", "media_file", "site", "block", "site_publication", "click_target")) {
            // a password's salt is never the same
            rows.addAll(rows("mewayz.db", "select %s from %s order by 1".formatted(columns(table), table)));
        }
        rows.addAll(rows("mewayz.db", "select * from fact order by id"));
        rows.addAll(rows("traffic.db", "select * from log order by id"));
        rows.addAll(rows("traffic.db", "select * from left_out order by site, at, reason"));
        return rows;
    }

    long number(String database, String sql) {
        return Long.parseLong(rows(database, sql).getFirst());
    }

    /** The cells of each row, joined by bars. */
    List<String> rows(String database, String sql) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve(database));
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                var cells = new ArrayList<String>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    cells.add(result.getString(i));
                }
                rows.add(String.join("|", cells));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String columns(String table) {
        return table.equals("user") ? "id, name, email, created_at" : "*";
    }
}
