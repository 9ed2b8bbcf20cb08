package com.mewayz.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that is in a database or a folder, to be compared. */
public final class Contents {
    private Contents() {}

    /** Every row of every table, in words. */
    public static Map<String, List<String>> rows(Path file) throws SQLException {
        Map<String, List<String>> tables = new TreeMap<>();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            var names = new ArrayList<String>();
            try (var found = statement.executeQuery("select name from sqlite_schema where type = 'table'")) {
                while (found.next()) {
                    names.add(found.getString(1));
                }
            }
            for (var name : names) {
                var rows = new ArrayList<String>();
                try (var found = statement.executeQuery("select * from \"" + name + "\"")) {
                    while (found.next()) {
                        var row = new StringBuilder();
                        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                            var value = found.getObject(i);
                            row.append(value instanceof byte[] bytes ? Arrays.hashCode(bytes) + "" : value)
                                    .append('|');
                        }
                        rows.add(row.toString());
                    }
                }
                tables.put(name, rows);
            }
        }
        return tables;
    }

    /** Every file with what is in it, but for what only tells that somebody is at work. */
    public static Map<String, Integer> tree(Path root) {
        Map<String, Integer> tree = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith(".lock")) {
                    tree.put(root.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
                }
            }
            return tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
