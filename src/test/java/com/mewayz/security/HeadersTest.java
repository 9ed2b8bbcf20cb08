package com.mewayz.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.AppTest;
import com.mewayz.testing.Estate;
import com.mewayz.testing.TestApp;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The headers that tell browsers what not to do are on every answer, whoever makes it and however wrong the request. */
@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadersTest {
    private static final String HOST = "Host: localhost\r\nConnection: close\r\n";

    private final TestApp app;
    private final Estate estate;

    HeadersTest(TestApp app) {
        this.app = app;
        this.estate = new Estate(app);
    }

    @TestFactory
    Stream<DynamicTest> everyAnswerIsDressed() {
        return requests().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    var answer = Wire.exchange(app.app.port(), entry.getValue());
                    assertThat(String.valueOf(Wire.status(answer)))
                            .as(answer)
                            .isEqualTo(entry.getKey().substring(0, 3));
                    dressed(answer);
                }));
    }

    private Map<String, String> requests() {
        var all = new HashMap<String, String>();
        all.put("200 console", "GET /sign-in HTTP/1.1\r\n" + HOST + "\r\n");
        all.put("200 page", "GET /@" + estate.handle() + " HTTP/1.1\r\n" + HOST + "\r\n");
        all.put("200 ready page", "GET /@" + estate.handle() + " HTTP/1.1\r\n" + HOST + "\r\n");
        all.put("200 health", "GET /up HTTP/1.1\r\n" + HOST + "\r\n");
        all.put("204 options", "OPTIONS /sign-in HTTP/1.1\r\n" + HOST + "\r\n");
        all.put("303 to sign in", "GET /today HTTP/1.1\r\n" + HOST + "\r\n");
        all.put("401 API", "GET /api/v1/workspaces HTTP/1.1\r\n" + HOST + "\r\n");
        all.put("404 page", "GET /nothing HTTP/1.1\r\n" + HOST + "\r\n");
        all.put("404 API", "GET /api/v1/nothing HTTP/1.1\r\n" + HOST + "\r\n");
        all.put("405 TRACE", "TRACE /sign-in HTTP/1.1\r\n" + HOST + "\r\n");
        all.put("405 method", "BREW /sign-in HTTP/1.1\r\n" + HOST + "\r\n");
        all.put("413 body", "POST /api/v1/auth/login HTTP/1.1\r\n" + HOST + "Content-Length: 2000000000\r\n\r\n");
        all.put("400 escape", "GET /%zz HTTP/1.1\r\n" + HOST + "\r\n");
        all.put("400 no host", "GET /sign-in HTTP/1.1\r\n\r\n");
        all.put("400 nonsense", "hello\r\n\r\n");
        all.put("400 header", "GET /sign-in HTTP/1.1\r\n" + HOST + "no colon\r\n\r\n");
        all.put("400 long header", "GET /sign-in HTTP/1.1\r\n" + HOST + "X-Long: " + "a".repeat(70_000) + "\r\n\r\n");
        all.put("505 old", "GET /sign-in HTTP/1.0\r\n" + HOST + "\r\n");
        return all;
    }

    @Test
    void whatTheWebServerRefusesByItselfRepeatsNothingAndTellsNothing() {
        for (var request : List.of(
                "GET /<script>alert(1)</script> HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "<script>alert(1)</script>\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\n<script>alert(1)</script>\r\n\r\n",
                "GET / <script>alert(1)</script>\r\nHost: localhost\r\n\r\n")) {
            var answer = Wire.exchange(app.app.port(), request);
            assertThat(Wire.status(answer)).as(request).isBetween(400, 499);
            assertThat(answer)
                    .doesNotContain(
                            "<script>", "alert(1)", "Exception", "io.helidon", "java.", "Server:", "X-Powered-By");
        }
    }

    @Test
    void onlyTheFramesOfThePreviewsMayBeFramedAndOnlyByUs() {
        assertThat(app.owner().get(estate.builder()).header("Content-Security-Policy"))
                .contains("frame-ancestors 'none'");
        var preview = app.owner().get(estate.builder() + "/preview").is(200);
        assertThat(preview.header("Content-Security-Policy")).contains("frame-ancestors 'self'", "sandbox");
        assertThat(preview.header("X-Frame-Options")).isEqualTo("SAMEORIGIN");
    }

    @Test
    void nothingOfTheConsoleIsKeptByCaches() {
        for (var path : List.of("/today", "/settings/profile", "/sites", estate.builder(), "/nothing")) {
            assertThat(app.owner().get(path).header("Cache-Control")).as(path).isEqualTo("no-store");
        }
        assertThat(app.owner().get("/api/v1/bio-sites").header("Cache-Control")).isEqualTo("no-store");
        assertThat(app.visitor().get("/today").header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void noOtherOriginMayReadAnything() {
        for (var path : List.of("/sign-in", "/api/v1/bio-sites", "/@" + estate.handle(), "/api/v1/openapi.json")) {
            var reply = app.owner().with("Origin", "https://evil.example").get(path);
            app.owner().without("Origin");
            assertThat(reply.headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
        }
    }

    @Test
    void signingOutClearsWhatTheBrowserKept() {
        var browser = app.visitor().browse(TestApp.email("owner"));
        var out = browser.submit("/settings/profile", "/sign-out", Map.of()).is(303);
        assertThat(out.header("Clear-Site-Data")).contains("\"cache\"", "\"storage\"");
        assertThat(browser.cookies()).doesNotContainKey("mewayz");
    }

    @Test
    void anEncryptedServerSaysSoOnEveryAnswerAndItsCookieCannotLeave() {
        try (var encrypted = new TestApp(Map.of(Setting.BASE_URL, "https://mia.example"))) {
            var site = new Estate(encrypted);
            for (var path : List.of("/sign-in", "/nothing", "/up", "/@" + site.handle(), "/@" + site.handle())) {
                assertThat(encrypted.visitor().get(path).header("Strict-Transport-Security"))
                        .as(path)
                        .isEqualTo("max-age=31536000; includeSubDomains");
            }
            var cookies = encrypted
                    .visitor()
                    .submit("/sign-in", Map.of("email", TestApp.email("owner"), "password", TestApp.PASSWORD))
                    .is(303)
                    .headers()
                    .allValues("Set-Cookie");
            assertThat(cookies).anyMatch(cookie -> cookie.startsWith("__Host-mewayz="));
            for (var cookie : cookies) {
                assertThat(cookie)
                        .startsWith("__Host-")
                        .contains("; Path=/;", "; HttpOnly", "; SameSite=Lax", "; Secure")
                        .doesNotContain("Domain");
            }
        }
    }

    @Test
    void withoutEncryptionNothingPretendsIt() {
        assertThat(app.visitor().get("/sign-in").header("Strict-Transport-Security"))
                .isEmpty();
        assertThat(app.visitor()
                        .submit("/sign-in", Map.of("email", TestApp.email("owner"), "password", TestApp.PASSWORD))
                        .headers()
                        .allValues("Set-Cookie"))
                .isNotEmpty()
                .allMatch(cookie -> cookie.matches("mewayz.*; HttpOnly; SameSite=Lax.*") && !cookie.contains("Secure"));
    }

    private static void dressed(String answer) {
        assertThat(Wire.header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(Wire.header(answer, "Referrer-Policy")).isEqualTo("strict-origin-when-cross-origin");
        assertThat(Wire.header(answer, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(Wire.header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(Wire.header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(Wire.header(answer, "Cross-Origin-Embedder-Policy")).isEqualTo("require-corp");
        assertThat(Wire.header(answer, "Permissions-Policy")).contains("camera=()");
        assertThat(Wire.header(answer, "Cache-Control")).isIn("no-store", "no-cache");
        assertThat(Wire.header(answer, "Content-Security-Policy"))
                .contains("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*", "http:", "https:");
        assertThat(Wire.header(answer, "Server")).isEmpty();
        int body = Wire.status(answer) == 204 || Wire.status(answer) == 303 ? 0 : 1;
        if (body == 1) {
            assertThat(Wire.header(answer, "Content-Type")).contains("charset=utf-8");
        }
    }
}
