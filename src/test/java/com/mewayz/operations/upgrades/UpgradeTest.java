package com.mewayz.operations.upgrades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.OldData;
import com.mewayz.operations.backups.Folders;
import com.mewayz.operations.upgrades.Mark.Way;
import com.mewayz.platform.config.BadSetting;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Ids;
import com.mewayz.platform.db.Schema;
import com.mewayz.testing.Contents;
import com.mewayz.testing.TestApp;
import com.mewayz.testing.TestClock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data of earlier versions comes to this one's form, whatever happens on the way, or stays as it was. */
class UpgradeTest {
    private final TestClock clock = new TestClock(TestApp.NOW);
    private final Path folder;
    private final Path data;

    UpgradeTest(@TempDir Path folder) {
        this.folder = folder;
        this.data = folder.resolve("data");
    }

    @Test
    void dataOfEveryEarlierFormIsBroughtUpToDate() throws Exception {
        for (int main = OldData.FIRST; main < OldData.MAIN.size(); main++) {
            for (int traffic = 1; traffic <= OldData.TRAFFIC.size(); traffic++) {
                var old = folder.resolve(main + "-" + traffic);
                OldData.make(old, main, traffic);
                var expected = expected(old);

                assertThat(upgrade(old).isNeeded()).isTrue();
                upgrade(old).run();

                assertThat(rows(old)).isEqualTo(expected);
                assertThat(upgrade(old).isNeeded()).isFalse();
            }
        }
    }

    @Test
    void nothingIsDoneToDataOfThisVersionAndToNone() throws Exception {
        Files.createDirectories(data);
        assertThat(upgrade(data).isNeeded()).isFalse();
        OldData.make(data, OldData.MAIN.size(), OldData.TRAFFIC.size());
        assertThat(upgrade(data).isNeeded()).isFalse();
        assertThat(data.resolve(EarlierData.FOLDER)).doesNotExist();
    }

    @Test
    void whatWasThereIsKeptWithItsVersionAndTheLastTwoOfThem() throws Exception {
        for (var program : List.of("0.7.0", "0.8.0", "0.9.0")) {
            var old = folder.resolve(program);
            OldData.makeLast(old);
            Files.writeString(old.resolve("keys"), "the key of " + program);
            var before = rows(old);
            if (Files.exists(data)) {
                Files.move(data.resolve(EarlierData.FOLDER), old.resolve(EarlierData.FOLDER));
                Folders.delete(data);
            }
            Files.move(old, data);
            new Stamp(program, versions()).putOn(data);
            clock.forward(Duration.ofDays(1));

            upgrade(data).run();

            var kept = new EarlierData(data).all().getFirst();
            assertThat(kept.label().program()).isEqualTo(program);
            assertThat(kept.name()).startsWith(program + "-2026");
            assertThat(kept.label().schema())
                    .containsEntry("mewayz.db", OldData.MAIN.size() - 1)
                    .containsEntry("traffic.db", OldData.TRAFFIC.size() - 1);
            assertThat(rows(kept.folder())).isEqualTo(before);
            for (var file : kept.label().sha256().entrySet()) {
                assertThat(EarlierData.sha256(kept.folder().resolve(file.getKey())))
                        .isEqualTo(file.getValue());
            }
            assertThat(kept.folder().resolve("keys")).hasContent("the key of " + program);
            assertThat(Contents.tree(kept.folder().resolve("files"))).isEqualTo(Contents.tree(data.resolve("files")));
        }
        assertThat(new EarlierData(data).all().stream().map(kept -> kept.label().program()))
                .containsExactly("0.9.0", "0.8.0");
        assertThat(data.resolve("upgrading")).doesNotExist();
    }

    /** What is on the disk in that moment is all that a process leaves behind that is killed in it. */
    @Test
    void oneThatIsKilledAtAnyStatementGoesOn() throws Exception {
        int first = OldData.MAIN.indexOf("0017-reports.sql");
        OldData.make(data, first, OldData.TRAFFIC.size());
        var expected = expected(data);
        var before = rows(data);
        var earlier = new EarlierData(data);
        var kept = earlier.keep(new Stamp("0.9.0", versions()), clock.instant(), (name, from, to) -> {});
        new Mark(kept.name(), Way.FORWARD).putOn(data);
        clock.forward(Duration.ofDays(1));
        int killed = 0;
        for (int done = first; done < OldData.MAIN.size(); done++) {
            var statements = statements(OldData.MAIN.get(done));
            for (int run = 0; run <= statements.size(); run++) {
                var left = folder.resolve("left-" + done + "-" + run);
                leftBehind(statements.subList(0, run), left);

                assertThat(Schema.version(left.resolve("mewayz.db"))).isEqualTo(done);
                assertThat(upgrade(left).isNeeded()).isTrue();
                upgrade(left).run();

                assertThat(rows(left)).isEqualTo(expected);
                assertThat(new EarlierData(left).all().stream().map(EarlierData.Entry::name))
                        .as("it is not copied again")
                        .containsExactly(kept.name());
                assertThat(rows(left.resolve(EarlierData.FOLDER).resolve(kept.name())))
                        .isEqualTo(before);
                killed++;
            }
            Schema.upgrade(
                    data.resolve("mewayz.db"), OldData.MAIN.subList(0, done + 1), (migration, number, all) -> {});
        }
        assertThat(killed).isGreaterThan(20);
    }

    @Test
    void oneThatIsKilledWhileItCopiesBeginsAnew() throws Exception {
        OldData.makeLast(data);
        var expected = expected(data);
        var half = data.resolve(EarlierData.FOLDER).resolve("unfinished");
        Files.createDirectories(half);
        Files.writeString(half.resolve("mewayz.db"), "half a");

        upgrade(data).run();

        assertThat(rows(data)).isEqualTo(expected);
        assertThat(half).doesNotExist();
        assertThat(new EarlierData(data).all()).hasSize(1);
    }

    @Test
    void oneThatWasBegunIsForgottenOnceAnOlderProgramWorksOn() throws Exception {
        OldData.makeLast(data);
        var kept = new EarlierData(data).keep(new Stamp("0.9.0", versions()), clock.instant(), (name, from, to) -> {});
        new Mark(kept.name(), Way.FORWARD).putOn(data);

        var older = Map.of(
                "mewayz.db", OldData.MAIN.subList(0, OldData.MAIN.size() - 1),
                "traffic.db", OldData.TRAFFIC.subList(0, OldData.TRAFFIC.size() - 1));
        assertThat(new Upgrade(data, older, "0.9.0", clock).isNeeded()).isFalse();

        assertThat(Mark.of(data)).isEmpty();
    }

    @Test
    void oneThatFailsLeavesEverythingAsItWas() throws Exception {
        int main = OldData.MAIN.size() - 3;
        OldData.make(data, main, OldData.TRAFFIC.size() - 1);
        new Stamp("0.9.0", versions()).putOn(data);
        inTheWayOf(OldData.MAIN.getLast());
        var before = rows(data);
        var files = Contents.tree(data.resolve("files"));

        for (int tries = 0; tries < 2; tries++) {
            assertThat(upgrade(data).isNeeded()).isTrue();
            assertThatThrownBy(() -> upgrade(data).run())
                    .isInstanceOf(BadSetting.class)
                    .hasMessageContaining("The migration " + OldData.MAIN.getLast() + " failed")
                    .hasMessageContaining("already exists")
                    .hasMessageContaining("Everything is as it was before. Go on with 0.9.0")
                    .hasMessageContaining("mewayz update --rollback");
            assertThat(versions())
                    .containsEntry("mewayz.db", main)
                    .containsEntry("traffic.db", OldData.TRAFFIC.size() - 1);
            assertThat(rows(data)).isEqualTo(before);
            assertThat(Contents.tree(data.resolve("files"))).isEqualTo(files);
            assertThat(new EarlierData(data).all()).isEmpty();
        }
    }

    @Test
    void goingBackGoesOnWhereItWasInterrupted() throws Exception {
        OldData.makeLast(data);
        var before = rows(data);
        var stamp = new Stamp("0.9.0", versions());
        for (int step = 0; step < 4; step++) {
            var kept = new EarlierData(data).keep(stamp, clock.instant(), (name, from, to) -> {});
            OldData.DATABASES.forEach(
                    (name, files) -> Schema.upgrade(data.resolve(name), files, (migration, number, all) -> {}));
            new Mark(kept.name(), Way.BACK).putOn(data);
            var steps = List.<Step>of(
                    () -> {},
                    () -> Files.move(kept.folder().resolve("mewayz.db"), replaced("mewayz.db")),
                    () -> Files.move(kept.folder().resolve("traffic.db"), replaced("traffic.db")));
            for (var each : steps.subList(0, Math.min(step + 1, steps.size()))) {
                each.run();
            }
            assertThat(upgrade(data).isNeeded()).isTrue();
            assertThat(rows(data)).isEqualTo(before);
            assertThat(Mark.of(data)).isEmpty();
        }
    }

    /** A file that only seems to be that large: room for its copy is asked for all the same. */
    @Test
    void withoutRoomNothingIsTouched() throws Exception {
        OldData.makeLast(data);
        new Stamp("0.9.0", versions()).putOn(data);
        var before = Contents.tree(data);
        var traffic = data.resolve("traffic.db");
        long real = Files.size(traffic);
        length(traffic, 1L << 40);

        assertThatThrownBy(() -> upgrade(data).run())
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("from 0.9.0 up to 1.0.0")
                .hasMessageContaining("MB should be free")
                .hasMessageContaining("Nothing was changed.");

        length(traffic, real);
        assertThat(Contents.tree(data)).isEqualTo(before);
    }

    @Test
    void damagedDatabasesAreNotTouched() throws Exception {
        OldData.makeLast(data);
        var traffic = data.resolve("traffic.db");
        try (var file = new RandomAccessFile(traffic.toFile(), "rw")) {
            for (long page = 4096; page < file.length(); page += 4096) {
                file.seek(page);
                file.write(new byte[512]);
            }
        }
        var before = Contents.tree(data);

        assertThatThrownBy(() -> upgrade(data).run())
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("mewayz restore");

        assertThat(Contents.tree(data)).isEqualTo(before);
    }

    @Test
    void dataOfANewerVersionIsRefusedWithBothVersionsAndTheWayBack() throws Exception {
        OldData.make(data, OldData.MAIN.size(), OldData.TRAFFIC.size());
        new Stamp("1.1.0", versions()).putOn(data);
        var older = new TreeMap<>(OldData.DATABASES);
        older.put("mewayz.db", OldData.MAIN.subList(0, OldData.MAIN.size() - 1));

        assertThatThrownBy(() -> new Upgrade(data, older, "1.0.0", clock).isNeeded())
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("written by Mewayz 1.1.0 (schema " + OldData.MAIN.size() + " of mewayz.db)")
                .hasMessageContaining("this is 1.0.0, which knows " + (OldData.MAIN.size() - 1))
                .hasMessageContaining("mewayz update --rollback --data " + data);
    }

    private Upgrade upgrade(Path data) {
        return new Upgrade(data, OldData.DATABASES, "1.0.0", clock);
    }

    private Map<String, Integer> versions() {
        Map<String, Integer> versions = new TreeMap<>();
        OldData.DATABASES.keySet().forEach(name -> versions.put(name, Schema.version(data.resolve(name))));
        return versions;
    }

    private static Map<String, Map<String, List<String>>> rows(Path data) throws SQLException {
        return Map.of(
                "mewayz.db", Contents.rows(data.resolve("mewayz.db")),
                "traffic.db", Contents.rows(data.resolve("traffic.db")));
    }

    /** What the same data holds once it was opened by this version. */
    private Map<String, Map<String, List<String>>> expected(Path data) throws IOException, SQLException {
        var copy = folder.resolve("expected-" + data.getFileName());
        Files.createDirectories(copy);
        for (var database : OldData.DATABASES.entrySet()) {
            var file = Files.copy(data.resolve(database.getKey()), copy.resolve(database.getKey()));
            Db.open(file, Db.Durability.FULL, database.getValue(), clock, new Ids(clock))
                    .close();
        }
        return rows(copy);
    }

    /** Begins the migration and copies what is on the disk before it has ended. */
    private void leftBehind(List<String> statements, Path left) throws IOException, SQLException {
        copy(data, left);
        try (var connection = open(data.resolve("mewayz.db"));
                var statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("begin immediate");
            for (var each : statements) {
                statement.execute(each);
            }
            for (var name : List.of("mewayz.db", "mewayz.db-wal", "mewayz.db-shm")) {
                Files.deleteIfExists(left.resolve(name));
                Files.copy(data.resolve(name), left.resolve(name));
            }
            statement.execute("rollback");
        }
    }

    private static List<String> statements(String migration) throws IOException {
        try (var in = UpgradeTest.class.getResourceAsStream("/migrations/" + migration)) {
            assertThat(in).as(migration).isNotNull();
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).doesNotContainIgnoringCase("create trigger");
            List<String> statements = new ArrayList<>();
            for (var each : text.split(";\\s*(\n|$)")) {
                if (!each.replaceAll("--.*", "").isBlank()) {
                    statements.add(each);
                }
            }
            return statements;
        }
    }

    private void inTheWayOf(String migration) throws SQLException, IOException {
        var table = statements(migration).getFirst().replaceAll("(?s).*create table (\\w+).*", "$1");
        try (var connection = open(data.resolve("mewayz.db"));
                var statement = connection.createStatement()) {
            statement.execute("create table " + table + " (mine)");
        }
    }

    private Path replaced(String name) throws IOException {
        Files.deleteIfExists(data.resolve(name + "-wal"));
        Files.deleteIfExists(data.resolve(name));
        return data.resolve(name);
    }

    private static void length(Path file, long length) throws IOException {
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(length);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            all.forEach(each -> {
                try {
                    Files.copy(each, to.resolve(from.relativize(each)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static Connection open(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private interface Step {
        void run() throws IOException;
    }
}
