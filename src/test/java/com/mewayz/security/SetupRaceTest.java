package com.mewayz.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.TestApp;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A new server belongs to whoever holds its link, and to exactly one of those who use it at the same moment. */
class SetupRaceTest {
    private static final int RUNNERS = 20;

    @Test
    void twentySetupsAtOnceMakeOneAccount() {
        try (var app = new TestApp(Map.of(Setting.REGISTRATION, "closed"))) {
            var token = app.app.setupToken().orElseThrow();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var runners = IntStream.range(0, RUNNERS)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> setUp(app, token, i), threads))
                        .toList();
                var answers = runners.stream().map(CompletableFuture::join).toList();
                assertThat(answers).filteredOn(status -> status == 303).hasSize(1);
                assertThat(answers).allMatch(status -> status == 303 || status == 403 || status == 429);
            }
            assertThat(app.app.db().number("select count(*) from user")).isEqualTo(1);
            assertThat(app.app.db().number("select count(*) from user where operator = 1"))
                    .isEqualTo(1);
        }
    }

    @Test
    void withoutTheLinkNobodyBecomesTheFirst() {
        try (var app = new TestApp(Map.of(Setting.REGISTRATION, "closed"))) {
            for (var token : new String[] {"", "x", "0", "' or 1=1 --", "*"}) {
                assertThat(setUp(app, token, 1)).isIn(403, 422);
            }
            app.visitor()
                    .post("/api/v1/auth/register", Map.of("name", "Eve", "email", "eve@example.com"))
                    .is(403);
            assertThat(app.app.db().number("select count(*) from user")).isZero();
        }
    }

    private static int setUp(TestApp app, String token, int number) {
        return app.visitor()
                .form(
                        "/setup",
                        Map.of(
                                "token",
                                token,
                                "name",
                                "Runner",
                                "email",
                                "runner" + number + "@example.com",
                                "password",
                                TestApp.PASSWORD))
                .status();
    }
}
