package com.mewayz.platform.web.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the normal connection makes of requests that the lane does not take. {@code ~} stands for both, CR and LF. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class FallbackTest {
    @Parameter
    boolean loops;

    @SuppressWarnings("NullAway.Init")
    private static LaneServer server;

    @BeforeParameterizedClassInvocation
    static void start(boolean loops) {
        server = LaneServer.patient(loops);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /%40mia HTTP/1.1~Host: mia.example.com~~|200",
                "GET http://mia.example.com/@mia HTTP/1.1~Host: mia.example.com~~|200",
                "OPTIONS /@mia HTTP/1.1~Host: mia.example.com~~|200",
                "GET /@mia HTTP/1.0~Host: mia.example.com~~|505",
                "GET /@mia HTTP/1.1~~|400",
                "GET /@mia HTTP/1.1~Host: mia.example.com~Host: mia.example.com~~|400",
                "GET /@mia HTTP/1.1LFHost: mia.example.comLFLF|400",
                "GET /@mia HTTP/1.1~Host: mia.example.com~X: aLFContent-Length: 5~~|400",
                "GET /@mia HTTP/1.1~Host: mia.example.com~X: aCRb~~|400",
                "GET /@mia HTTP/1.1~Host: mia.example.com~Content-Length : 5~~|400",
                "GET /@mia HTTP/1.1~Host: mia.example.com~Content-Length: 5~Transfer-Encoding: chunked~~|400",
                "PRI * HTTP/2.0~~SM~~|400"
            })
    void theNormalConnectionDecides(String request, int status) throws Exception {
        try (var client = server.connect()) {
            client.send(request.replace("~", "\r\n").replace("LF", "\n").replace("CR", "\r"));
            var response = client.response();
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.isFromLane()).isFalse();
            assertThat(server.pages.visits).isEmpty();
            if (status >= 400) {
                assertThat(client.rest()).isEmpty();
            }
        }
    }
}
