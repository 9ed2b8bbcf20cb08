package com.mewayz.platform.web.lane;

import static com.mewayz.platform.web.lane.RawClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the lane answers itself, byte for byte, over real sockets. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class FastLaneTest {
    @Parameter
    boolean loops;

    @SuppressWarnings("NullAway.Init")
    private static LaneServer server;

    private RawClient client;

    @BeforeParameterizedClassInvocation
    static void start(boolean loops) {
        server = LaneServer.patient(loops);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() throws Exception {
        client = server.connect();
    }

    @AfterEach
    void disconnect() throws Exception {
        client.close();
    }

    @Test
    void aPageIsSentCompressed() throws Exception {
        var page = client.page("Accept-Encoding: gzip, deflate, br").response();
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(page.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Date")).isEqualTo("Thu, 05 Nov 2026 09:08:07 GMT");
        assertThat(page.body()).isEqualTo(server.pages.mia.gzip());
        assertThat(page.text()).isEqualTo(Pages.HTML);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Nothing: 1", "Accept-Encoding: br", "Accept-Encoding: gzip;q=0, *", "Accept-Encoding:"})
    void aPageIsSentAsItIsToWhoDoesNotTakeGzip(String header) throws Exception {
        var page = client.page(header).response();
        assertThat(page.header("Content-Encoding")).isEmpty();
        assertThat(page.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(page.isFromLane()).isTrue();
        assertThat(page.text()).isEqualTo(Pages.HTML);
    }

    @Test
    void aPageThatTheClientHasIsNotSentAgain() throws Exception {
        var etag = server.pages.mia.etag();
        for (var tags : new String[] {etag, etag.substring(2), "\"other\", " + etag, "*"}) {
            var page = client.page("If-None-Match: " + tags).response();
            assertThat(page.status()).isEqualTo(304);
            assertThat(page.header("ETag")).isEqualTo(etag);
            assertThat(page.header("Cache-Control")).isEqualTo("public, max-age=0, must-revalidate");
            assertThat(page.header("Content-Length")).isEmpty();
        }
        assertThat(client.page("If-None-Match: \"other\"").response().status()).isEqualTo(200);
    }

    @Test
    void headHasTheHeadersOfGetAndNoBody() throws Exception {
        client.send("HEAD /@mia?peek HTTP/1.1\r\nHost: mia.example.com\r\nAccept-Encoding: gzip\r\n\r\n");
        var head = client.head();
        assertThat(client.page("Accept-Encoding: gzip").response().head()).isEqualTo(head);
        assertThat(server.pages.visit("|peek|")).startsWith("7|HEAD|");
    }

    @Test
    void aRangeIsIgnored() throws Exception {
        var page = client.page("Range: bytes=0-9").response();
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).isEqualTo(Pages.HTML);
    }

    @Test
    void closeIsAnsweredAndDone() throws Exception {
        client.send(get("/@mia", "Connection: Close") + get("/@mia"));
        var page = client.response();
        assertThat(page.header("Connection")).isEqualTo("close");
        assertThat(page.text()).isEqualTo(Pages.HTML);
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void theRoutersAnswerToCloseClosesToo() throws Exception {
        client.send(get("/other", "Connection: close") + get("/another"));
        assertThat(client.response().text()).isEqualTo("router GET /other");
        assertThat(client.rest()).isEmpty();
    }

    /** What is left of it would be waited for as the start of another request. */
    @Test
    void afterTheLastRequestABodyThatNobodyWantedIsNotAwaited() throws Exception {
        client.send("POST /other HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbody");
        assertThat(client.response().text()).isEqualTo("router POST /other");
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void requestsInOneSegmentAreAnsweredInOrder() throws Exception {
        client.send(get("/@mia") + get("/@mia?play=7") + get("/other") + get("/@mia?play=7"));
        assertThat(client.response().text()).isEqualTo(Pages.HTML);
        assertThat(client.response().text()).isEqualTo("<p>Playing</p>");
        assertThat(client.response().text()).isEqualTo("router GET /other");
        // What came behind a request of the router's is the router's, too.
        assertThat(client.response().text()).isEqualTo("router GET /@mia");
        assertThat(client.page().response().text()).isEqualTo(Pages.HTML);
    }

    @Test
    void theLaneTakesOverAgainAfterTheRouter() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(client.send(get("/admin")).response().text()).isEqualTo("router GET /admin");
            assertThat(client.page().response().isFromLane()).isTrue();
        }
        client.send("POST /echo HTTP/1.1\r\nHost: mia.example.com\r\nContent-Length: 5\r\n\r\nhello");
        assertThat(client.response().text()).isEqualTo("hello");
        assertThat(client.page().response().isFromLane()).isTrue();
    }

    @Test
    void aBodyThatLooksLikeARequestIsABody() throws Exception {
        var inner = get("/@mia");
        client.send("POST /echo HTTP/1.1\r\nHost: mia.example.com\r\nContent-Length: " + inner.length() + "\r\n\r\n");
        client.send(inner);
        assertThat(client.response().text()).isEqualTo(inner);
        client.send("POST /echo HTTP/1.1\r\nHost: mia.example.com\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(inner.length()) + "\r\n");
        client.send(inner);
        client.send("\r\n0\r\n\r\n");
        assertThat(client.response().header("Transfer-Encoding")
                        + client.page().response().status())
                .endsWith("200");
    }

    @Test
    void aRequestInPiecesGoesToTheRouter() throws Exception {
        client.send(get("/other") + "GET /@mia HT");
        assertThat(client.response().text()).isEqualTo("router GET /other");
        client.send("TP/1.1\r\nHost: mia.example.com\r\n\r\n");
        assertThat(client.response().text()).isEqualTo("router GET /@mia");
        assertThat(client.page().response().isFromLane()).isTrue();
    }

    @Test
    void headersLargerThanTheBufferGoToTheRouter() throws Exception {
        client.page("X-Large: " + "x".repeat(9_000));
        assertThat(client.response().text()).isEqualTo("router GET /@mia");
        assertThat(client.page().response().isFromLane()).isTrue();
        client.page("X-Larger: " + "x".repeat(40_000));
        assertThat(client.response().status()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void aVisitCarriesWhatIsNeededToCountIt() throws Exception {
        client.send(get(
                "/@mia?utm_source=mail&q=%20",
                "User-Agent:  Mozilla/5.0 (X11) ",
                "referer: https://example.org/a",
                "SEC-PURPOSE: prefetch",
                "X-Forwarded-For: 203.0.113.9",
                "X-Forwarded-For: 10.0.0.1"));
        assertThat(client.response().text()).isEqualTo(Pages.HTML);
        assertThat(server.pages.visit("utm_source"))
                .isEqualTo("7|GET|127.0.0.1|utm_source=mail&q=%20|Mozilla/5.0 (X11)|https://example.org/a|prefetch|"
                        + "203.0.113.9, 10.0.0.1");
    }

    @Test
    void aBrokenRecorderDoesNotHurtTheVisitor() throws Exception {
        server.pages.broken = true;
        try {
            assertThat(client.page().response().status()).isEqualTo(200);
            assertThat(client.page().response().status()).isEqualTo(200);
        } finally {
            server.pages.broken = false;
        }
    }

    @Test
    void theOwnerGoesToTheRouter() throws Exception {
        assertThat(client.page("Cookie: a=b; __Host-mewayz=secret").response().isFromLane())
                .isFalse();
        assertThat(client.page("Cookie: mewayz=secret").response().isFromLane()).isFalse();
        assertThat(client.page("Cookie: consent=1").response().isFromLane()).isTrue();
        assertThat(client.page("Authorization: Bearer x").response().isFromLane())
                .isFalse();
    }

    @Test
    void namesAreReadInAnyCase() throws Exception {
        client.send("GET /@mia HTTP/1.1\r\nhost: MIA.Example.COM:8080\r\naccept-encoding:GZIP\r\n" + "if-none-match:"
                + server.pages.mia.etag() + "\r\n\r\n");
        assertThat(client.response().status()).isEqualTo(304);
    }
}
