package com.mewayz.platform.web.lane;

import static com.mewayz.platform.web.lane.RawClient.get;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guard over TLS: whoever keeps the handshake or the request waiting is closed, and only good suites are offered. */
class TlsTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofMinutes(1);

    @SuppressWarnings("NullAway.Init")
    private static Certificate certificate;

    @BeforeAll
    static void make() {
        certificate = Certificate.create();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aPageIsServed(String version) throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, LONG, LONG), certificate);
                var client = new RawClient(open(server, version))) {
            var page = client.page().response();
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.isFromLane()).isTrue();
            assertThat(client.send(get("/other")).response().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 40, 9999})
    void aHandshakeThatDoesNotArriveIsNotAwaited(int bytes) throws Exception {
        var hello = hello();
        try (var server = new LaneServer(LaneServer.limits(SHORT, LONG, LONG), certificate);
                var socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(hello, 0, Math.min(bytes, hello.length));
            rest(socket);
            LaneServer.await(() -> server.guard.open() == 0);
        }
    }

    @Test
    void whatIsNoHandshakeIsNotAnswered() throws Exception {
        try (var server = new LaneServer(LaneServer.limits(SHORT, LONG, LONG), certificate);
                var socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(get("/@mia").getBytes(ISO_8859_1));
            assertThat(rest(socket)).doesNotContain("HTTP/1.1 200");
            LaneServer.await(() -> server.guard.open() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "G",
                "GET /@mia HTTP/1.1\r\nHost: mia.example.com\r\nX-a: ",
                "GET /@mia HTTP/1.1\r\nHost: mia.example.com\r\n\r\nGET /@mia HTTP/1.1\r\nHo",
                "GET /other HTTP/1.1\r\nHost: mia.example.com\r\n\r\nGET /@mia HT"
            })
    void aRequestThatDoesNotArriveIsNotAwaited(String part) throws Exception {
        try (var server = new LaneServer(LaneServer.limits(SHORT, LONG, LONG), certificate);
                var client = new RawClient(open(server, "TLSv1.3"))) {
            client.send(part).rest();
            LaneServer.await(() -> server.guard.open() == 0);
        }
    }

    @Test
    void anIdleConnectionIsClosed() throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, SHORT, LONG), certificate);
                var client = new RawClient(open(server, "TLSv1.3"))) {
            assertThat(client.page().response().status()).isEqualTo(200);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void aBodyThatStopsIsNotAwaited() throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, LONG, SHORT), certificate);
                var client = new RawClient(open(server, "TLSv1.3"))) {
            client.send("POST /echo HTTP/1.1\r\nHost: mia.example.com\r\nContent-Length: 100\r\n\r\n0123456789");
            client.rest();
            LaneServer.await(() -> server.guard.open() == 0);
        }
    }

    @Test
    void aDownloadThatIsNotReadIsGivenUp() throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, LONG, SHORT), certificate);
                var client = new RawClient(open(server, "TLSv1.3"))) {
            client.send(get("/download"));
            assertThat(server.brokenDownload.get(10, TimeUnit.SECONDS)).isInstanceOf(Exception.class);
        }
    }

    @Test
    void anAddressMayHoldOnlySoManyConnections() throws Exception {
        var limits = new Guard.Limits(1000, 2, address -> false, LONG, LONG, LONG, 1);
        try (var server = new LaneServer(limits, certificate);
                var one = new RawClient(open(server, "TLSv1.3"));
                var two = new RawClient(open(server, "TLSv1.3"))) {
            assertThatThrownBy(() -> open(server, "TLSv1.3").close()).isInstanceOf(IOException.class);
            assertThat(one.page().response().status()).isEqualTo(200);
            assertThat(two.page().response().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.1", "TLSv1"})
    void oldVersionsAreNotSpoken(String version) throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, LONG, LONG), certificate)) {
            assertThat(Arrays.asList(
                            Certificate.client().getSupportedSSLParameters().getProtocols()))
                    .contains(version);
            assertThatThrownBy(() -> open(server, version).close()).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void onlySuitesWithForwardSecrecyAndAeadAreOffered() throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, LONG, LONG), certificate)) {
            int offered = 0;
            for (var suite : Certificate.client().getSupportedSSLParameters().getCipherSuites()) {
                if (accepts(server, suite)) {
                    assertThat(suite).matches("TLS_(AES|CHACHA20|ECDHE_ECDSA_WITH_(AES_\\d+_GCM|CHACHA20)).*");
                    offered++;
                }
            }
            assertThat(offered).isGreaterThan(4);
        }
    }

    @Test
    void nobodyAsksWhoAnAddressBelongsTo() throws Exception {
        var address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        assertThat(address.getHostName()).isEqualTo("127.0.0.1");
        assertThat(address.getCanonicalHostName()).isEqualTo("127.0.0.1");
        assertThat(InetAddress.getByName("localhost").isLoopbackAddress()).isTrue();
    }

    private static boolean accepts(LaneServer server, String suite) throws IOException {
        try (var socket =
                (SSLSocket) Certificate.client().getSocketFactory().createSocket("127.0.0.1", server.port())) {
            socket.setEnabledCipherSuites(new String[] {suite});
            socket.startHandshake();
            return true;
        } catch (SSLException | IllegalArgumentException e) {
            return false;
        }
    }

    private static SSLSocket open(LaneServer server, String version) throws IOException {
        var socket = (SSLSocket) Certificate.client().getSocketFactory().createSocket("127.0.0.1", server.port());
        try {
            socket.setSoTimeout(10_000);
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The first message of a handshake. */
    private static byte[] hello() throws SSLException {
        SSLEngine engine = Certificate.client().createSSLEngine("localhost", 443);
        engine.setUseClientMode(true);
        var bytes = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), bytes);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static String rest(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (SocketException e) {
            return "";
        }
    }
}
