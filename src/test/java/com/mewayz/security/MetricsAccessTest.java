package com.mewayz.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mewayz.platform.config.BadSetting;
import com.mewayz.platform.config.Setting;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures for monitors are told to this machine itself, or to whoever has the token; for others there is no such page. */
class MetricsAccessTest {
    private static final String TOKEN = "a-token-of-some-length";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 203.0.113.9",
                "X-Forwarded-For: 127.0.0.1",
                "x-forwarded-proto: https",
                "X-Forwarded-Host: mia.example",
                "X-Real-IP: 203.0.113.9",
                "Forwarded: for=203.0.113.9",
                "Via: 1.1 proxy",
                "Authorization: Bearer " + TOKEN + "x",
                "Authorization: Basic " + TOKEN,
                "Authorization: Bearer"
            })
    void whatAProxyBesideUsPassesOnIsNotOurOwn(String header) {
        try (var app = new TestApp(Map.of(Setting.BASE_URL, "https://mia.example", Setting.METRICS_TOKEN, TOKEN))) {
            assertThat(Wire.status(ask(app, "127.0.0.1", "X-Nothing: 1"))).isEqualTo(200);
            var host = header.startsWith("Authorization") ? "mia.example" : "127.0.0.1";
            var refused = ask(app, host, header);
            assertThat(Wire.status(refused)).isEqualTo(404);
            assertThat(refused).doesNotContain("mewayz_", TOKEN);
        }
    }

    /** As nginx asks that was told nothing but where to pass requests on to. */
    @Test
    void aProxyThatTellsNothingOfItselfIsKnownByItsProtocol() {
        try (var app = new TestApp()) {
            var asked = Wire.exchange(
                    app.app.port(), "GET /metrics HTTP/1.0\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
            assertThat(asked).doesNotContain("mewayz_", " 200 ");
        }
    }

    @Test
    void aNameOfTheWorldIsNotThisMachine() {
        try (var app = new TestApp(Map.of(Setting.BASE_URL, "https://mia.example"))) {
            for (var host : List.of("mia.example", "mewayz:8080", "127.0.0.1.evil.example", "192.0.2.7")) {
                assertThat(Wire.status(ask(app, host, "X-Nothing: 1"))).as(host).isEqualTo(404);
            }
            for (var host : List.of("localhost:8080", "127.0.0.1", "[::1]:8080")) {
                assertThat(Wire.status(ask(app, host, "X-Nothing: 1"))).as(host).isEqualTo(200);
            }
        }
    }

    @Test
    void theTokenOpensThemFromAnywhere() {
        try (var app = new TestApp(Map.of(Setting.BASE_URL, "https://mia.example", Setting.METRICS_TOKEN, TOKEN))) {
            for (var host : List.of("mia.example", "mewayz:8080")) {
                assertThat(Wire.status(ask(app, host, "Authorization: Bearer " + TOKEN)))
                        .isEqualTo(200);
                assertThat(Wire.status(ask(app, host, "authorization: bearer " + TOKEN + "\r\nVia: 1.1 proxy")))
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void anotherMachineIsToldNothing() throws IOException {
        var own = ownAddress();
        assumeTrue(own.isPresent(), "this machine has no address but its own");
        try (var app = new TestApp(Map.of(Setting.HOST, "0.0.0.0"))) {
            var request = "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
            try (var socket = new Socket(own.get(), app.app.port(), own.get(), 0)) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(Wire.status(answer)).isEqualTo(404);
            }
            assertThat(Wire.status(ask(app, "127.0.0.1", "X-Nothing: 1"))).isEqualTo(200);
        }
    }

    @Test
    void withoutATokenAnEmptyOneOpensNothing() {
        try (var app = new TestApp(Map.of(Setting.BASE_URL, "https://mia.example"))) {
            assertThat(Wire.status(ask(app, "mia.example", "Authorization: Bearer ")))
                    .isEqualTo(404);
        }
    }

    @Test
    void aTokenThatCanBeGuessedIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> new TestApp(Map.of(Setting.METRICS_TOKEN, "hunter2")))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("metrics_token", "16")
                .message()
                .doesNotContain("hunter2");
    }

    private static String ask(TestApp app, String host, String header) {
        return Wire.exchange(
                app.app.port(),
                "GET /metrics HTTP/1.1\r\nHost: " + host + "\r\n" + header + "\r\nConnection: close\r\n\r\n");
    }

    private static Optional<InetAddress> ownAddress() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
    }
}
