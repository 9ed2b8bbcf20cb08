package com.mewayz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final TestApp app = new TestApp(Map.of(Setting.TRUSTED_PROXIES, "127.0.0.1"));

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void tenWrongPasswordsFromOneAddressHaveToWait() {
        app.owner();
        for (int i = 0; i < 10; i++) {
            signIn("203.0.113.7", "wrong " + i).is(422);
        }
        var reply = signIn("203.0.113.7", TestApp.PASSWORD).is(429);
        assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(1, 901);

        signIn("203.0.113.8", TestApp.PASSWORD).is(201);
        app.clock.forward(Duration.ofMinutes(16));
        signIn("203.0.113.7", TestApp.PASSWORD).is(201);
    }

    @Test
    void oneAddressCannotTryManyAccounts() {
        for (int i = 0; i < 50; i++) {
            app.visitor()
                    .with("X-Forwarded-For", "198.51.100.1")
                    .post("/api/v1/auth/login", Map.of("email", "u" + i + "@example.com", "password", "wrong"))
                    .is(422);
        }
        app.visitor()
                .with("X-Forwarded-For", "198.51.100.1")
                .post("/api/v1/auth/login", Map.of("email", "u99@example.com", "password", "wrong"))
                .is(429);
    }

    @Test
    void aForgedForwardedAddressInFrontOfTheProxysOwnDoesNotHelp() {
        app.owner();
        for (int i = 0; i < 10; i++) {
            signIn("10.9.8." + i + ", 203.0.113.9", "wrong").is(422);
        }
        signIn("10.9.8.99, 203.0.113.9", "wrong").is(429);
    }

    @Test
    void theFormSaysHowLongToWait() {
        app.owner();
        for (int i = 0; i < 10; i++) {
            signIn("127.0.0.1", "wrong").is(422);
        }
        var form = app.visitor()
                .submit("/sign-in", Map.of("email", "owner@example.com", "password", "wrong"))
                .is(429);
        assertThat(form.body()).contains("Too many tries");
    }

    @Test
    void manyAtOnceAreNotMoreThanManyInARow() {
        app.owner();
        List<Integer> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = IntStream.range(0, 30)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> signIn("203.0.113.50", "wrong " + i).status(), threads))
                    .toList();
            answers = tries.stream().map(CompletableFuture::join).toList();
        }

        assertThat(answers).filteredOn(status -> status == 422).hasSize(10);
        assertThat(answers).filteredOn(status -> status == 429).hasSize(20);
    }

    @Test
    void aCustomersIpv6AddressesAreOne() {
        app.owner();
        for (int i = 1; i <= 10; i++) {
            signIn("2001:db8:1:2::" + i, "wrong").is(422);
        }
        signIn("2001:db8:1:2:ffff::1", "wrong").is(429);
        signIn("2001:db8:1:3::1", "wrong").is(422);
    }

    @Test
    void whatNobodyCanHaveIsRefusedLikeAnyOther() {
        app.visitor()
                .post("/api/v1/auth/login", Map.of("email", "a".repeat(500_000) + "@example.com", "password", "x"))
                .is(422);
        app.visitor()
                .post("/api/v1/auth/login", Map.of("email", "a@example.com", "password", "x".repeat(500_000)))
                .is(422);
    }

    private Reply signIn(String from, String password) {
        return app.visitor()
                .with("X-Forwarded-For", from)
                .post("/api/v1/auth/login", Map.of("email", "owner@example.com", "password", password));
    }
}
