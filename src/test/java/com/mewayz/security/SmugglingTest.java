package com.mewayz.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.TestApp;
import java.util.regex.Pattern;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two readers of one request must not disagree about where it ends. Each probe is one request of unclear length with
 * another one behind it; the second must never be answered. {@code ~} stands for both, CR and LF.
 */
@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmugglingTest {
    private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.1 \\d{3}");
    private static final String SECOND = "GET /up?smuggled HTTP/1.1~Host: localhost~Connection: close~~";

    private final TestApp app;

    SmugglingTest(TestApp app) {
        this.app = app;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 6~Transfer-Encoding: chunked~~0~~",
                "Transfer-Encoding: chunked~Content-Length: 6~~0~~",
                "Content-Length: 0~Content-Length: 47~~",
                "Content-Length: 5~Content-Length: 5~~hello",
                "Content-Length: 0, 47~~",
                "Content-Length: +5~~hello",
                "Content-Length: -1~~",
                "Content-Length: 0x5~~hello",
                "Content-Length: 5 5~~hello",
                "Content-Length: 99999999999999999999999~~",
                "Content-Length : 5~~hello",
                "Content-Length:~ 5~~hello",
                " Content-Length: 5~~hello",
                "Transfer-Encoding : chunked~~0~~",
                "Transfer-Encoding: xchunked~~0~~",
                "Transfer-Encoding: identity~Content-Length: 5~~hello",
                "Transfer-Encoding: chunked, identity~~0~~",
                "Transfer-Encoding: identity, chunked~~0~~",
                "Transfer-Encoding: chunked~Transfer-Encoding: identity~~0~~",
                "Transfer-Encoding:~ chunked~~0~~",
                "Transfer-Encoding: \u000bchunked~~0~~",
                "X: aLFTransfer-Encoding: chunked~~0~~",
                "X: aCRTransfer-Encoding: chunked~~0~~",
                "Host: evil.example~~",
                "X: a~ folded: b~~",
                "X\u0000: a~~",
                "X: a\u0000b~~",
                "Transfer-Encoding: chunked~~zz~hello~0~~",
                "Transfer-Encoding: chunked~~-5~hello~0~~",
                "Transfer-Encoding: chunked~~0x5~hello~0~~",
                "Transfer-Encoding: chunked~~FFFFFFFFFFFFFFFF5~hello~0~~",
                "Transfer-Encoding: chunked~~5LFhelloLF0LFLF",
                "Transfer-Encoding: chunked~~5~helloXX0~~",
                "Transfer-Encoding: chunked~~5;a=\"b~hello~0~~",
            })
    void whatIsUnclearIsRefusedAndNothingBehindItIsRead(String rest) {
        var answers = probe(
                "POST /api/v1/auth/login HTTP/1.1~Host: localhost~Content-Type: application/json~" + rest + SECOND);
        assertThat(answers).doesNotContain("HTTP/1.1 2", "HTTP/1.1 500", "Mewayz is up");
        assertThat(ANSWER.matcher(answers).results().count()).as(answers).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /sign-in HTTP/1.1LFHost: localhostLFLF",
                "GET /sign-in  HTTP/1.1~Host: localhost~~",
                "GET\t/sign-in\tHTTP/1.1~Host: localhost~~",
                " GET /sign-in HTTP/1.1~Host: localhost~~",
                "GET /sign-in HTTP/1.1 ~Host: localhost~~",
                "GET /sign-in HTTP/1.2~Host: localhost~~",
                "GET /sign-in HTTP/9.9~Host: localhost~~",
                "GET /sign-in~~",
                "GET /sign in HTTP/1.1~Host: localhost~~",
                "GET /sign-in HTTP/1.1~Host:~~",
                "GET /sign-in HTTP/1.1~Host: a b~~",
                "GET sign-in HTTP/1.1~Host: localhost~Connection: close~~",
                "GET * HTTP/1.1~Host: localhost~Connection: close~~",
                "CONNECT evil.example:443 HTTP/1.1~Host: evil.example:443~Connection: close~~",
                "PRI * HTTP/2.0~~SM~~",
                "GET /\u0000 HTTP/1.1~Host: localhost~Connection: close~~",
                "GET /sign-in HTTP/1.1~Host: localhost~Expect: 200-maybe~Connection: close~~"
            })
    void aBrokenRequestGetsNoErrorOfOurs(String request) {
        var answers = probe(request);
        if (!answers.isEmpty()) {
            assertThat(Wire.status(answers)).as(answers).isNotZero().isNotIn(500, 502, 503);
        }
    }

    private String probe(String request) {
        return Wire.exchange(
                app.app.port(), request.replace("~", "\r\n").replace("LF", "\n").replace("CR", "\r"));
    }
}
