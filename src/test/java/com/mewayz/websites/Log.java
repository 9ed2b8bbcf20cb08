package com.mewayz.websites;

import com.mewayz.testing.TestApp;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What was counted, read from the file itself. */
final class Log {
    private final TestApp app;

    Log(TestApp app) {
        this.app = app;
    }

    /** As {@code kind page target seconds}; kinds: 0 view, 1 click, 2 out, 3 event, 4 stay. */
    List<String> acts(long site) {
        return rows("""
                select (act & 7) || ' ' || page.text || coalesce(' ' || target.text, '')
                  || case act & 7 when 4 then ' ' || seconds else '' end
                from log join word page on page.id = page left join word target on target.id = target and act & 7 > 1
                where site = %d order by log.id""".formatted(site));
    }

    List<String> column(long site, String name) {
        return rows("select coalesce(text, '') from log left join word on word.id = %s where site = %d order by log.id"
                .formatted(name, site));
    }

    int visits(long site) {
        return Set.copyOf(rows("select visit from log where site = %d".formatted(site)))
                .size();
    }

    List<String> details() {
        return rows(
                "select coalesce(properties, '') || ' ' || amount || ' ' || coalesce(currency, '') from event_detail order by log");
    }

    List<String> leftOut(long site) {
        return rows("select reason || ' ' || number from left_out where site = %d order by reason".formatted(site));
    }

    private List<String> rows(String sql) {
        app.app.traffic().flush();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + app.data.resolve("traffic.db"));
                var rows = connection.createStatement().executeQuery(sql)) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
