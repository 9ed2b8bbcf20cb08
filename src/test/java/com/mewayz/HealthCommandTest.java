package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.TestApp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The command that asks a running server how it is: one sentence, and an exit code that means the same. */
@ResourceLock(Resources.SYSTEM_OUT)
class HealthCommandTest {
    private final Path folder;

    HealthCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theServerOnAFolderIsFoundWhateverItsPort() {
        try (var app = new TestApp()) {
            app.app.finder().settle();
            assertThat(health("--data", app.data.toString())).isEqualTo(new Said(0, "Mewayz is ready."));

            app.app.jobs().close();
            assertThat(health("--data", app.data.toString()))
                    .isEqualTo(new Said(1, "Mewayz is not ready: the timetable does not run."));
        }
    }

    @Test
    void aPortThatIsNamedIsAskedInstead() {
        try (var app = new TestApp()) {
            app.app.finder().settle();
            var port = String.valueOf(app.app.port());
            assertThat(health("--data", folder.toString(), "--port", port, "--wait", "60"))
                    .isEqualTo(new Said(0, "Mewayz is ready."));
        }
    }

    @Test
    void whoWaitsFindsTheServerWhereverItComesUp() throws Exception {
        var waiting = CompletableFuture.supplyAsync(() -> health("--data", folder.toString(), "--wait", "60"));
        try (var app = new TestApp(Map.of(), folder)) {
            assertThat(waiting.get()).isEqualTo(new Said(0, "Mewayz is ready."));
            assertThat(app.app.port()).isNotEqualTo(8080);
        }
    }

    @Test
    void aServerThatStoppedIsMissed() {
        var app = new TestApp();
        var address = app.address();
        app.stop();
        var said = health("--data", app.data.toString());

        assertThat(said.exit).isOne();
        assertThat(said.sentence).startsWith("No Mewayz answers at " + address + ": ");
    }

    @Test
    void whatIsNoServerOfOursIsNotTakenForOne() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var answering = Thread.ofVirtual().start(() -> answer(other));
            var said = health("--data", folder.toString(), "--port", String.valueOf(other.getLocalPort()));

            assertThat(said)
                    .isEqualTo(new Said(
                            1, "What answers at http://127.0.0.1:" + other.getLocalPort() + " is not Mewayz."));
            assertThat(answering).isNotNull();
        }
    }

    private static void answer(ServerSocket server) {
        try (var socket = server.accept()) {
            socket.getInputStream().read(new byte[4096]);
            socket.getOutputStream().write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Said health(String... flags) {
        var out = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            int exit =
                    Cli.run(Stream.concat(Stream.of("health"), Stream.of(flags)).toArray(String[]::new));
            return new Said(exit, out.toString(StandardCharsets.UTF_8).strip());
        } finally {
            System.setOut(before);
        }
    }

    private record Said(int exit, String sentence) {}
}
