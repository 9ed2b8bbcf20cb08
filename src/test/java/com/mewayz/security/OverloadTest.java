package com.mewayz.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Requests that are cheap to send must not be dear to answer: each is refused at once and the next visitor served. */
@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverloadTest {
    private static final long SOON = 5_000_000_000L;

    private final TestApp app;

    OverloadTest(TestApp app) {
        this.app = app;
        app.owner();
    }

    @TestFactory
    Stream<DynamicTest> aCostlyBodyIsRefusedSoon() {
        return each(Map.of(
                "deep arrays", () -> "{\"name\": " + "[".repeat(100_000),
                "deep objects", () -> "{\"a\":".repeat(100_000),
                "closed deep objects", () -> "{\"name\":".repeat(65) + "1" + "}".repeat(65),
                "a long number", () -> "{\"name\": " + "9".repeat(500_000) + "}",
                "a huge exponent", () -> "{\"name\": 1e999999999}",
                "a long name", () -> "{\"" + "a".repeat(500_000) + "\": 1}",
                "names of one hash", () -> "{" + colliding() + "}",
                "many names", () -> "{" + names(60_000) + "}",
                "a long text", () -> "{\"name\": \"" + "a".repeat(900_000) + "\"}",
                "half a surrogate", () -> "{\"name\": \"\\ud800\"}"));
    }

    private Stream<DynamicTest> each(Map<String, Supplier<String>> bodies) {
        return bodies.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    var body = entry.getValue().get();
                    for (var method : new String[] {"PUT", "PATCH"}) {
                        long start = System.nanoTime();
                        var reply = app.owner()
                                .json(
                                        method,
                                        "/api/v1/workspaces/" + app.owner().workspace(),
                                        body);
                        assertThat(System.nanoTime() - start).isLessThan(SOON);
                        assertThat(reply.status()).as(reply.body()).isIn(400, 405, 413, 422);
                        assertThat(reply.body()).doesNotContain("StreamReadConstraints", "com.", "java.");
                        assertThat(reply.body().length()).isLessThan(3_000);
                    }
                    app.visitor().get("/up").is(200);
                }));
    }

    @Test
    void aBodyWithoutEndIsCutOff() throws IOException {
        try (var socket = new Socket("127.0.0.1", app.app.port())) {
            socket.setSoTimeout(15_000);
            var out = socket.getOutputStream();
            out.write(
                    "POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                            .getBytes(UTF_8));
            var chunk = ("10000\r\n" + "a".repeat(1 << 16) + "\r\n").getBytes(UTF_8);
            int sent = 0;
            try {
                for (; sent < 1 << 14; sent++) {
                    out.write(chunk);
                }
            } catch (IOException e) {
                // refused, as it should be
            }
            assertThat(sent).isLessThan(1 << 10);
        }
        app.visitor().get("/up").is(200);
    }

    @TestFactory
    Stream<DynamicTest> aHeadWithoutMeasureIsRefused() {
        var heads = Map.<String, Supplier<String>>of(
                "a long path", () -> "GET /" + "a".repeat(200_000) + " HTTP/1.1\r\nHost: localhost\r\n",
                "a long query", () -> "GET /search?q=" + "a".repeat(200_000) + " HTTP/1.1\r\nHost: localhost\r\n",
                "a long method", () -> "A".repeat(200_000) + " / HTTP/1.1\r\nHost: localhost\r\n",
                "a long header", () -> "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(200_000) + "\r\n",
                "many headers", () -> "GET / HTTP/1.1\r\nHost: localhost\r\n" + "X: a\r\n".repeat(50_000),
                "many cookies", () -> "GET / HTTP/1.1\r\nHost: localhost\r\nCookie: " + "a=b; ".repeat(50_000) + "\r\n",
                "a long host", () -> "GET / HTTP/1.1\r\nHost: " + "a".repeat(200_000) + "\r\n");
        return heads.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    var answer = Wire.exchange(app.app.port(), entry.getValue().get() + "Connection: close\r\n\r\n");
                    if (!answer.isEmpty()) {
                        assertThat(Wire.status(answer)).as(answer).isBetween(400, 499);
                    }
                    app.visitor().get("/up").is(200);
                }));
    }

    @Test
    void aSearchIsNeverDear() {
        for (var query : new String[] {
            "*",
            "?*?*?*?*",
            "*a*b*c*d*e*f*",
            "a~".repeat(500),
            "(".repeat(2_000),
            "a OR ".repeat(1_500),
            "\"".repeat(999),
            "/(a+)+$/",
            "[* TO *]",
            "\\".repeat(1_001)
        }) {
            long start = System.nanoTime();
            var reply = app.owner().get("/search?q=" + URLEncoder.encode(query, UTF_8));
            assertThat(System.nanoTime() - start).isLessThan(SOON);
            assertThat(reply.status()).isIn(200, 414, 422);
        }
    }

    /** Strings of "Aa" and "BB" all have the same hash. */
    private static String colliding() {
        return IntStream.range(0, 1 << 14)
                .mapToObj(number -> {
                    var name = new StringBuilder();
                    for (int bit = 0; bit < 14; bit++) {
                        name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
                    }
                    return "\"" + name + "\":1";
                })
                .collect(Collectors.joining(","));
    }

    private static String names(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "\"n" + number + "\":1")
                .collect(Collectors.joining(","));
    }
}
