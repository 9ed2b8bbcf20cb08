package com.mewayz.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.TestApp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind a proxy that passes on connections, and says whose they are (PROXY protocol, versions 1 and 2). */
class ProxyProtocolTest {
    private static final int MOST = 60;
    private static final String LOOPBACK = version1("127.0.0.1");

    @Test
    void theAddressThatTheProxyTellsIsTheVisitors() {
        try (var app = behind("127.0.0.0/8")) {
            app.account("mia");
            assertThat(triesUntilRefused(app, number -> version1("203.0.113.9")))
                    .isLessThan(MOST);
            assertThat(login(app, version1("203.0.113.9"), "", TestApp.PASSWORD))
                    .startsWith("HTTP/1.1 429");
            assertThat(login(app, version2("203.0.113.9"), "", TestApp.PASSWORD))
                    .startsWith("HTTP/1.1 429");
            assertThat(login(app, version1("203.0.113.9"), "X-Forwarded-For: 198.51.100.1\r\n", TestApp.PASSWORD))
                    .as("what the visitor says is not what the proxy says")
                    .startsWith("HTTP/1.1 429");
            assertThat(login(app, version1("198.51.100.1"), "", TestApp.PASSWORD))
                    .startsWith("HTTP/1.1 201");
        }
    }

    @Test
    void aProxyThatIsNotTrustedSpeaksForItself() {
        try (var app = behind("192.0.2.1")) {
            app.account("mia");
            assertThat(triesUntilRefused(app, number -> version1("203.0.113." + number)))
                    .isLessThan(MOST);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PROXY TCP4 not an address\r\n", "\r\n", "PROXY ", "PROXY TCP4 1.2.3.4 1.2.3.4 1 1"})
    void whoSaysNothingOrNonsenseIsNotAnswered(String start) {
        try (var app = behind("127.0.0.0/8")) {
            assertThat(exchange(app, LOOPBACK, get(app, "/up"))).startsWith("HTTP/1.1 200");
            assertThat(exchange(app, start, get(app, "/up"))).doesNotContain("HTTP/1.1 200");
        }
    }

    @Test
    void theProxyLendsNobodyTheRightsOfThisMachine() {
        try (var app = behind("127.0.0.0/8")) {
            assertThat(exchange(app, version1("203.0.113.9"), get(app, "/metrics")))
                    .startsWith("HTTP/1.1 404");
            assertThat(exchange(app, LOOPBACK, get(app, "/metrics"))).startsWith("HTTP/1.1 200");
        }
    }

    /** As proxies do when they look whether the program is well. */
    @ParameterizedTest
    @ValueSource(strings = {"PROXY UNKNOWN\r\n", "PROXY UNKNOWN ::1 ::1 1 2\r\n"})
    void aProxyMaySpeakForItself(String start) {
        try (var app = behind("127.0.0.0/8")) {
            assertThat(exchange(app, start, get(app, "/up"))).startsWith("HTTP/1.1 200");
            assertThat(exchange(app, start, get(app, "/metrics"))).startsWith("HTTP/1.1 404");
        }
    }

    private static TestApp behind(String proxies) {
        return new TestApp(Map.of(Setting.PROXY_PROTOCOL, "on", Setting.TRUSTED_PROXIES, proxies));
    }

    private static int triesUntilRefused(TestApp app, IntFunction<String> start) {
        int tries = 1;
        while (tries < MOST
                && !login(app, start.apply(tries), "", "wrong " + tries).startsWith("HTTP/1.1 429")) {
            tries++;
        }
        return tries;
    }

    private static String login(TestApp app, String start, String headers, String password) {
        var body = """
                {"email": "mia@example.com", "password": "%s"}""".formatted(password);
        return post(app, start, "/api/v1/auth/login", headers, body);
    }

    private static String post(TestApp app, String start, String path, String headers, String body) {
        return exchange(
                app,
                start,
                "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                        .formatted(path, app.app.port(), headers, body.length(), body));
    }

    private static String get(TestApp app, String path) {
        return "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n".formatted(path, app.app.port());
    }

    private static String exchange(TestApp app, String start, String request) {
        return Wire.exchange(app.app.port(), start + request);
    }

    private static String version1(String address) {
        return "PROXY TCP4 " + address + " 192.0.2.1 51234 80\r\n";
    }

    /** Signature; version and command; family; length; addresses and ports in binary. */
    private static String version2(String address) {
        try {
            var bytes = new ByteArrayOutputStream();
            bytes.write("\r\n\r\n\0\r\nQUIT\n".getBytes(ISO_8859_1));
            bytes.write(new byte[] {0x21, 0x11, 0, 12});
            bytes.write(InetAddress.getByName(address).getAddress());
            bytes.write(InetAddress.getByName("192.0.2.1").getAddress());
            bytes.write(new byte[] {(byte) 0xc8, 0x22, 0, 80});
            return bytes.toString(ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
