package com.mewayz.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A start and its end, and the starts that must not be. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ServerTest {
    @TempDir
    Path folder;

    @Test
    void theFirstStartTellsWhereToGo() throws Exception {
        try (var server = new Server(Server.on(data(), folder))) {
            assertThat(server.status("/up")).isEqualTo(200);
            var rest = server.stop().output();
            assertThat(server.printed + rest)
                    .contains("/setup", data().toString(), "0.1.0")
                    .doesNotContain("WARNING", "Exception");
        }
    }

    @Test
    void theCommandsBesideItFindIt() throws Exception {
        try (var server = new Server(Server.on(data(), folder))) {
            assertThat(server.status("/livez")).isEqualTo(200);
            var health = beside("health", "--wait", "30");
            assertThat(health.exit()).as(health.output()).isZero();
            assertThat(health.output()).isEqualTo("Mewayz is ready.\n");
            var doctor = beside("doctor");
            assertThat(doctor.exit()).as(doctor.output()).isZero();
            assertThat(doctor.output())
                    .contains("Both databases are sound.", "The timetable is on time.")
                    .doesNotContain("WARNING:", "Exception");
        }
        assertThat(beside("health").exit()).isOne();
    }

    private Program.Outcome beside(String... command) throws Exception {
        var all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--data", data().toString()));
        return Program.mewayz(all.toArray(String[]::new))
                .with("MEWAYZ_CACHE", folder)
                .with("MEWAYZ_AOT", "off")
                .run();
    }

    @Test
    void sigtermEndsItAndTheNextStartFindsEverythingInOrder() throws Exception {
        try (var server = new Server(Server.on(data(), folder))) {
            var outcome = server.stop();
            assertThat(outcome.exit()).isIn(0, 143);
            assertThat(outcome.output()).doesNotContain("Exception");
        }
        try (var server = new Server(Server.on(data(), folder))) {
            assertThat(server.status("/up")).isEqualTo(200);
        }
    }

    @Test
    void aRestoreStartsItAnewWithoutAnybodysHelp() throws Exception {
        var program = Server.on(data(), folder)
                .with("MEWAYZ_ADMIN_EMAIL", "owner@example.com")
                .with("MEWAYZ_ADMIN_PASSWORD", TestApp.PASSWORD);
        try (var server = new Server(program)) {
            var owner = new Client(server.address()).signIn("owner@example.com");
            long backup = owner.post("/api/v1/backups").is(201).at("/data/id").asLong();
            while (!owner.get("/api/v1/backups/" + backup)
                    .at("/data/state")
                    .asText()
                    .equals("ready")) {
                Thread.onSpinWait();
            }
            owner.post("/api/v1/bio-sites", Map.of("handle", "since", "name", "Since"))
                    .is(201);
            var page = "/settings/backups/" + backup + "/restoration";
            new Client(server.address())
                    .browse("owner@example.com")
                    .submit(page, page, Map.of("sure", "true"))
                    .is(303);
            server.startsAnew();
            assertThat(new Client(server.address())
                            .signIn("owner@example.com")
                            .get("/api/v1/bio-sites")
                            .is(200)
                            .at("/data"))
                    .isEmpty();
            assertThat(server.stop().exit()).isIn(0, 143);
        }
    }

    @Test
    void aKilledServerStartsAgain() throws Exception {
        try (var server = new Server(Server.on(data(), folder))) {
            assertThat(server.status("/up")).isEqualTo(200);
        }
        try (var server = new Server(Server.on(data(), folder))) {
            assertThat(server.status("/up")).isEqualTo(200);
        }
    }

    @Test
    void aSecondServerOnTheSameDataIsRefused() throws Exception {
        try (var first = new Server(Server.on(data(), folder))) {
            var second = Server.on(data(), folder).run();
            assertRefused(second, data().toString());
            assertThat(first.status("/up")).isEqualTo(200);
        }
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = String.valueOf(taken.getLocalPort());
            var outcome = Program.mewayz("serve", "--host", "127.0.0.1", "--port", port, "--data", data().toString())
                    .with("MEWAYZ_CACHE", folder)
                    .with("MEWAYZ_AOT", "off")
                    .run();
            assertRefused(outcome, port);
        }
    }

    @Test
    void aDataFolderThatCannotBeMadeIsNamed() throws Exception {
        var inTheWay = Files.writeString(folder.resolve("file"), "in the way");
        var outcome = Server.on(inTheWay.resolve("data"), folder).run();
        assertRefused(outcome, inTheWay.toString());
    }

    @Test
    void aSettingThatDoesNotExistStopsTheStart() throws Exception {
        var outcome = Server.on(data(), folder).with("MEWAYZ_PROT", "80").run();
        assertRefused(outcome, "MEWAYZ_PORT");
    }

    /** A sentence with the remedy, not a stack trace. */
    private static void assertRefused(Program.Outcome outcome, String named) {
        assertThat(outcome.exit()).isNotIn(0, 143);
        assertThat(outcome.output()).contains(named).doesNotContain("\tat ", "Exception");
    }

    private Path data() {
        return folder.resolve("data");
    }
}
