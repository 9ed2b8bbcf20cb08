package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.Contents;
import com.mewayz.testing.TestApp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The same checks on the command line, beside a server or without one. */
@ResourceLock(Resources.SYSTEM_OUT)
class DoctorCommandTest {
    private final Path data;

    DoctorCommandTest(@TempDir Path folder) {
        data = folder.resolve("data");
    }

    @Test
    void aFolderWithoutAServerIsLookedOverAndStaysAsItWas() throws IOException {
        new TestApp(Map.of(), data).stop();
        var before = Contents.tree(data);
        var said = doctor();

        assertThat(said.exit).as(said.text).isZero();
        assertThat(said.text)
                .contains("Both databases are sound.", "The server does not run", "Problems: 0, ")
                .containsPattern("ok +Clock +No entry is from the future");
        assertThat(doctor("--strict").exit).as("there is no passphrase").isOne();
        assertThat(Contents.tree(data)).isEqualTo(before);
    }

    @Test
    void aServerThatRunsIsFoundAndNotDisturbed() {
        try (var app = new TestApp(Map.of(Setting.BACKUP_PASSPHRASE, "far from home"), data)) {
            app.app.finder().settle();
            var settings = app.app.settings();
            var said = said(() -> DoctorCommand.look(settings, app.clock, true));

            assertThat(said.exit).as(said.text).isZero();
            assertThat(said.text).contains("The server answers at " + app.address(), "The timetable is on time.");
            app.owner().get("/api/v1/auth/user").is(200);
        }
    }

    @Test
    void aProblemIsTwo() throws IOException {
        new TestApp(Map.of(), data).stop();
        Files.setPosixFilePermissions(data.resolve("keys"), PosixFilePermissions.fromString("rw-r--r--"));
        var said = doctor();

        assertThat(said.exit).isEqualTo(2);
        assertThat(said.text)
                .containsPattern("PROBLEM +Key file .*rw-r--r--")
                .contains("-> Shut others out: chmod 600 ");
    }

    @Test
    void whatIsNoDatabaseIsAProblemAndNoCrash() throws IOException {
        new TestApp(Map.of(), data).stop();
        Files.writeString(data.resolve("mewayz.db"), "nothing like it".repeat(1000));
        var said = doctor();

        assertThat(said.exit).isEqualTo(2);
        assertThat(said.text).containsPattern("PROBLEM +Databases +A database is damaged");
    }

    @Test
    void aFolderThatIsNotThereIsNotMade() {
        var said = doctor();

        assertThat(said.exit).isZero();
        assertThat(said.text).contains("There is no data folder at " + data + " yet.");
        assertThat(data).doesNotExist();
    }

    private Said doctor(String... flags) {
        var all = Stream.concat(
                Stream.of("doctor", "--data", data.toString(), "--port", "0", "--host", "127.0.0.1"), Stream.of(flags));
        return said(() -> Cli.run(all.toArray(String[]::new)));
    }

    private static Said said(IntSupplier command) {
        var out = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            return new Said(command.getAsInt(), out.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }

    private record Said(int exit, String text) {}
}
