package com.mewayz.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.service.Mailbox;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code mewayz restart}: another process, or the same one, goes on without a request being lost. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RestartTest {
    @TempDir
    Path folder;

    private Path file;
    private long successor;

    @BeforeEach
    void install() throws IOException {
        file = Files.createDirectories(folder.resolve("bin")).resolve("mewayz");
        Files.copy(Program.FILE, file);
    }

    /** It is no child of this test's any more. */
    @AfterEach
    void end() {
        ProcessHandle.of(successor).ifPresent(handle -> {
            handle.destroyForcibly();
            handle.onExit().join();
        });
    }

    @Test
    void nobodyIsLostWhileAnotherProcessTakesOver() throws Exception {
        try (var server = new Server(program())) {
            var owner = new Client(server.address()).signIn("owner@example.com");
            Crowd.publish(owner);
            var crowd = crowd(server, owner);
            crowd.hear(300);

            var outcome = restart();
            crowd.hear(300);
            crowd.end();

            assertThat(outcome.exit()).as(outcome.output()).isZero();
            assertThat(outcome.output()).contains("has started anew, as process " + successor + ".");
            assertThat(successor).isNotEqualTo(server.pid());
            assertThat(server.waitFor()).isZero();
            assertThat(crowd.wrong).isEmpty();
            assertThat(crowd.cut).isEmpty();
            assertThat(crowd.refused.sum()).isZero();
            assertThat(owner.get("/api/v1/bio-sites")
                            .is(200)
                            .at("/data/0/handle")
                            .asText())
                    .isEqualTo("trial");
        }
    }

    @Test
    void theSameProcessGoesOnWhereItsEndWouldBeTakenForTheServers() throws Exception {
        var shell = new Program(
                List.of("sh", "-c", "SYSTEMD_EXEC_PID=$$; export SYSTEMD_EXEC_PID; exec \"$@\"", "sh"),
                program().environment());
        try (var server = new Server(shell.and(program().command().toArray(String[]::new)))) {
            var owner = new Client(server.address()).signIn("owner@example.com");
            Crowd.publish(owner);
            var crowd = crowd(server, owner);
            crowd.hear(300);

            var outcome = restart();
            crowd.hear(300);
            crowd.end();

            assertThat(outcome.exit()).as(outcome.output()).isZero();
            assertThat(outcome.output()).contains("as process " + server.pid() + ".", "It is the same process");
            assertThat(crowd.wrong).isEmpty();
            assertThat(crowd.cut).isEmpty();
            assertThat(crowd.refused.sum()).isZero();
        }
    }

    @Test
    void systemdIsToldWhomItHasToWatch() throws Exception {
        var address = folder + "/notify";
        try (var mailbox = new Mailbox(address);
                var server = new Server(program().with("NOTIFY_SOCKET", address))) {
            assertThat(mailbox.next()).startsWith("READY=1\n");

            assertThat(restart().exit()).isZero();

            assertThat(mailbox.next()).isEqualTo("MAINPID=" + successor);
            assertThat(mailbox.next()).as("said by the other process").startsWith("READY=1\n");
            assertThat(server.waitFor()).isZero();
        }
    }

    @Test
    void aProgramThatDoesNotStartChangesNothing() throws Exception {
        try (var server = new Server(program())) {
            var owner = new Client(server.address()).signIn("owner@example.com");
            Crowd.publish(owner);
            Files.delete(file);
            Files.writeString(file, "#!/bin/sh\nexit 3\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
            var crowd = crowd(server, owner);
            crowd.hear(100);

            var outcome = Program.mewayz("restart", "--data", data().toString()).run();
            crowd.hear(100);
            crowd.end();

            assertThat(outcome.exit()).isOne();
            assertThat(outcome.output()).contains("The server goes on as it was.", "it ended with 3");
            assertThat(crowd.wrong).isEmpty();
            assertThat(crowd.cut).isEmpty();
            assertThat(crowd.refused.sum()).isZero();
            assertThat(server.status("/up")).isEqualTo(200);
        }
    }

    @Test
    void aSettingThatIsWrongChangesNothing() throws Exception {
        var settings = folder.resolve("mewayz.yml");
        Files.writeString(settings, "hsts: 0\n");
        try (var server = new Server(program().and("--config", settings.toString()))) {
            Files.writeString(settings, "hsts: long\n");

            var outcome = Program.mewayz("restart", "--data", data().toString()).run();

            assertThat(outcome.exit()).isOne();
            assertThat(outcome.output()).contains("The server goes on as it was.", "hsts");
            assertThat(server.status("/up")).isEqualTo(200);
        }
    }

    @Test
    void whereNoneRunsItSaysSo() throws Exception {
        var outcome = Program.mewayz("restart", "--data", data().toString()).run();

        assertThat(outcome.exit()).isOne();
        assertThat(outcome.output()).contains("No Mewayz runs on " + data());
    }

    private Program.Outcome restart() throws IOException, InterruptedException {
        var outcome = Program.of(file, "restart", "--data", data().toString()).run();
        var told = outcome.output().replaceFirst("(?s).*as process (\\d+)\\..*", "$1");
        successor = told.matches("\\d+") ? Long.parseLong(told) : 0;
        return outcome;
    }

    private static Crowd crowd(Server server, Client owner) {
        return new Crowd(
                        URI.create(server.address()).getPort(),
                        List.of(
                                Crowd.get(Crowd.PAGE),
                                Crowd.get("/up"),
                                Crowd.get("/api/v1/bio-sites", "Authorization: " + owner.header("Authorization")),
                                Crowd.get(Crowd.PAGE, "Accept-Encoding: gzip")),
                        50)
                .come(6, 4);
    }

    private Program program() {
        return Server.by(file, data(), folder)
                .with("MEWAYZ_ADMIN_EMAIL", "owner@example.com")
                .with("MEWAYZ_ADMIN_PASSWORD", TestApp.PASSWORD);
    }

    private Path data() {
        return folder.resolve("data");
    }
}
