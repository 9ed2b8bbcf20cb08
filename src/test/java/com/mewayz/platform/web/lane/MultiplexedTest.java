package com.mewayz.platform.web.lane;

import static com.mewayz.platform.web.lane.FrameClient.DATA;
import static com.mewayz.platform.web.lane.FrameClient.END_HEADERS;
import static com.mewayz.platform.web.lane.FrameClient.END_STREAM;
import static com.mewayz.platform.web.lane.FrameClient.HEADERS;
import static com.mewayz.platform.web.lane.FrameClient.PING;
import static com.mewayz.platform.web.lane.FrameClient.headers;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 as browsers speak it, and as somebody speaks it who wants to keep the server waiting. */
class MultiplexedTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofMinutes(1);

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
                var raw = new FrameClient(server)) {
            raw.frame(HEADERS, END_STREAM | END_HEADERS, 1, headers("GET", "/other"));
            assertThat(raw.isClosedWhile(() -> raw.frame(PING, 0, 0, new byte[8])))
                    .isTrue();
            LaneServer.await(() -> server.guard.open() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 12, 30})
    void aRequestThatDoesNotArriveIsNotAwaited(int bytes) throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, SHORT, LONG), certificate);
                var raw = new FrameClient(server)) {
            var frame = new ByteArrayOutputStream();
            FrameClient.write(frame, HEADERS, END_STREAM, 1, headers("GET", "/a-longer-path-than-that"));
            raw.send(java.util.Arrays.copyOf(frame.toByteArray(), bytes));
            assertThat(raw.isClosed()).isTrue();
        }
    }

    @Test
    void aBodyThatStopsIsNotAwaited() throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, LONG, SHORT), certificate);
                var raw = new FrameClient(server)) {
            raw.frame(HEADERS, END_HEADERS, 1, headers("POST", "/echo"));
            raw.frame(DATA, 0, 1, new byte[10]);
            assertThat(raw.isClosed()).isTrue();
            LaneServer.await(() -> server.guard.open() == 0);
        }
    }

    /** The answer is there; the web server would read on to the end of the body, however long that takes. */
    @Test
    void aBodyOfAnyLengthThatNobodyWantsIsNotReadToItsEnd() throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, LONG, LONG), certificate);
                var raw = new FrameClient(server)) {
            raw.frame(HEADERS, END_HEADERS, 1, headers("POST", "/other"));
            raw.frame(DATA, 0, 1, new byte[10]);
            assertThat(raw.isClosedWhile(() -> raw.frame(PING, 0, 0, new byte[8])))
                    .isTrue();
            LaneServer.await(() -> server.guard.open() == 0);
        }
    }

    @Test
    void aDownloadThatIsNotReadIsGivenUp() throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, LONG, SHORT), certificate);
                var raw = new FrameClient(server)) {
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
            try (var raw = new FrameClient(server)) {
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
}
