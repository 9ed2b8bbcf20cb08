package com.mewayz.platform.web.lane;

import static com.mewayz.platform.web.lane.FrameClient.CALM_DOWN;
import static com.mewayz.platform.web.lane.FrameClient.CONTINUATION;
import static com.mewayz.platform.web.lane.FrameClient.END_HEADERS;
import static com.mewayz.platform.web.lane.FrameClient.END_STREAM;
import static com.mewayz.platform.web.lane.FrameClient.GO_AWAY;
import static com.mewayz.platform.web.lane.FrameClient.HEADERS;
import static com.mewayz.platform.web.lane.FrameClient.PING;
import static com.mewayz.platform.web.lane.FrameClient.SETTINGS;
import static com.mewayz.platform.web.lane.FrameClient.headers;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 as somebody speaks it who wants a little to cost the server much. */
class ExcessTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofMinutes(1);

    @SuppressWarnings("NullAway.Init")
    private static Certificate certificate;

    @BeforeAll
    static void make() {
        certificate = Certificate.create();
    }

    /** One header of 3,900 bytes that is remembered, then a byte for each time that it is meant again. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16_000})
    void headersThatUnpackToTooMuchAreRefused(int piece) throws Exception {
        var block = new ByteArrayOutputStream();
        block.write(headers("GET", "/other"));
        remembered(block, 3900);
        for (int i = 0; i < 12_000; i++) {
            block.write(0xbe);
        }
        try (var server = patient();
                var raw = new FrameClient(server)) {
            var frame = new ByteArrayOutputStream();
            FrameClient.write(frame, HEADERS, END_STREAM | END_HEADERS, 1, block.toByteArray());
            var bytes = frame.toByteArray();
            var begun = piece == 16_000 ? bytes : Arrays.copyOf(bytes, 4100);
            for (int from = 0; from < begun.length; from += piece) {
                raw.send(Arrays.copyOfRange(begun, from, Math.min(begun.length, from + piece)));
            }
            assertThat(raw.next(GO_AWAY).error()).isEqualTo(CALM_DOWN);
            assertThat(raw.isClosed()).isTrue();
            LaneServer.await(() -> server.guard.open() == 0 && server.budget.held() == 0);
        }
    }

    /** One that stands behind many small ones in the table, which must not be thought to have left it. */
    @Test
    void aHeaderBehindManySmallOnesIsCounted() throws Exception {
        var block = new ByteArrayOutputStream();
        block.write(headers("GET", "/other"));
        remembered(block, 530);
        for (int i = 0; i < 95; i++) {
            block.write(new byte[] {0x40 | 33, 1, 'a'}); // date: a
        }
        for (int i = 0; i < 5_000; i++) {
            block.write(new byte[] {(byte) 0xff, 62 + 95 - 127});
        }
        try (var server = patient();
                var raw = new FrameClient(server)) {
            raw.frame(HEADERS, END_STREAM | END_HEADERS, 1, block.toByteArray());
            assertThat(raw.next(GO_AWAY).error()).isEqualTo(CALM_DOWN);
        }
    }

    /** The same header a few times is what a client may send. */
    @Test
    void headersThatAreMeantAgainAreRead() throws Exception {
        try (var server = patient();
                var raw = new FrameClient(server)) {
            for (int stream = 1; stream < 100; stream += 2) {
                var block = new ByteArrayOutputStream();
                block.write(headers("GET", "/" + stream));
                if (stream == 1) {
                    remembered(block, 3900);
                }
                block.write(0xbe);
                block.write(0xbe);
                raw.frame(HEADERS, END_STREAM | END_HEADERS, stream, block.toByteArray());
                assertThat(raw.answer(stream)).isEqualTo("router GET /" + stream);
            }
        }
    }

    @Test
    void largeHeadersOfARealClientAreRead() throws Exception {
        try (var server = patient();
                var client = HttpClient.newBuilder()
                        .sslContext(Certificate.client())
                        .version(HttpClient.Version.HTTP_2)
                        .build()) {
            for (int i = 0; i < 50; i++) {
                var request = HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/" + i))
                        .header("X-Long-" + i % 7, "value".repeat(1 + 37 * i))
                        .header("X-Other", "x".repeat(6000))
                        .build();
                assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("router GET /" + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10})
    void headersThatDoNotComeToTheirEndAreRefused(int length) throws Exception {
        try (var server = patient();
                var raw = new FrameClient(server)) {
            var frames = new ByteArrayOutputStream();
            FrameClient.write(frames, HEADERS, END_STREAM, 1, headers("GET", "/other"));
            for (int i = 0; i < 9; i++) {
                var part = new ByteArrayOutputStream();
                for (int header = 0; header < length; header++) {
                    part.write(0x90); // accept-encoding
                }
                FrameClient.write(frames, CONTINUATION, 0, 1, part.toByteArray());
            }
            raw.send(frames.toByteArray());
            assertThat(raw.next(GO_AWAY).error()).isEqualTo(CALM_DOWN);
            assertThat(raw.isClosed()).isTrue();
        }
    }

    @Test
    void headersInSeveralFramesAreRead() throws Exception {
        try (var server = patient();
                var raw = new FrameClient(server)) {
            var block = headers("GET", "/in-parts");
            raw.frame(HEADERS, END_STREAM, 1, Arrays.copyOf(block, 5));
            raw.frame(CONTINUATION, 0, 1, Arrays.copyOfRange(block, 5, 9));
            raw.frame(CONTINUATION, 0, 1, Arrays.copyOfRange(block, 9, block.length));
            raw.frame(CONTINUATION, END_HEADERS, 1, new byte[0]);
            assertThat(raw.answer(1)).isEqualTo("router GET /in-parts");
        }
    }

    @Test
    void headersWithPaddingAndPriorityAreRead() throws Exception {
        try (var server = patient();
                var raw = new FrameClient(server)) {
            for (int stream = 1; stream < 8; stream += 2) {
                var block = new ByteArrayOutputStream();
                block.write(200);
                block.write(new byte[] {0, 0, 0, 0, 15});
                block.write(headers("GET", "/padded"));
                block.write(new byte[200]);
                raw.frame(HEADERS, END_STREAM | END_HEADERS | 8 | 0x20, stream, block.toByteArray());
                assertThat(raw.answer(stream)).isEqualTo("router GET /padded");
            }
        }
    }

    @Test
    void aHeadThatDoesNotArriveIsNotAwaitedWhileAnotherRequestIsInWork() throws Exception {
        try (var server = new LaneServer(LaneServer.limits(SHORT, LONG, LONG), certificate);
                var raw = new FrameClient(server)) {
            raw.get(1, "/slow");
            LaneServer.await(() -> server.begun.get() == 1);
            raw.frame(HEADERS, END_STREAM, 3, headers("GET", "/other"));
            assertThat(raw.isClosed()).isTrue();
            server.slow.complete("too late");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {PING, SETTINGS, 2, 16})
    void framesThatAreNoRequestsAreNotAnsweredForEver(int type) throws Exception {
        try (var server = patient();
                var raw = new FrameClient(server)) {
            var frames = new ByteArrayOutputStream();
            for (int i = 0; i < 260; i++) { // so few that all are read before the goodbye
                var content = new byte[type == PING ? 8 : type == SETTINGS ? 0 : 5];
                FrameClient.write(frames, type, 0, type == 2 ? 1 : 0, content);
            }
            raw.send(frames.toByteArray());
            assertThat(raw.next(GO_AWAY).error()).isEqualTo(CALM_DOWN);
            assertThat(raw.isClosed()).isTrue();
        }
    }

    /** A window that stays shut: the answers are there, and nobody takes them. */
    @Test
    void answersThatNobodyTakesAreGivenUp() throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, LONG, SHORT), certificate);
                var raw = new FrameClient(server)) {
            raw.frame(SETTINGS, 0, 0, new byte[] {0, 4, 0, 0, 0, 0});
            for (int stream = 1; stream < 60; stream += 2) {
                raw.get(stream, "/other");
            }
            LaneServer.await(() -> server.budget.held() > 25 * Budget.STREAM);
            assertThat(raw.isClosed()).isTrue();
            LaneServer.await(() -> server.guard.open() == 0 && server.budget.held() == 0);
        }
    }

    /** Whoever waits for room at the other end is told when there is none any more. */
    @Test
    void answersOfAConnectionThatIsGoneAreGivenUp() throws Exception {
        try (var server = patient()) {
            try (var raw = new FrameClient(server)) {
                raw.frame(SETTINGS, 0, 0, new byte[] {0, 4, 0, 0, 0, 0});
                raw.get(1, "/download");
                LaneServer.await(() -> server.begun.get() == 1);
            }
            assertThat(server.brokenDownload.get(10, TimeUnit.SECONDS)).isInstanceOf(Exception.class);
            LaneServer.await(() -> server.guard.open() == 0 && server.budget.held() == 0);
        }
    }

    private static void remembered(ByteArrayOutputStream block, int length) throws IOException {
        block.write(0x40);
        block.write(1);
        block.write('x');
        block.write(0x7f);
        block.write(0x80 | (length - 127) & 0x7f);
        block.write(length - 127 >> 7);
        block.write("v".repeat(length).getBytes(US_ASCII));
    }

    private static LaneServer patient() {
        return new LaneServer(LaneServer.limits(LONG, LONG, LONG), certificate);
    }
}
