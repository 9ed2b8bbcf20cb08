package com.mewayz.platform.web.lane;

import static com.mewayz.platform.web.lane.RawClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who keeps the server waiting is closed; each test shortens one deadline and leaves the others long. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class GuardTest {
    @Parameter
    boolean loops;

    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Duration LONG = Duration.ofMinutes(1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "G",
                "GET /@mia HT",
                "GET /@mia HTTP/1.1\r\nHost: mia.example.com\r\nX-a: ",
                "GET /@mia HTTP/1.1\r\nHost: mia.example.com\r\n\r\nGET /@mia HTTP/1.1\r\nHo",
                "GET /other HTTP/1.1\r\nHost: mia.example.com\r\n\r\nGET /@mia HT",
                "GET /other HTTP/1.1\r\nHost: mia.example.com\r\n\r\nGET /@mia HTTP/1.1\r\nHo"
            })
    void aRequestThatDoesNotArriveIsNotAwaited(String part) throws Exception {
        try (var server = new LaneServer(LaneServer.limits(SHORT, LONG, LONG), loops);
                var client = server.connect()) {
            assertThat(client.send(part).rest()).hasSizeLessThan(5_000);
            LaneServer.await(() -> server.guard.open() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/@mia", "/other"})
    void anIdleConnectionIsClosed(String path) throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, SHORT, LONG), loops);
                var client = server.connect()) {
            assertThat(client.send(get(path)).response().status()).isEqualTo(200);
            assertThat(client.rest()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Content-Length: 100\r\n\r\n0123456789", "Transfer-Encoding: chunked\r\n\r\n64\r\n0123456789"})
    void aBodyThatStopsIsNotAwaited(String headerAndPart) throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, LONG, SHORT), loops);
                var client = server.connect()) {
            client.send("POST /echo HTTP/1.1\r\nHost: mia.example.com\r\n" + headerAndPart);
            client.rest();
            LaneServer.await(() -> server.guard.open() == 0);
        }
    }

    @Test
    void aDownloadThatIsNotReadIsGivenUp() throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, LONG, SHORT), loops);
                var client = server.connect()) {
            client.send(get("/download"));
            assertThat(server.brokenDownload.get(10, TimeUnit.SECONDS)).isInstanceOf(Exception.class);
        }
    }

    @Test
    void aPageThatIsNotReadIsGivenUp() throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, LONG, SHORT), loops);
                var client = server.connect()) {
            client.send(get("/@large"));
            LaneServer.await(() -> server.guard.open() == 1);
            LaneServer.await(() -> server.guard.open() == 0);
            assertThat(client.rest()).hasSizeLessThan(32 << 20);
            assertThat(server.pages.visits).isEmpty();
        }
    }

    @Test
    void anAddressMayHoldOnlySoManyConnections() throws Exception {
        var limits = new Guard.Limits(1000, 2, address -> false, LONG, LONG, LONG, 1);
        try (var server = new LaneServer(limits, loops);
                var one = server.connect()) {
            assertThat(one.page().response().status()).isEqualTo(200);
            try (var two = server.connect()) {
                assertThat(two.page().response().status()).isEqualTo(200);
                try (var three = server.connect()) {
                    assertThat(three.rest()).isEmpty();
                }
            }
            LaneServer.await(() -> server.guard.open() == 1);
            try (var four = server.connect()) {
                assertThat(four.page().response().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void exemptAddressesAreNotCounted() throws Exception {
        var limits = new Guard.Limits(1000, 1, address -> address.isLoopbackAddress(), LONG, LONG, LONG, 1);
        try (var server = new LaneServer(limits, loops);
                var one = server.connect();
                var two = server.connect()) {
            assertThat(one.page().response().status()).isEqualTo(200);
            assertThat(two.page().response().status()).isEqualTo(200);
        }
    }

    @Test
    void anAcceptThatFailsIsTriedAgain() throws Exception {
        try (var socket = new Exhausted()) {
            socket.bind(new InetSocketAddress("127.0.0.1", 0), 5);
            try (var client = SocketChannel.open(socket.getLocalAddress());
                    var accepted = socket.accept()) {
                assertThat(accepted.getRemoteAddress()).isEqualTo(client.getLocalAddress());
            }
        }
    }
}
