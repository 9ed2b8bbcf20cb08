package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.demo.Demo;
import com.mewayz.platform.config.Setting;
import com.mewayz.testing.Contents;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A backup meets folders as they are on real machines. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoreTest {
    private static final String PAGE = "/@" + Demo.HANDLE;

    private Path folder;
    private Path good;

    @BeforeAll
    void backUp(@TempDir Path empty) throws IOException {
        folder = empty;
        good = folder.resolve("good.zip");
        try (var app = new TestApp(Map.of(Setting.DEMO, "true"))) {
            assertThat(Cli.run(new String[] {"backup", good.toString(), "--data", app.data.toString()}))
                    .isZero();
        }
    }

    private void restore(Path place, String... flags) {
        var arguments =
                Stream.concat(Stream.of("restore", good.toString(), "--data", place.toString()), Stream.of(flags));
        assertThat(Cli.run(arguments.toArray(String[]::new))).isZero();
    }

    @Test
    void theDataOfBeforeIsKeptAndItsLogNeverMeetsTheNewDatabase() throws Exception {
        var used = folder.resolve("used");
        restore(used);
        Files.write(used.resolve("mewayz.db-wal"), new byte[4096]);
        Files.write(used.resolve("mewayz.db-shm"), new byte[4096]);
        Files.createDirectories(used.resolve("backups"));
        Files.writeString(used.resolve("backups").resolve("older.zip"), "an older one");
        Files.writeString(used.resolve("mewayz.yaml"), "registration: open\n");

        restore(used, "--dry-run");
        assertThat(used.resolve("mewayz.db-wal")).exists();
        restore(used);

        assertThat(used.resolve("mewayz.db-wal")).doesNotExist();
        assertThat(used.resolve("backups").resolve("older.zip")).exists();
        assertThat(used.resolve("mewayz.yaml")).hasContent("registration: open\n");
        try (Stream<Path> all = Files.list(used)) {
            var kept = all.filter(path -> path.getFileName().toString().startsWith("before-restore-"))
                    .toList();
            assertThat(kept).hasSize(1);
            assertThat(kept.getFirst().resolve("mewayz.db")).exists();
            assertThat(kept.getFirst().resolve("mewayz.db-wal")).exists();
        }
        try (var again = new TestApp(Map.of(Setting.DEMO, "true"), used)) {
            again.visitor().get(PAGE).is(200);
        }
    }

    /** The root of a disk has a folder that is the system's; and people put things beside their data. */
    @Test
    void whatIsNotOursStaysWhereItIs() throws Exception {
        var root = folder.resolve("root");
        restore(root);
        Files.createDirectories(root.resolve("lost+found"));
        Files.writeString(root.resolve("notes.txt"), "mine");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        restore(root);

        assertThat(root.resolve("lost+found")).isDirectory();
        assertThat(root.resolve("notes.txt")).hasContent("mine");
        var again = new TestApp(Map.of(Setting.DEMO, "true"), root);
        again.visitor().get(PAGE).is(200);
        again.stop();
        try (Stream<Path> all = Files.list(root)) {
            for (var each : all.toList()) {
                var name = each.getFileName().toString();
                if (name.startsWith("before-")
                        || name.startsWith("mewayz.db")
                        || name.startsWith("traffic.db")
                        || List.of("files", "index", "keys", "backups").contains(name)) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                            .as(name)
                            .endsWith("------");
                }
            }
        }
    }

    /** What is gone is not begun anew as if nobody had been here. */
    @Test
    void aServerWhoseDatabaseIsGoneDoesNotStart() throws Exception {
        for (var name : List.of("mewayz.db", "traffic.db")) {
            for (boolean empty : List.of(true, false)) {
                var place = folder.resolve("gone-" + name + empty);
                restore(place);
                new TestApp(Map.of(Setting.DEMO, "true"), place).stop();
                Files.delete(place.resolve(name));
                if (empty) {
                    Files.createFile(place.resolve(name));
                }
                var before = Contents.tree(place);
                assertThatThrownBy(() -> new TestApp(Map.of(Setting.DEMO, "true"), place))
                        .hasMessageContaining("is missing or empty")
                        .hasMessageContaining("mewayz restore");
                assertThat(Contents.tree(place)).isEqualTo(before);
                restore(place);
                new TestApp(Map.of(Setting.DEMO, "true"), place).stop();
            }
        }
    }
}
