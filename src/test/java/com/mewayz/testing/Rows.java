package com.mewayz.testing;

import com.mewayz.platform.db.Db;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Everything a database holds, to compare before and after something that must change nothing. */
public final class Rows {
    /** They move by themselves: the timetable, the listeners' places, when a session was last seen. */
    private static final Set<String> RESTLESS = Set.of("scheduled_tasks", "listener", "session");

    private Rows() {}

    /** Each table's rows as text. */
    public static Map<String, List<String>> of(Db db) {
        return db.alone(connection -> {
            Map<String, List<String>> rows = new TreeMap<>();
            for (var table : read(connection, "select name from sqlite_master where type = 'table'")) {
                if (!RESTLESS.contains(table)) {
                    rows.put(table, read(connection, "select * from \"" + table + "\""));
                }
            }
            return rows;
        });
    }

    private static List<String> read(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row(result));
            }
            return rows;
        }
    }

    private static String row(ResultSet result) throws SQLException {
        var cells = new ArrayList<String>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            cells.add(String.valueOf(result.getObject(i)));
        }
        return String.join(" | ", cells);
    }
}
