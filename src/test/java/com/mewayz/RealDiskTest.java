package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.Client;
import com.mewayz.testing.Disk;
import com.mewayz.testing.TestApp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks as the system has them: full to the last byte, and read-only from one moment to the next. */
class RealDiskTest {
    private static final int MEGABYTES = 64;

    private final Path folder;

    RealDiskTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aFullDiskInMemoryLosesNothing() throws IOException {
        try (var disk = Disk.inMemory(folder, MEGABYTES)) {
            fillAndFree(disk);
        }
    }

    @Test
    void aFullDiskInAFileLosesNothing() throws IOException {
        try (var disk = Disk.inAFile(folder, MEGABYTES)) {
            fillAndFree(disk);
        }
    }

    private static void fillAndFree(Disk disk) throws IOException {
        try (var app = new TestApp(Map.of(), disk.place().resolve("data"))) {
            var house = new House(app);
            disk.fill();
            int status = 201;
            for (int tries = 0; status == 201 && tries < 3000; tries++) {
                status = house.write();
            }
            assertThat(house.owner
                            .post(house.blocks, House.BLOCK)
                            .is(507)
                            .at("/message")
                            .asText())
                    .isEqualTo("The disk of this server is full, nothing was saved. Free some space and try again.");
            house.reads();
            assertThat(house.browser
                            .submit("/sites", "/sites/" + house.site + "/settings", Map.of())
                            .status())
                    .isNotEqualTo(500);

            disk.free();
            assertThat(house.write()).isEqualTo(201);
            house.reads();
            house.isWhole();
        }
    }

    @Test
    void aDiskThatTurnsReadOnlyIsReadOn() throws IOException {
        try (var disk = Disk.inAFile(folder, MEGABYTES)) {
            var data = disk.place().resolve("data");
            long stored;
            try (var app = new TestApp(Map.of(), data)) {
                var house = new House(app);
                assertThat(house.write()).isEqualTo(201);
                stored = house.stored();

                disk.fail();
                house.isRefused();
                house.reads();
                assertThat(house.stored()).isEqualTo(stored);
                app.stop();
            }
            disk.repair();
            try (var again = new TestApp(Map.of(), data)) {
                assertThat(again.app.db().number("select count(*) from block")).isEqualTo(stored);
                again.register("second").get("/api/v1/auth/user").is(200);
                again.visitor().get("/@mia").is(200);
            }
        }
    }

    @Test
    void whenItTakesWritesAgainNobodyHasToDoAnything() {
        try (var disk = Disk.inAFile(folder, MEGABYTES);
                var app = new TestApp(Map.of(), disk.place().resolve("data"))) {
            var house = new House(app);
            var frozen = List.of(app.data.resolve("mewayz.db"), app.data.resolve("mewayz.db-wal"), app.data);
            Disk.freeze(true, frozen);
            try {
                house.isRefused();
                house.reads();
            } finally {
                Disk.freeze(false, frozen);
            }
            assertThat(house.write()).isEqualTo(201);
            house.isWhole();
        }
    }

    @Test
    void aStartOnADiskThatIsReadOnlySaysWhatToDo() {
        try (var disk = Disk.inMemory(folder, MEGABYTES)) {
            var data = disk.place().resolve("data");
            new TestApp(Map.of(), data).stop();
            disk.readOnly();

            var said = new ByteArrayOutputStream();
            var before = System.err;
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            try {
                assertThat(Cli.run(new String[] {"serve", "--data", data.toString(), "--port", "0"}))
                        .isEqualTo(78);
            } finally {
                System.setErr(before);
            }
            assertThat(said.toString(StandardCharsets.UTF_8))
                    .contains("The data folder " + data + " is on a disk that is read-only.")
                    .contains("make the disk writable and start again, or name another folder with --data")
                    .doesNotContain("Exception");
        }
    }

    /** Somebody's site, and the ways to it. */
    private static final class House {
        static final Map<String, Map<String, String>> BLOCK =
                Map.of("content", Map.of("kind", "text", "text", "x".repeat(1900)));

        final Client owner;
        final Client browser;
        final long site;
        final String blocks;
        private final TestApp app;

        House(TestApp app) {
            this.app = app;
            owner = app.owner();
            app.app.db().run("update user set operator = 1");
            browser = app.visitor().browse(TestApp.email("owner"));
            site = owner.post("/api/v1/bio-sites", Map.of("handle", "mia", "name", "Mia"))
                    .is(201)
                    .at("/data/id")
                    .asLong();
            blocks = "/api/v1/bio-sites/" + site + "/blocks";
            owner.post("/api/v1/bio-sites/" + site + "/publication").is(201);
            app.app.bus().deliver();
        }

        int write() {
            return owner.post(blocks, BLOCK).status();
        }

        void isRefused() {
            for (int tries = 0; tries < 3; tries++) {
                assertThat(owner.post(blocks, BLOCK).is(507).at("/message").asText())
                        .isEqualTo("The disk of this server is read-only at the moment, nothing was saved. Make it"
                                + " writable and try again.");
            }
        }

        void reads() {
            assertThat(app.visitor().get("/@mia").is(200).body()).contains("Mia");
            owner.get(blocks).is(200);
            for (var page : List.of("/today", "/sites", "/analytics", "/settings/timetable", "/settings/system")) {
                browser.get(page).is(200);
            }
        }

        long stored() {
            return app.app.db().number("select count(*) from block");
        }

        void isWhole() {
            assertThat(browser.get("/settings/system").is(200).body()).contains("Both databases are sound.");
        }
    }
}
