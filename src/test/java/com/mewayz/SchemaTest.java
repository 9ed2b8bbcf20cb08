package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Ids;
import com.mewayz.testing.TestApp;
import com.mewayz.testing.TestClock;
import com.mewayz.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all migrations together come to. A change must be seen in review: migrations only ever go forward. */
class SchemaTest {
    private static final Path SNAPSHOT = Path.of("src/test/resources/schema.sql");

    @TempDir
    private Path folder = Path.of("");

    /** To accept a change: mvn test -Dtest=SchemaTest -Dsnapshots=write */
    @Test
    void theSchemaIsTheCommittedOne() throws IOException {
        var schema = "-- mewayz.db\n" + schema(Databases.MIGRATIONS) + "\n-- traffic.db\n" + schema(Traffic.MIGRATIONS);
        if ("write".equals(System.getProperty("snapshots"))) {
            Files.writeString(SNAPSHOT, schema);
        }

        assertThat(schema).isEqualTo(Files.readString(SNAPSHOT));
    }

    @Test
    void everyMigrationFileIsListed() throws IOException {
        assertThat(files("src/main/resources/migrations", "")).containsExactlyElementsOf(Databases.MIGRATIONS);
        assertThat(files("src/main/resources/migrations/traffic", "traffic/"))
                .containsExactlyElementsOf(Traffic.MIGRATIONS);
    }

    private String schema(List<String> migrations) {
        var clock = new TestClock(TestApp.NOW);
        var file = folder.resolve(migrations.getLast().replace('/', '-') + ".db");
        try (var db = Db.open(file, Db.Durability.NORMAL, migrations, clock, new Ids(clock))) {
            return db
                    .list(
                            Made.class,
                            "select sql from sqlite_master where sql is not null order by tbl_name, type desc, name")
                    .stream()
                    .map(made -> made.sql + ";\n")
                    .collect(Collectors.joining("\n"));
        }
    }

    private static List<String> files(String folder, String prefix) throws IOException {
        try (var files = Files.list(Path.of(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .map(name -> prefix + name)
                    .sorted()
                    .toList();
        }
    }

    private record Made(String sql) {}
}
