package com.mewayz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.crypto.Totp;
import com.mewayz.testing.PostOffice;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Making an account where mail can be sent: the address is confirmed first, and nobody learns who has one already. */
class RegistrationTest {
    private final PostOffice post = new PostOffice();
    private final TestApp app = new TestApp(post.settings());

    @AfterEach
    void stop() {
        app.close();
        post.close();
    }

    @Test
    void theAnswerIsTheSameWhetherSomebodyHasTheAddress() {
        app.owner();
        var free = register("new@example.com");
        var taken = register("owner@example.com");

        assertThat(taken.status()).isEqualTo(free.status()).isEqualTo(200);
        assertThat(taken.body().replace("owner@example.com", "new@example.com")).isEqualTo(free.body());
        send();
        assertThat(PostOffice.subject(post.last("owner@example.com"))).isEqualTo("You have an account already");
        assertThat(PostOffice.subject(post.last("new@example.com"))).isEqualTo("Confirm your address to start");
    }

    @Test
    void theApiTellsNoMore() {
        app.owner();
        var free = app.visitor().post("/api/v1/auth/register", fields("new@example.com"));
        var taken = app.visitor().post("/api/v1/auth/register", fields("owner@example.com"));

        assertThat(free.is(201).at("/data/token").isMissingNode()).isTrue();
        assertThat(taken.is(201).at("/data")).hasToString("{\"confirm\":\"owner@example.com\"}");
    }

    @Test
    void nobodyChoosesAPasswordForSomebodyElse() {
        app.owner();
        app.visitor()
                .submit(
                        "/register",
                        Map.of("name", "New", "email", "new@example.com", "password", "the stranger's own"));
        register("new@example.com");
        var link = link("new@example.com");
        app.visitor()
                .submit(link, "/register/confirmation", Map.of("token", PostOffice.token(link)))
                .is(422);
        app.visitor()
                .submit(
                        link,
                        "/register/confirmation",
                        Map.of("token", PostOffice.token(link), "password", TestApp.PASSWORD))
                .is(303);

        app.visitor()
                .submit("/sign-in", Map.of("email", "new@example.com", "password", "the stranger's own"))
                .is(422);
        app.visitor()
                .submit("/sign-in", Map.of("email", "new@example.com", "password", TestApp.PASSWORD))
                .is(303);
    }

    @Test
    void beforeTheSetUpNobodyRegisters() {
        app.visitor().submit("/register", fields("new@example.com")).is(403);
        app.visitor().post("/api/v1/auth/register", fields("new@example.com")).is(403);
        try (var plain = new TestApp()) {
            plain.visitor().submit("/register", fields("new@example.com")).is(403);
            assertThat(plain.app.accounts().users().none()).isTrue();
        }
    }

    @Test
    void withoutMailNobodyIsToldWhoHasAnAccount() {
        try (var plain = new TestApp()) {
            plain.owner();
            var free = plain.visitor().post("/api/v1/auth/register", fields("new@example.com"));
            var taken = plain.visitor().post("/api/v1/auth/register", fields("owner@example.com"));
            var page = plain.visitor().submit("/register", fields("owner@example.com"));

            assertThat(taken.is(403).at("/message")).isEqualTo(free.is(403).at("/message"));
            assertThat(page.is(403).body()).contains("opens once this server can send mail");
            assertThat(plain.visitor().get("/register").is(403).body())
                    .contains("opens once this server can send mail");
            assertThat(plain.visitor().get("/sign-in").body()).doesNotContain("/register");
            assertThat(plain.app.accounts().users().find("new@example.com")).isEmpty();
        }
    }

    @Test
    void registrationOpensWithTheMailServer() {
        try (var plain = new TestApp()) {
            plain.owner();
            var browser = plain.visitor().browse("owner@example.com");
            assertThat(browser.get("/settings/mail").body()).contains("Registration is set to open, but stays closed");
            browser.submit(
                            "/settings/mail",
                            Map.of(
                                    "host", "127.0.0.1",
                                    "port", String.valueOf(post.port()),
                                    "tls", "none",
                                    "senderName", "Mia",
                                    "senderAddress", "mail@mia.example"))
                    .is(303);

            assertThat(browser.get("/settings/mail").body()).doesNotContain("stays closed");
            assertThat(plain.visitor().get("/sign-in").body()).contains("/register");
            plain.visitor().submit("/register", fields("new@example.com")).is(200);
        }
    }

    @Test
    void aRegistrationWantsANameAndAnAddress() {
        app.owner();
        var reply = app.visitor()
                .post("/api/v1/auth/register", Map.of("name", "", "email", "nope"))
                .is(422);

        assertThat(reply.complaint("name")).isNotEmpty();
        assertThat(app.visitor()
                        .post("/api/v1/auth/register", Map.of("email", "new@example.com"))
                        .is(422)
                        .complaint("name"))
                .isNotEmpty();
        assertThat(reply.complaint("email")).contains("name@example.com");
    }

    @Test
    void thereIsNoAccountBeforeTheLinkIsUsed() {
        app.owner();
        register("new@example.com").is(200);
        assertThat(app.app.accounts().users().find("new@example.com")).isEmpty();
        app.visitor()
                .submit("/sign-in", Map.of("email", "new@example.com", "password", TestApp.PASSWORD))
                .is(422);

        var link = link("new@example.com");
        app.visitor().get(link).is(200);
        app.visitor().head(link).is(200);
        assertThat(app.app.accounts().users().find("new@example.com")).isEmpty();

        var browser = app.visitor();
        browser.submit(
                        link,
                        "/register/confirmation",
                        Map.of("token", PostOffice.token(link), "password", TestApp.PASSWORD))
                .is(303);
        browser.get("/settings/profile").is(200);
        assertThat(app.app
                        .accounts()
                        .users()
                        .find("new@example.com")
                        .orElseThrow()
                        .verifiedAt())
                .isEqualTo(TestApp.NOW);
    }

    @Test
    void aLinkMakesOneAccountHoweverOftenItIsUsed() {
        app.owner();
        register("new@example.com");
        var token = PostOffice.token(link("new@example.com"));
        List<Integer> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> app.visitor()
                            .form("/register/confirmation", Map.of("token", token, "password", TestApp.PASSWORD))
                            .status()))
                    .toList()
                    .stream()
                    .map(each -> {
                        try {
                            return each.get();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();
        }
        assertThat(answers).containsOnlyOnce(303).contains(403);
    }

    @Test
    void aLinkThatIsADayOldMakesNothing() {
        app.owner();
        register("new@example.com");
        var link = link("new@example.com");
        app.clock.forward(Duration.ofHours(24));

        app.visitor().get(link).is(403);
        app.visitor()
                .form("/register/confirmation", Map.of("token", PostOffice.token(link), "password", TestApp.PASSWORD))
                .is(403);
    }

    @Test
    void nobodysLetterBoxIsFlooded() {
        app.owner();
        for (int i = 0; i < 5; i++) {
            register("new@example.com").is(200);
        }
        send();

        assertThat(post.to("new@example.com")).hasSize(1);
    }

    @Test
    void aChangeOfFactorsIsToldByMail() {
        app.owner();
        var browser = app.visitor().browse("owner@example.com");
        browser.submit("/settings/security", "/settings/totp", Map.of()).is(303);
        var secret = browser.get("/settings/totp")
                .body()
                .replaceAll("(?s).*keytext block\">([A-Z2-7 ]+)<.*", "$1")
                .replace(" ", "");
        var code = Totp.code(secret, app.clock.instant());
        browser.submit("/settings/totp", "/settings/totp/confirmation", Map.of("code", code))
                .is(200);
        app.app.bus().deliver();
        send();

        var letter = post.last("owner@example.com");
        assertThat(PostOffice.subject(letter)).isEqualTo("How you sign in was changed");
        assertThat(PostOffice.text(letter)).contains("An authenticator app was added");
    }

    private Reply register(String email) {
        return app.visitor().submit("/register", fields(email));
    }

    private static Map<String, String> fields(String email) {
        return Map.of("name", "New", "email", email);
    }

    private String link(String email) {
        send();
        return PostOffice.path(post.last(email));
    }

    private void send() {
        app.app.jobs().run("send-letters");
    }
}
