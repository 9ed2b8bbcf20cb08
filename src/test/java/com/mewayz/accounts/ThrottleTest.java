package com.mewayz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.Client;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    /** What passes at once: from one place for one account, from one network, for one account from everywhere. */
    private static final int PAIR = 5;

    private static final int NETWORK = 20;
    private static final int ACCOUNT = 20;

    private final TestApp app = new TestApp(Map.of(Setting.TRUSTED_PROXIES, "127.0.0.1"));

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void wrongPasswordsFromOneAddressHaveToWaitLongerAndLonger() {
        app.owner();
        guess("203.0.113.7", PAIR);

        var first = signIn("203.0.113.7", TestApp.PASSWORD).is(429);
        assertThat(wait(first)).isBetween(1L, 4L);
        long before = 0;
        for (int i = 0; i < 12; i++) {
            long wait = wait(signIn("203.0.113.7", "wrong").is(429));
            assertThat(wait).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(901);
            before = wait;
            app.clock.forward(Duration.ofSeconds(wait));
            signIn("203.0.113.7", "wrong").is(422);
        }
        assertThat(before).isGreaterThan(800);

        signIn("203.0.113.8", TestApp.PASSWORD).is(201);
        app.clock.forward(Duration.ofMinutes(16));
        signIn("203.0.113.7", TestApp.PASSWORD).is(201);
        signIn("203.0.113.7", TestApp.PASSWORD).is(201);
    }

    @Test
    void aRefusedTryMakesTheWaitNoLonger() {
        app.owner();
        guess("203.0.113.7", PAIR);
        for (int i = 0; i < 100; i++) {
            signIn("203.0.113.7", "wrong").is(429);
        }
        app.clock.forward(Duration.ofSeconds(3));
        signIn("203.0.113.7", TestApp.PASSWORD).is(201);
    }

    @Test
    void oneAddressCannotTryManyAccounts() {
        for (int i = 0; i < NETWORK; i++) {
            as("u" + i + "@example.com", "198.51.100.1", "wrong").is(422);
        }
        as("u99@example.com", "198.51.100.1", "wrong").is(429);
    }

    @Test
    void aForgedForwardedAddressInFrontOfTheProxysOwnDoesNotHelp() {
        app.owner();
        for (int i = 0; i < PAIR; i++) {
            signIn("10.9.8." + i + ", 203.0.113.9", "wrong").is(422);
        }
        signIn("10.9.8.99, 203.0.113.9", "wrong").is(429);
    }

    @Test
    void theFormSaysHowLongToWait() {
        app.owner();
        guess("127.0.0.1", PAIR);
        var form = app.visitor()
                .submit("/sign-in", Map.of("email", "owner@example.com", "password", "wrong"))
                .is(429);
        assertThat(form.body()).contains("Too many tries");
        assertThat(form.header("Retry-After")).isNotEmpty();
    }

    @Test
    void manyAtOnceAreNotMoreThanManyInARow() {
        app.owner();
        var answers = atOnce(30, i -> signIn("203.0.113.50", "wrong " + i));

        assertThat(answers).filteredOn(status -> status == 422).hasSize(PAIR);
        assertThat(answers).filteredOn(status -> status == 429).hasSize(30 - PAIR);
    }

    @Test
    void aCustomersIpv6AddressesAreOne() {
        app.owner();
        for (int i = 1; i <= PAIR; i++) {
            signIn("2001:db8:1:2::" + i, "wrong").is(422);
        }
        signIn("2001:db8:1:2:ffff::1", "wrong").is(429);
        signIn("2001:db8:1:3::1", "wrong").is(422);
    }

    @Test
    void ofTenThousandWrongPasswordsFromOneAddressAHandfulIsLookedAt() {
        var owner = ownerAtHome();
        var answers = atOnce(10_000, i -> signIn("203.0.113.66", "wrong " + i));

        assertThat(answers).filteredOn(status -> status == 422).hasSize(PAIR);
        assertThat(answers).filteredOn(status -> status == 429).hasSize(10_000 - PAIR);
        comesBack(owner);
    }

    @Test
    void ofTenThousandFromAThousandAddressesAHandfulIsLookedAtAndTheOwnerSignsInMeanwhile() {
        var owner = ownerAtHome();
        var answers = atOnce(10_000, i -> {
            if (i % 2_500 == 2_499) {
                assertThat(owner.get("/settings/profile").status()).isEqualTo(200);
            }
            return signIn("198.18." + i % 1_000 / 250 + "." + i % 250, "wrong " + i);
        });

        assertThat(answers).filteredOn(status -> status == 422).hasSize(ACCOUNT);
        // the browser that was in before, wherever it is now
        owner.with("X-Forwarded-For", "203.0.113.200");
        comesBack(owner);
        // the network that was in before, without its cookies
        signIn("192.0.2.10", TestApp.PASSWORD).is(201);
        // from anywhere else it is a guess like any other
        signIn("203.0.113.201", TestApp.PASSWORD).is(429);
    }

    @Test
    void neighboursWhoUseUpTheNetworkDoNotHoldUpABrowserThatWasInBefore() {
        var owner = ownerAtHome();
        for (int i = 0; i < NETWORK; i++) {
            as("u" + i + "@example.com", "192.0.2.10", "wrong");
        }
        signIn("192.0.2.10", TestApp.PASSWORD).is(429);

        comesBack(owner);
    }

    @Test
    void aBrowsersNameThatWeDidNotGiveOpensNothing() {
        app.owner();
        var planted = app.visitor().with("X-Forwarded-For", "192.0.2.10");
        planted.cookies().put("mewayz-device", "planted");
        planted.browse("owner@example.com");

        assertThat(planted.cookies().get("mewayz-device")).isNotEqualTo("planted");
    }

    @Test
    void itMakesNoDifferenceWhetherThereIsAnAccount() {
        app.owner();
        for (int i = 0; i < 30; i++) {
            var known = as("owner@example.com", "203.0.113.1", "wrong");
            var unknown = as("nobody@example.com", "203.0.113.2", "wrong");
            assertThat(known.status()).isEqualTo(unknown.status());
            assertThat(known.header("Retry-After")).isEqualTo(unknown.header("Retry-After"));
            assertThat(known.at("/errors")).isEqualTo(unknown.at("/errors"));
        }
    }

    @Test
    void aFailedSignInIsWrittenDownAlsoWhereThereIsNoAccountBecauseWritingTakesTime() {
        app.owner();
        long before = app.app.db().number("select count(*) from fact where kind = 'sign-in-failed'");
        as("owner@example.com", "203.0.113.1", "wrong").is(422);
        as("nobody@example.com", "203.0.113.2", "wrong").is(422);

        assertThat(app.app.db().number("select count(*) from fact where kind = 'sign-in-failed'"))
                .isEqualTo(before + 2);
    }

    @Test
    void whatNobodyCanHaveIsRefusedLikeAnyOther() {
        as("a".repeat(500_000) + "@example.com", "203.0.113.1", "x").is(422);
        as("a@example.com", "203.0.113.1", "x".repeat(500_000)).is(422);
    }

    private void guess(String from, int times) {
        for (int i = 0; i < times; i++) {
            signIn(from, "wrong " + i).is(422);
        }
    }

    /** The owner's browser, which was in before from its own network. */
    private Client ownerAtHome() {
        app.owner();
        return app.visitor().with("X-Forwarded-For", "192.0.2.10").browse("owner@example.com");
    }

    /** With the session gone, and what else the browser keeps still there. */
    private static void comesBack(Client owner) {
        owner.cookies().remove("mewayz");
        owner.browse("owner@example.com");
    }

    private static long wait(Reply reply) {
        return Long.parseLong(reply.header("Retry-After"));
    }

    private static List<Integer> atOnce(int times, IntFunction<Reply> one) {
        try (var threads = Executors.newFixedThreadPool(16)) {
            var tries = IntStream.range(0, times)
                    .mapToObj(i ->
                            CompletableFuture.supplyAsync(() -> one.apply(i).status(), threads))
                    .toList();
            return tries.stream().map(CompletableFuture::join).toList();
        }
    }

    private Reply signIn(String from, String password) {
        return as("owner@example.com", from, password);
    }

    private Reply as(String email, String from, String password) {
        return app.visitor()
                .with("X-Forwarded-For", from)
                .post("/api/v1/auth/login", Map.of("email", email, "password", password));
    }
}
