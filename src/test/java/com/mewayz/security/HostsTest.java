package com.mewayz.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.Estate;
import com.mewayz.testing.TestApp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The host of a request selects nothing and is repeated nowhere: links come from the configured address. */
class HostsTest {
    @SuppressWarnings("NullAway.Init")
    private static TestApp app;

    @SuppressWarnings("NullAway.Init")
    private static Estate estate;

    @BeforeAll
    static void start() {
        app = new TestApp(Map.of(Setting.BASE_URL, "https://mia.example"));
        estate = new Estate(app);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:443",
                "mia.example.evil.example",
                "evil.example#mia.example",
                "mia.exampl",
                "www.mia.example",
                "192.0.2.7",
                "[2001:db8::1]:80",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "[::1"
            })
    void aHostWeDoNotServeIsMisdirectedAndNeverRedirected(String host) {
        for (var path : List.of("/", "/sign-in", "/@" + estate.handle(), "/api/v1/workspaces", "/nothing")) {
            var answer = ask(path, host);
            assertThat(Wire.status(answer)).as(path + " " + answer).isIn(421, 400);
            assertThat(Wire.header(answer, "Location")).isEmpty();
            assertThat(answer).doesNotContain("evil.example");
        }
        assertThat(Wire.status(ask("/sign-in", "evil.example"))).isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mia.example",
                "MIA.example",
                "mia.example.",
                "mia.example:443",
                "mia.example:8080",
                "localhost:8080",
                "127.0.0.1",
                "[::1]:8080"
            })
    void ourOwnHostAndTheMachineItselfAreServed(String host) {
        for (var path : List.of("/sign-in", "/@" + estate.handle(), "/@" + estate.handle())) {
            assertThat(Wire.status(ask(path, host))).isEqualTo(200);
        }
    }

    @Test
    void whoeverWatchesTheServerMayUseAnyName() {
        for (var path : List.of("/up", "/livez", "/readyz")) {
            assertThat(Wire.status(ask(path, "10.1.2.3"))).isIn(200, 503);
        }
    }

    @Test
    void aPageThatIsReadyIsNotHandedOutUnderAForeignName() {
        var page = "/@" + estate.handle();
        assertThat(Wire.status(ask(page, "mia.example"))).isEqualTo(200);
        assertThat(Wire.status(ask(page, "mia.example"))).isEqualTo(200);
        assertThat(Wire.status(ask(page, "evil.example"))).isEqualTo(421);
    }

    @Test
    void anAddressInTheRequestLineDoesNotReplaceTheHost() {
        var absolute = Wire.exchange(
                app.app.port(),
                "GET http://evil.example/sign-in HTTP/1.1\r\nHost: mia.example\r\nConnection: close\r\n\r\n");
        assertThat(Wire.status(absolute)).isIn(200, 400, 404, 421);
        assertThat(absolute).doesNotContain("evil.example");
        var behind = Wire.exchange(
                app.app.port(),
                "GET http://mia.example/sign-in HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        assertThat(Wire.status(behind)).isIn(400, 421);
    }

    @Test
    void twoHostsAreNotChosenFrom() {
        var answer = Wire.exchange(
                app.app.port(), "GET /sign-in HTTP/1.1\r\nHost: mia.example\r\nHost: evil.example\r\n\r\n");
        assertThat(Wire.status(answer)).isEqualTo(400);
        assertThat(Wire.status(Wire.exchange(app.app.port(), "GET /sign-in HTTP/1.1\r\n\r\n")))
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-URL", "X-Forwarded-Server"})
    void noHeaderSpeaksForTheHost(String header) {
        var value = header.equals("Forwarded") ? "host=evil.example;proto=https" : "evil.example";
        for (var path : List.of("/sign-in", "/@" + estate.handle(), "/settings/profile")) {
            var answer = Wire.exchange(
                    app.app.port(),
                    "GET " + path + " HTTP/1.1\r\nHost: mia.example\r\n" + header + ": " + value
                            + "\r\nConnection: close\r\n\r\n");
            assertThat(Wire.status(answer)).isIn(200, 303);
            assertThat(answer).doesNotContain("evil.example");
        }
    }

    @Test
    void pagesNameTheConfiguredAddressWhateverTheyWereAskedUnder() {
        assertThat(ask("/@" + estate.handle(), "localhost:9"))
                .contains("https://mia.example/@" + estate.handle())
                .doesNotContain("localhost:9");
    }

    private static String ask(String path, String host) {
        return Wire.exchange(
                app.app.port(), "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }
}
