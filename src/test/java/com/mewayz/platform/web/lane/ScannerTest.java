package com.mewayz.platform.web.lane;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is simple enough for the lane. In these texts {@code ~} stands for CR LF. */
class ScannerTest {
    private static final String GOOD = "GET /@mia?a=%20 HTTP/1.1~Host: mia.example.com~Accept: */*~~";

    @Test
    void aSimpleRequestIsTaken() {
        var spans = scan(GOOD);
        assertThat(spans).isNotNull().extracting(found -> found.end).isEqualTo(bytes(GOOD).length);
    }

    @Test
    void noPartOfARequestIsTaken() {
        var whole = bytes(GOOD);
        for (int length = 0; length < whole.length; length++) {
            assertThat(Scanner.scan(Arrays.copyOf(whole, length), 0, List.of()))
                    .as("%d bytes", length)
                    .isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /@mia HTTP/1.1~Host: a~~",
                "get /@mia HTTP/1.1~Host: a~~",
                "GET  /@mia HTTP/1.1~Host: a~~",
                "GET /@mia  HTTP/1.1~Host: a~~",
                "GET http://a/@mia HTTP/1.1~Host: a~~",
                "GET * HTTP/1.1~Host: a~~",
                "GET /%40mia HTTP/1.1~Host: a~~",
                "GET /a\\b HTTP/1.1~Host: a~~",
                "GET /a#b HTTP/1.1~Host: a~~",
                "GET /a\tb HTTP/1.1~Host: a~~",
                "GET /ä HTTP/1.1~Host: a~~",
                "GET / HTTP/1.0~Host: a~~",
                "GET / HTTP/1.1\nHost: a\n\n",
                "GET / HTTP/1.1~Host: a\n\n",
                "GET / HTTP/1.1~Host: a\r\r\n~",
                "GET / HTTP/1.1~Host: a\rX: b~~",
                "GET / HTTP/1.1~Host: a~X: a\nContent-Length: 5~~",
                "GET / HTTP/1.1~Host: a~X: a\0b~~",
                "GET / HTTP/1.1~Host: a~X : a~~",
                "GET / HTTP/1.1~Host: a~: a~~",
                "GET / HTTP/1.1~Host: a~X~~",
                "GET / HTTP/1.1~Host: a~X: a~ folded~~",
                "GET / HTTP/1.1~ Host: a~~",
                "GET / HTTP/1.1~~",
                "GET / HTTP/1.1~Host:~~",
                "GET / HTTP/1.1~Host: a~Host: a~~",
                "GET / HTTP/1.1~Host: a@b~~",
                "GET / HTTP/1.1~Host: a:8x~~",
                "GET / HTTP/1.1~Host: [::1]~~",
                "GET / HTTP/1.1~Host: a~Content-Length: 5~~",
                "GET / HTTP/1.1~Host: a~Content-Length: +0~~",
                "GET / HTTP/1.1~Host: a~Content-Length: 0, 5~~",
                "GET / HTTP/1.1~Host: a~TRANSFER-encoding: chunked~~",
                "GET / HTTP/1.1~Host: a~Expect: 100-continue~~",
                "GET / HTTP/1.1~Host: a~Upgrade: h2c~~",
                "GET / HTTP/1.1~Host: a~Connection: upgrade~~",
                "GET / HTTP/1.1~Host: a~Connection: close, te~~",
                "GET / HTTP/1.1~Host: a~If-Match: *~~",
                "GET / HTTP/1.1~Host: a~If-None-Match: a~If-None-Match: b~~",
                "GET / HTTP/1.1~Host: a~Accept-Encoding: br~Accept-Encoding: gzip~~",
                "~GET / HTTP/1.1~Host: a~~"
            })
    void everythingElseIsLeftToTheRouter(String request) {
        assertThat(scan(request)).isNull();
    }

    private static @Nullable Spans scan(String request) {
        return Scanner.scan(bytes(request), 0, List.of());
    }

    private static byte[] bytes(String text) {
        return text.replace("~", "\r\n").getBytes(ISO_8859_1);
    }
}
