package com.mewayz.platform.web.lane;

import static com.mewayz.platform.web.lane.RawClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When every place is taken, those who wait make room for newcomers, in the order in which they began to. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class DisplacedTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int PLACES = 4;

    @Parameter
    boolean loops;

    private final List<RawClient> clients = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private LaneServer server;

    @BeforeEach
    void open() {
        server =
                new LaneServer(new Guard.Limits(PLACES, 1000, address -> true, LONG, LONG, LONG, 1_000_000_000), loops);
    }

    @AfterEach
    void close() throws IOException {
        server.slow.complete("");
        for (var client : clients) {
            client.close();
        }
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /@mia HTTP/1.1\r\nHost: mia.exam"})
    void whoHoldsAPlaceAndSendsNoRequestKeepsNobodyOut(String part) throws Exception {
        for (int i = 0; i < 3 * PLACES; i++) {
            arrive().send(part);
        }
        var honest = arrive();
        for (int i = 0; i < 3; i++) {
            assertThat(honest.page().response().status()).isEqualTo(200);
        }
        assertThat(server.guard.refused()).isZero();
        assertThat(server.guard.displaced()).isEqualTo(2 * PLACES + 1);
        assertThat(server.guard.open()).isEqualTo(PLACES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/@mia", "/other"})
    void theOneThatHasWaitedLongestGoesFirst(String path) throws Exception {
        for (int i = 0; i < PLACES; i++) {
            ask(arrive(), path);
        }
        // the first one begins to wait anew, so the second has waited longest now, and then the third
        ask(clients.getFirst(), path);
        ask(arrive(), path);
        assertThat(clients.get(1).rest()).isEmpty();
        ask(clients.get(3), path);
        ask(arrive(), path);
        assertThat(clients.get(2).rest()).isEmpty();
        for (int i : new int[] {0, 3, 4, 5}) {
            ask(clients.get(i), path);
        }
        assertThat(server.guard.displaced()).isEqualTo(2);
        assertThat(server.guard.refused()).isZero();
    }

    @Test
    void whoIsInTheMiddleOfARequestStays() throws Exception {
        var sending = arrive().send("POST /echo HTTP/1.1\r\nHost: mia.example.com\r\nContent-Length: 10\r\n\r\n01234");
        var answered = arrive().send(get("/slow"));
        var reading = arrive().send(get("/@large"));
        LaneServer.await(() -> server.begun.get() == 2 && server.guard.waiting() == 0);
        for (int i = 0; i < 2 * PLACES; i++) {
            ask(arrive(), "/@mia");
        }
        assertThat(server.guard.displaced()).isEqualTo(2 * PLACES - 1);
        assertThat(sending.send("56789").response().text()).isEqualTo("0123456789");
        server.slow.complete("at last");
        assertThat(answered.response().text()).isEqualTo("at last");
        assertThat(reading.response().status()).isEqualTo(200);
        assertThat(server.guard.refused()).isZero();
    }

    @Test
    void ifNobodyWaitsTheNewcomerIsRefused() throws Exception {
        for (int i = 0; i < PLACES; i++) {
            arrive().send(get("/slow"));
        }
        LaneServer.await(() -> server.begun.get() == PLACES && server.guard.waiting() == 0);
        assertThat(arrive().rest()).isEmpty();
        assertThat(server.guard.refused()).isOne();
        assertThat(server.guard.displaced()).isZero();
        server.slow.complete("at last");
        for (var client : clients.subList(0, PLACES)) {
            assertThat(client.response().text()).isEqualTo("at last");
        }
    }

    /** Gives the client back when the server has seen it. */
    private RawClient arrive() throws Exception {
        long before = server.guard.accepted() + server.guard.refused();
        var client = server.connect();
        clients.add(client);
        LaneServer.await(() -> server.guard.accepted() + server.guard.refused() > before);
        return client;
    }

    /** Ends when the server has noticed that the request is over. */
    private void ask(RawClient client, String path) throws Exception {
        int busy = server.guard.open() - server.guard.waiting();
        assertThat(client.send(get(path)).response().status()).isEqualTo(200);
        LaneServer.await(() -> server.guard.open() - server.guard.waiting() <= busy);
    }
}
