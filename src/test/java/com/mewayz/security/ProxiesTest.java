package com.mewayz.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.Client;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Who claims to come from elsewhere gets not one try more, and costs nobody else one. */
class ProxiesTest {
    private static final int MOST = 100;
    private static final List<String> HEADERS = List.of(
            "X-Forwarded-For",
            "X-Real-IP",
            "CF-Connecting-IP",
            "True-Client-IP",
            "X-Client-IP",
            "X-Cluster-Client-IP",
            "Client-IP");

    @Test
    void anAddressInAHeaderChangesNothingWithoutATrustedProxy() {
        try (var plain = new TestApp();
                var forged = new TestApp()) {
            int honest = triesUntilRefused(plain, number -> plain.visitor());
            int lying = triesUntilRefused(forged, number -> claiming(forged.visitor(), "203.0.113." + number));
            assertThat(lying).isEqualTo(honest).isLessThan(MOST);
        }
    }

    private static Client claiming(Client client, String address) {
        for (var header : HEADERS) {
            client.with(header, address);
        }
        return client.with("Forwarded", "for=" + address);
    }

    @Test
    void behindATrustedProxyOnlyTheAddressThatTheProxyWroteCounts() {
        var settings = Map.of(Setting.TRUSTED_PROXIES, "127.0.0.1");
        try (var plain = new TestApp(settings);
                var forged = new TestApp(settings)) {
            int honest = triesUntilRefused(plain, number -> plain.visitor().with("X-Forwarded-For", "198.51.100.7"));
            int lying = triesUntilRefused(
                    forged,
                    number -> forged.visitor().with("X-Forwarded-For", "203.0.113." + number + ", 198.51.100.7"));
            assertThat(lying).isEqualTo(honest).isLessThan(MOST);
        }
    }

    @Test
    void aForgedAddressDoesNotLockOutWhoReallyHasIt() {
        try (var app = new TestApp(Map.of(Setting.TRUSTED_PROXIES, "127.0.0.1"))) {
            app.owner();
            triesUntilRefused(app, number -> app.visitor().with("X-Forwarded-For", "192.0.2.1, 198.51.100.7"));
            tries(app.visitor().with("X-Forwarded-For", "192.0.2.1"), TestApp.PASSWORD)
                    .is(201);
        }
    }

    @Test
    void aForgedSchemeMakesNoSecureCookieWithoutATrustedProxy() {
        try (var app = new TestApp()) {
            app.owner();
            var cookies = app.visitor()
                    .with("X-Forwarded-Proto", "https")
                    .submit("/sign-in", Map.of("email", TestApp.email("owner"), "password", TestApp.PASSWORD))
                    .is(303)
                    .headers()
                    .allValues("Set-Cookie");
            assertThat(cookies)
                    .isNotEmpty()
                    .allMatch(cookie -> cookie.startsWith("mewayz") && !cookie.contains("Secure"));
        }
    }

    /** How many wrong passwords are looked at before the first refusal. */
    private static int triesUntilRefused(TestApp app, IntFunction<Client> from) {
        app.owner();
        for (int number = 1; number <= MOST; number++) {
            int status = tries(from.apply(number), "wrong " + number).status();
            if (status == 429) {
                return number;
            }
            assertThat(status).isEqualTo(422);
        }
        return MOST;
    }

    private static Reply tries(Client client, String password) {
        return client.post("/api/v1/auth/login", Map.of("email", TestApp.email("owner"), "password", password));
    }
}
