package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.platform.config.BadSetting;
import com.mewayz.platform.config.Setting;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong with the place the program is told to live in: a sentence with the remedy, and no damage. */
class DataFolderTest {
    private final Path folder;

    DataFolderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aSecondServerIsRefusedAndTheFirstGoesOn() {
        try (var first = new TestApp(Map.of(), folder.resolve("data"))) {
            assertThatThrownBy(() -> new TestApp(Map.of(), first.data))
                    .isInstanceOf(BadSetting.class)
                    .hasMessageContaining("Another Mewayz is running on " + first.data)
                    .hasMessageContaining("--data");
            first.visitor().get("/up").is(200);
            first.owner().get("/api/v1/auth/user").is(200);
        }
    }

    @Test
    void theFolderIsFreeAgainAfterTheEnd() {
        var data = folder.resolve("data");
        new TestApp(Map.of(), data).stop();
        try (var again = new TestApp(Map.of(), data)) {
            again.visitor().get("/up").is(200);
        }
    }

    @Test
    void anAccountOutlivesARestart() {
        var data = folder.resolve("data");
        var first = new TestApp(Map.of(), data);
        first.owner();
        first.stop();
        try (var again = new TestApp(Map.of(), data)) {
            again.visitor().signIn("owner@example.com").get("/api/v1/auth/user").is(200);
            again.register("second").get("/api/v1/workspaces").is(200);
        }
    }

    @Test
    void aFileInItsPlaceIsNamed() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "mine");

        assertThatThrownBy(() -> DataFolder.lock(file))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("is a file. Name a folder with --data.");
        assertThat(file).hasContent("mine");
        assertThatThrownBy(() -> DataFolder.lock(file.resolve("below"))).isInstanceOf(BadSetting.class);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamedWithTheRemedy() {
        assertThatThrownBy(() -> DataFolder.lock(Path.of("/proc/mewayz-data")))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("/proc/mewayz-data cannot be written")
                .hasMessageContaining("chown");
    }

    @Test
    void aNewFolderIsItsOwnersOnly() throws IOException {
        var data = folder.resolve("new/data");
        DataFolder.lock(data).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
    }

    @Test
    void aPortInUseIsNamedAndTheFolderLetGo() throws IOException {
        var data = folder.resolve("data");
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var port = String.valueOf(other.getLocalPort());
            assertThatThrownBy(() -> new TestApp(Map.of(Setting.PORT, port), data))
                    .isInstanceOf(BadSetting.class)
                    .hasMessageContaining("Port " + port + " of 127.0.0.1 cannot be used")
                    .hasMessageContaining("--port");
        }
        new TestApp(Map.of(), data).close();
    }

    @Test
    void dataOfANewerVersionIsLeftAloneAndTheFolderLetGo() {
        var data = folder.resolve("data");
        var app = new TestApp(Map.of(), data);
        int version = version(app, Databases.MIGRATIONS.size() + 1);
        app.stop();

        for (int tries = 0; tries < 2; tries++) {
            assertThatThrownBy(() -> new TestApp(Map.of(), data))
                    .isInstanceOf(BadSetting.class)
                    .hasMessageContaining("newer version of Mewayz (schema " + version);
        }
    }

    private static int version(TestApp app, int version) {
        return app.app.db().alone(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("pragma user_version = " + version);
                return version;
            }
        });
    }
}
