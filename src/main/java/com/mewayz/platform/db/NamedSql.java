package com.mewayz.platform.db;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** SQL with its {@code :name} parameters replaced by question marks. */
record NamedSql(String sql, List<String> names) {
    private static final ConcurrentHashMap<String, NamedSql> PARSED = new ConcurrentHashMap<>();

    static NamedSql of(String sql) {
        return PARSED.computeIfAbsent(sql, NamedSql::parse);
    }

    private static NamedSql parse(String sql) {
        var out = new StringBuilder(sql.length());
        var names = new ArrayList<String>();
        boolean quoted = false;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            }
            int end = quoted || c != ':' ? i : endOfName(sql, i + 1);
            if (end > i + 1) {
                names.add(sql.substring(i + 1, end));
                out.append('?');
                i = end - 1;
            } else {
                out.append(c);
            }
        }
        return new NamedSql(out.toString(), List.copyOf(names));
    }

    private static int endOfName(String sql, int start) {
        int end = start;
        while (end < sql.length()
                && (end == start
                        ? Character.isJavaIdentifierStart(sql.charAt(end))
                        : Character.isJavaIdentifierPart(sql.charAt(end)))) {
            end++;
        }
        return end;
    }
}
