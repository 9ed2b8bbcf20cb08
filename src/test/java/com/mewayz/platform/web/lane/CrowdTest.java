package com.mewayz.platform.web.lane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real process with a small table of descriptors: it survives that the table is full, with and without TLS. */
class CrowdTest {
    private static final int FILES = 300;

    @ParameterizedTest
    @ValueSource(strings = {"plain", "tls"})
    void afterTheCrowdTheNextVisitorIsServed(String kind) throws Exception {
        try (var server = new Child(kind)) {
            assertThat(server.page()).isEqualTo(200);
            List<Socket> crowd = new ArrayList<>();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!server.complaints().contains("Too many open files") && System.nanoTime() < end) {
                var socket = new Socket();
                crowd.add(socket);
                try {
                    socket.connect(new InetSocketAddress("127.0.0.1", server.port), 200);
                } catch (IOException e) {
                    // the queue is full as well: the server has yet to come to it
                    socket.close();
                }
            }
            for (var socket : crowd) {
                socket.close();
            }
            assertThat(server.page()).isEqualTo(200);
            assertThat(server.complaints()).contains("Too many open files", "trying on");
        }
    }

    @Test
    void aClientMayNotAskForASecondHandshake() throws Exception {
        try (var server = new Child("tls");
                var socket = server.tls()) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.startHandshake();
            var client = new RawClient(socket);
            assertThat(client.page().response().status()).isEqualTo(200);
            assertThatThrownBy(() -> {
                        socket.startHandshake();
                        client.page().response();
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    private static final class Child implements AutoCloseable {
        private final Process process;
        private final boolean encrypted;
        private final Path log = Files.createTempFile("mewayz-crowd", ".log");
        final int port;

        Child(String kind) throws IOException {
            encrypted = kind.equals("tls");
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            process = new ProcessBuilder(
                            "bash",
                            "-c",
                            "ulimit -n " + FILES + " && exec \"$@\"",
                            "bash",
                            java,
                            "--add-exports",
                            "java.base/sun.nio.ch=ALL-UNNAMED",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xmx128m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "com.mewayz.platform.web.lane.Crowded",
                            kind)
                    .redirectError(log.toFile())
                    .start();
            port = portOf(new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)));
        }

        private static int portOf(BufferedReader out) throws IOException {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("port ")) {
                    return Integer.parseInt(line.substring(5));
                }
            }
            throw new IOException("The server did not start.");
        }

        SSLSocket tls() throws IOException {
            var socket = (SSLSocket) Certificate.client().getSocketFactory().createSocket("127.0.0.1", port);
            socket.setSoTimeout(10_000);
            return socket;
        }

        /** The status of a page, as soon as there is one. */
        int page() throws Exception {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (true) {
                try (var client = new RawClient(encrypted ? tls() : new Socket("127.0.0.1", port))) {
                    return client.page().response().status();
                } catch (IOException e) {
                    if (System.nanoTime() > end) {
                        throw e;
                    }
                }
            }
        }

        /** What the process has logged. */
        String complaints() throws IOException {
            return Files.readString(log);
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly().onExit().join();
            Files.delete(log);
        }
    }
}
