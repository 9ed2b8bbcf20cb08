package com.mewayz.platform.web.lane;

import static com.mewayz.platform.web.lane.FrameClient.GO_AWAY;
import static com.mewayz.platform.web.lane.FrameClient.PING;
import static com.mewayz.platform.web.lane.FrameClient.SETTINGS;
import static com.mewayz.platform.web.lane.FrameClient.WINDOW_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Before a stop or a hand-over, clients of HTTP/2 hear that they have to go elsewhere, and nothing that was begun is lost. */
class GoodbyeTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @SuppressWarnings("NullAway.Init")
    private static Certificate certificate;

    @BeforeAll
    static void make() {
        certificate = Certificate.create();
    }

    @Test
    void aConnectionWithoutARequestIsToldAndClosed() throws Exception {
        try (var server = server();
                var client = new FrameClient(server)) {
            assertThat(client.get(1, "/first").answer(1)).isEqualTo("router GET /first");

            server.finish();

            var first = client.next(GO_AWAY);
            assertThat(first.last()).as("whatever is on its way").isEqualTo(Integer.MAX_VALUE);
            assertThat(first.error()).isZero();
            var second = client.next(GO_AWAY);
            assertThat(second.last()).isEqualTo(1);
            assertThat(second.error()).isZero();
            assertThat(client.next()).isNull();
            LaneServer.await(() -> server.guard.open() == 0);
        }
    }

    @Test
    void whatWasBegunIsAnsweredWhateverElseTheClientSends() throws Exception {
        try (var server = server();
                var client = new FrameClient(server)) {
            client.get(1, "/slow");
            LaneServer.await(() -> server.guard.open() == 1 && server.guard.waiting() == 0);

            server.finish();

            assertThat(client.next(GO_AWAY).last()).isEqualTo(Integer.MAX_VALUE);
            client.frame(PING, 0, 0, new byte[8]).frame(WINDOW_UPDATE, 0, 0, new byte[] {0, 0, 1, 0});
            client.next(PING);
            assertThat(client.get(3, "/crossed").answer(3))
                    .as("sent before it heard")
                    .isEqualTo("router GET /crossed");
            server.slow.complete("at last");
            assertThat(client.answer(1)).isEqualTo("at last");
            assertThat(client.next(GO_AWAY).last()).isEqualTo(3);
            assertThat(client.next()).isNull();
        }
    }

    @Test
    void whatIsUnderWayIsAnsweredWhileTheWebServerStops() throws Exception {
        var server = server();
        try (var client = new FrameClient(server)) {
            client.get(1, "/slow");
            LaneServer.await(() -> server.guard.open() == 1 && server.guard.waiting() == 0);

            var stop = Thread.ofPlatform().start(server::close);

            assertThat(client.next(GO_AWAY).last()).isEqualTo(Integer.MAX_VALUE);
            client.frame(PING, 0, 0, new byte[8]).next(PING);
            server.slow.complete("at last");
            assertThat(client.answer(1)).isEqualTo("at last");
            stop.join();
        } finally {
            server.close();
        }
    }

    @Test
    void whoComesLateIsAnsweredOnce() throws Exception {
        try (var server = server()) {
            server.finish();
            try (var client = new FrameClient(server)) {
                client.next(SETTINGS);
                assertThat(client.get(1, "/late").answer(1)).isEqualTo("router GET /late");
                // told when the request came, so perhaps before its answer
                assertThat(client.isClosed()).isTrue();
            }
        }
    }

    @Test
    void atAHandOverNothingIsLost() throws Exception {
        var before = server();
        int port = before.port();
        try (var client = HttpClient.newBuilder()
                .sslContext(Certificate.client())
                .version(HttpClient.Version.HTTP_2)
                .build()) {
            var slow = client.sendAsync(ask(port, "/slow"), BodyHandlers.ofString());
            LaneServer.await(() -> before.guard.open() == 1 && before.guard.waiting() == 0);
            var answered = new AtomicInteger();
            Queue<String> lost = new ConcurrentLinkedQueue<>();
            var crowd = new ArrayList<Thread>();
            for (int i = 0; i < 4; i++) {
                crowd.add(Thread.ofPlatform().start(() -> {
                    while (answered.get() < 3_000 && lost.isEmpty()) {
                        try {
                            var answer = client.send(ask(port, "/other"), BodyHandlers.ofString());
                            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
                            assertThat(answer.body()).isEqualTo("router GET /other");
                            answered.incrementAndGet();
                        } catch (IOException | InterruptedException | AssertionError e) {
                            lost.add(e.toString());
                        }
                    }
                }));
            }
            LaneServer.await(() -> answered.get() > 500 || !lost.isEmpty());
            before.finish();
            before.guard.leave(true);
            try (var after = server()) {
                after.guard.receive();
                before.slow.complete("at last");
                assertThat(slow.get(20, TimeUnit.SECONDS).body()).isEqualTo("at last");
                before.close();
                for (var thread : crowd) {
                    thread.join();
                }
                assertThat(lost).isEmpty();
                assertThat(after.port()).isEqualTo(port);
                assertThat(after.guard.accepted()).isPositive();
            }
        } finally {
            before.close();
        }
    }

    private static LaneServer server() {
        return new LaneServer(LaneServer.limits(LONG, LONG, LONG), certificate);
    }

    private static HttpRequest ask(int port, String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                .build();
    }
}
