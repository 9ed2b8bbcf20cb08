package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Ids;
import com.mewayz.testing.Sources;
import com.mewayz.testing.TestApp;
import com.mewayz.testing.TestClock;
import com.mewayz.traffic.Traffic;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every statement in the sources is prepared against the migrated schema: a column that is gone is found at once. */
class SqlTest {
    private static final Pattern STATEMENT =
            Pattern.compile("(select|insert into|update|delete from|with)\\s.*", Pattern.DOTALL);

    /** How many statements of a file are put together at run time; the tests of that file run them. */
    private static final Map<String, Long> COMPOSED = Map.ofEntries(
            Map.entry("Keys.java", 2L),
            Map.entry("contacts/ContactLists.java", 3L),
            Map.entry("platform/db/Db.java", 5L),
            Map.entry("platform/db/Snapshot.java", 1L),
            Map.entry("platform/db/Sqlite.java", 1L),
            Map.entry("traffic/Batch.java", 1L),
            Map.entry("traffic/Days.java", 3L),
            Map.entry("traffic/Lines.java", 2L),
            Map.entry("traffic/Realtime.java", 1L),
            Map.entry("traffic/Roll.java", 2L),
            Map.entry("traffic/Salts.java", 1L),
            Map.entry("traffic/Sealing.java", 1L),
            Map.entry("traffic/Slices.java", 2L));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyStatementFitsTheSchema() {
        var clock = new TestClock(TestApp.NOW);
        try (var main = Db.open(
                        folder.resolve("m.db"), Db.Durability.NORMAL, Databases.MIGRATIONS, clock, new Ids(clock));
                var traffic = Db.open(
                        folder.resolve("t.db"), Db.Durability.NORMAL, Traffic.MIGRATIONS, clock, new Ids(clock))) {
            var failures = new ArrayList<String>();
            var composed = new TreeMap<String, Long>();
            int prepared = 0;
            for (var text : Sources.texts(Path.of("src/main/java/com/mewayz"))) {
                if (!STATEMENT.matcher(text.value()).matches()) {
                    continue;
                }
                if (!text.whole() || text.value().contains("%s")) {
                    composed.merge(text.file(), 1L, Long::sum);
                } else if (fits(main, text.value()) || fits(traffic, text.value())) {
                    prepared++;
                } else {
                    failures.add(text.file() + ": " + text.value());
                }
            }
            assertThat(failures).isEmpty();
            assertThat(composed).isEqualTo(COMPOSED);
            assertThat(prepared).isGreaterThan(40);
        }
    }

    private static boolean fits(Db db, String sql) {
        return db.alone(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                return statement.getParameterMetaData().getParameterCount() >= 0;
            } catch (SQLException e) {
                return false;
            }
        });
    }
}
