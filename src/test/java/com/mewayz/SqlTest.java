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
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every statement in the sources is prepared against the migrated schema: a column that is gone is found at once. */
class SqlTest {
    private static final Pattern STATEMENT =
            Pattern.compile("(select|insert into|update|delete from|with)\\s.*", Pattern.DOTALL);

    /** Statements put together at run time; their tests run them. */
    private static final Set<String> COMPOSED = Set.of(
            "platform/db/Db.java: delete from %s where id = ? and workspace = ?",
            "platform/db/Db.java: insert into %s (%s) values (%s)",
            "platform/db/Db.java: select count(*) from (",
            "platform/db/Sqlite.java: select max(id) from ",
            "platform/db/Db.java: update %s set %s where id = ? and workspace = ?");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyStatementFitsTheSchema() {
        var clock = new TestClock(TestApp.NOW);
        try (var main = Db.open(folder.resolve("m.db"), Db.Durability.NORMAL, App.MIGRATIONS, clock, new Ids(clock));
                var traffic = Db.open(
                        folder.resolve("t.db"), Db.Durability.NORMAL, Traffic.MIGRATIONS, clock, new Ids(clock))) {
            var failures = new ArrayList<String>();
            var composed = new TreeSet<String>();
            int prepared = 0;
            for (var text : Sources.texts(Path.of("src/main/java/com/mewayz"))) {
                if (!STATEMENT.matcher(text.value()).matches()) {
                    continue;
                }
                if (!text.whole() || text.value().contains("%s")) {
                    composed.add(text.file() + ": " + text.value());
                } else if (fits(main, text.value()) || fits(traffic, text.value())) {
                    prepared++;
                } else {
                    failures.add(text.file() + ": " + text.value());
                }
            }
            assertThat(failures).isEmpty();
            assertThat(composed).containsExactlyInAnyOrderElementsOf(COMPOSED);
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
