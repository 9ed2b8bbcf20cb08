package com.mewayz.platform.web.lane;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 as browsers speak it, and as somebody speaks it who wants to keep the server waiting. */
class MultiplexedTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    @SuppressWarnings("NullAway.Init")
    private static Certificate certificate;

    @BeforeAll
    static void make() {
        certificate = Certificate.create();
    }

    @Test
    void manyRequestsAreAnsweredOnOneConnection() throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, LONG, LONG), certificate);
                var client = client()) {
            assertThat(send(client, server, "/first", "").version()).isEqualTo(HttpClient.Version.HTTP_2);
            var answers = Stream.iterate(0, number -> number < 90, number -> number + 1)
                    .map(number -> client.sendAsync(ask(server, "/" + number, ""), BodyHandlers.ofString()))
                    .toList();
            for (int number = 0; number < answers.size(); number++) {
                assertThat(answers.get(number).get(20, TimeUnit.SECONDS).body()).isEqualTo("router GET /" + number);
            }
            assertThat(server.guard.accepted()).isEqualTo(1);
            var body = "0123456789".repeat(100_000);
            assertThat(send(client, server, "/echo", body).body()).isEqualTo(body);
        }
    }

    @Test
    void aConnectionWithoutARequestIsClosedWhateverItSends() throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, SHORT, LONG), certificate);
                var raw = new Raw(server)) {
            raw.frame(HEADERS, END_STREAM | END_HEADERS, 1, headers("GET", "/other"));
            assertThat(raw.isClosedWhile(() -> raw.frame(PING, 0, 0, new byte[8])))
                    .isTrue();
            assertThat(server.guard.open()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 12, 30})
    void aRequestThatDoesNotArriveIsNotAwaited(int bytes) throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, SHORT, LONG), certificate);
                var raw = new Raw(server)) {
            var frame = new ByteArrayOutputStream();
            Raw.frame(frame, HEADERS, END_STREAM, 1, headers("GET", "/a-longer-path-than-that"));
            raw.send(java.util.Arrays.copyOf(frame.toByteArray(), bytes));
            assertThat(raw.isClosed()).isTrue();
        }
    }

    @Test
    void aBodyThatStopsIsNotAwaited() throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, LONG, SHORT), certificate);
                var raw = new Raw(server)) {
            raw.frame(HEADERS, END_HEADERS, 1, headers("POST", "/echo"));
            raw.frame(DATA, 0, 1, new byte[10]);
            assertThat(raw.isClosed()).isTrue();
            assertThat(server.guard.open()).isZero();
        }
    }

    @Test
    void aDownloadThatIsNotReadIsGivenUp() throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, LONG, SHORT), certificate);
                var raw = new Raw(server)) {
            raw.frame(HEADERS, END_STREAM | END_HEADERS, 1, headers("GET", "/download"));
            assertThat(server.brokenDownload.get(10, TimeUnit.SECONDS)).isInstanceOf(Exception.class);
        }
    }

    @Test
    void whatIsLongInWorkIsNotCutOff() throws Exception {
        var finished = new CompletableFuture<String>();
        try (var server = new LaneServer(LaneServer.limits(SHORT, SHORT, LONG), certificate);
                var client = client()) {
            var answer = client.sendAsync(ask(server, "/slow", ""), BodyHandlers.ofString());
            // another connection is closed for doing nothing in the meantime
            try (var raw = new Raw(server)) {
                assertThat(raw.isClosed()).isTrue();
            }
            server.slow.complete("at last");
            finished.complete(answer.get(20, TimeUnit.SECONDS).body());
        }
        assertThat(finished.get(1, TimeUnit.SECONDS)).isEqualTo("at last");
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .sslContext(Certificate.client())
                .version(HttpClient.Version.HTTP_2)
                .build();
    }

    private static HttpResponse<String> send(HttpClient client, LaneServer server, String path, String body)
            throws IOException, InterruptedException {
        return client.send(ask(server, path, body), BodyHandlers.ofString());
    }

    private static HttpRequest ask(LaneServer server, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + path));
        return (body.isEmpty() ? request : request.POST(BodyPublishers.ofString(body))).build();
    }

    /** A block of headers (RFC 7541) without compression: indexes of the static table, and literals. */
    private static byte[] headers(String method, String path) throws IOException {
        var block = new ByteArrayOutputStream();
        block.write(method.equals("GET") ? 0x82 : 0x83);
        block.write(0x87); // https
        literal(block, 4, path);
        literal(block, 1, "localhost");
        return block.toByteArray();
    }

    private static void literal(ByteArrayOutputStream block, int name, String value) throws IOException {
        block.write(name);
        block.write(value.length());
        block.write(value.getBytes(US_ASCII));
    }

    /** A connection that agreed on HTTP/2, on which frames are written by hand (RFC 9113, 4.1). */
    private static final class Raw implements AutoCloseable {
        private final SSLSocket socket;

        Raw(LaneServer server) throws IOException {
            socket = (SSLSocket) Certificate.client().getSocketFactory().createSocket("127.0.0.1", server.port());
            socket.setSoTimeout(10_000);
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
            send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
            frame(SETTINGS, 0, 0, new byte[0]);
        }

        void frame(int type, int flags, int stream, byte[] content) throws IOException {
            var frame = new ByteArrayOutputStream();
            frame(frame, type, flags, stream, content);
            send(frame.toByteArray());
        }

        static void frame(ByteArrayOutputStream frame, int type, int flags, int stream, byte[] content)
                throws IOException {
            frame.write(new byte[] {0, (byte) (content.length >> 8), (byte) content.length});
            frame.write(new byte[] {(byte) type, (byte) flags, 0, 0, 0, (byte) stream});
            frame.write(content);
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        /** Whether the server ends it, as it does within the socket's time; whatever it sends before is passed over. */
        boolean isClosed() throws IOException {
            return isClosedWhile(() -> {});
        }

        /** The same, doing something after each frame that comes. */
        boolean isClosedWhile(Work work) throws IOException {
            var in = new DataInputStream(socket.getInputStream());
            try {
                while (true) {
                    int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                    in.skipNBytes(6L + length);
                    work.run();
                }
            } catch (EOFException | SocketException e) {
                return true;
            } catch (javax.net.ssl.SSLException e) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private interface Work {
        void run() throws IOException;
    }
}
