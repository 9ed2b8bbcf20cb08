package com.mewayz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.PostOffice;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private static final String FRESH = "quite another sentence";

    private final PostOffice post = new PostOffice();
    private TestApp app = start(Map.of());

    @AfterEach
    void stop() {
        app.close();
        post.close();
    }

    @Test
    void aForgottenPasswordIsReplacedThroughALinkInAMail() {
        app.owner();
        var link = link("owner@example.com");
        var visitor = app.visitor();

        assertThat(visitor.get(link).is(200).body()).contains("owner@example.com");
        var done = visitor.submit(link, "/reset", fields(link, FRESH)).is(303);
        assertThat(done.header("Location")).isEqualTo("/sign-in?done=reset");
        assertThat(visitor.get(done.header("Location")).body()).contains("Your new password is set");
        visitor.submit("/sign-in", Map.of("email", "owner@example.com", "password", FRESH))
                .is(303);
        app.visitor()
                .submit("/sign-in", Map.of("email", "owner@example.com", "password", TestApp.PASSWORD))
                .is(422);
        send();
        assertThat(PostOffice.subject(post.last("owner@example.com"))).isEqualTo("Your password was changed");
    }

    @Test
    void lookingAtTheLinkChangesNothing() {
        app.owner();
        var link = link("owner@example.com");
        for (int i = 0; i < 3; i++) {
            app.visitor().get(link).is(200);
            app.visitor().head(link).is(200);
        }

        app.visitor().submit(link, "/reset", fields(link, FRESH)).is(303);
    }

    @Test
    void aLinkWorksOnce() {
        app.owner();
        var link = link("owner@example.com");
        app.visitor().submit(link, "/reset", fields(link, FRESH)).is(303);

        app.visitor().get(link).is(403);
        app.visitor().form("/reset", fields(link, "a third sentence here")).is(403);
        app.visitor()
                .submit("/sign-in", Map.of("email", "owner@example.com", "password", FRESH))
                .is(303);
    }

    @Test
    void ofManyUsesAtOnceOneWins() {
        app.owner();
        var link = link("owner@example.com");
        List<Integer> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var uses = IntStream.range(0, 20)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> app.visitor()
                                    .form("/reset", fields(link, "sentence number " + i + " of many"))
                                    .status(),
                            threads))
                    .toList();
            answers = uses.stream().map(CompletableFuture::join).toList();
        }

        assertThat(answers).filteredOn(status -> status == 303).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 403).hasSize(19);
    }

    @Test
    void aLinkEndsAfterHalfAnHour() {
        app.owner();
        var link = link("owner@example.com");
        app.clock.forward(Duration.ofMinutes(31));

        app.visitor().get(link).is(403);
        app.visitor().form("/reset", fields(link, FRESH)).is(403);
    }

    @Test
    void aNewPasswordEndsEverySessionAndEveryOpenLink() {
        var owner = app.owner();
        var browser = app.visitor().browse("owner@example.com");
        var verify = PostOffice.path(post.last("owner@example.com"));
        var link = link("owner@example.com");
        app.visitor().submit(link, "/reset", fields(link, FRESH)).is(303);

        owner.get("/api/v1/auth/user").is(401);
        browser.get("/settings/profile").is(303);
        var again = app.visitor();
        again.submit("/sign-in", Map.of("email", "owner@example.com", "password", FRESH))
                .is(303);
        again.get(verify).is(403);
    }

    @Test
    void nobodyLearnsWhetherAnAddressHasAnAccount() {
        app.owner();
        var known = ask("owner@example.com", "203.0.113.1").is(200);
        var unknown = ask("nobody@example.com", "203.0.113.1").is(200);

        assertThat(known.body()).isEqualTo(unknown.body());
        assertThat(post.to("nobody@example.com")).isEmpty();
        answer();
        assertThat(app.app.db().number("select count(*) from reset_request")).isZero();
        assertThat(post.to("nobody@example.com")).isEmpty();
    }

    /** The request looks nothing up, so its time cannot tell either: both write one row and nothing else. */
    @Test
    void aRequestOnlyNotesTheAddress() {
        app.owner();
        app.app.jobs().close(); // nobody answers in the background
        var before = app.app.db().number("select count(*) from one_time_link");
        ask("owner@example.com", "203.0.113.1").is(200);
        ask("nobody@example.com", "203.0.113.1").is(200);

        assertThat(app.app.db().number("select count(*) from reset_request")).isEqualTo(2);
        assertThat(app.app.db().number("select count(*) from one_time_link")).isEqualTo(before);
    }

    @Test
    void aStrangerCannotMakeTheLinkOfAnotherWorthlessNorFillAMailbox() {
        app.owner();
        var link = link("owner@example.com");
        int letters = post.to("owner@example.com").size();
        for (int i = 0; i < 8; i++) {
            ask("owner@example.com", "203.0.113." + i).is(200);
            answer();
        }

        assertThat(post.to("owner@example.com")).hasSize(letters);
        app.visitor().get(link).is(200);
    }

    @Test
    void oneAddressAsksTenTimesAnHour() {
        for (int i = 0; i < 10; i++) {
            ask("u" + i + "@example.com", "198.51.100.7").is(200);
        }
        ask("u11@example.com", "198.51.100.7").is(429);
        ask("u12@example.com", "198.51.100.8").is(200);
    }

    /** Whatever the request says about its host, the mail leads where an operator was. */
    @Test
    void aForgedHostDoesNotGetIntoTheMail() {
        app.owner();
        for (var forged : List.of("X-Forwarded-Host", "X-Host", "X-Original-Host", "X-Forwarded-Server", "Forwarded")) {
            app.clock.forward(Duration.ofMinutes(10));
            app.visitor()
                    .with(forged, forged.equals("Forwarded") ? "host=evil.example" : "evil.example")
                    .with("X-Forwarded-Proto", "https")
                    .form("/forgot", Map.of("email", "owner@example.com"))
                    .is(200);
            answer();
            assertThat(PostOffice.raw(post.last("owner@example.com"))).doesNotContain("evil.example");
        }
    }

    @Test
    void theConfiguredAddressWinsOverEveryHeader() {
        app.close();
        app = start(Map.of(Setting.BASE_URL, "https://mia.example"));
        app.owner();

        assertThat(link("owner@example.com")).startsWith("/reset?token=");
        assertThat(PostOffice.link(post.last("owner@example.com"))).startsWith("https://mia.example/reset?token=");
        assertThat(PostOffice.html(post.last("owner@example.com"))).contains("https://mia.example/reset?token=");
    }

    @Test
    void aGuessablePasswordIsNotTakenAndTheLinkStaysOpen() {
        app.owner();
        var link = link("owner@example.com");
        for (var weak : List.of("short", "passwordpassword", "owner@example.com", "qwertyuiop12345")) {
            app.visitor().submit(link, "/reset", fields(link, weak)).is(422);
        }
        app.visitor().submit(link, "/reset", fields(link, FRESH)).is(303);
    }

    @Test
    void withoutMailThePageSaysHowToGetALink() {
        app.close();
        app = new TestApp();
        var owner = app.owner();
        assertThat(app.visitor().get("/forgot").is(200).body()).contains("mewayz reset-link");
        app.visitor().form("/forgot", Map.of("email", "owner@example.com")).is(409);

        var user = app.app.accounts().users().find("owner@example.com").orElseThrow();
        var link = app.app.accounts().recovery().link(user);
        app.visitor().submit(link, "/reset", fields(link, FRESH)).is(303);
        owner.get("/api/v1/auth/user").is(401);
    }

    @Test
    void theDatabaseHoldsNoToken() {
        app.owner();
        var token = PostOffice.token(link("owner@example.com"));

        assertThat(app.app.db().number("select count(*) from one_time_link where token = ?", token))
                .isZero();
        assertThat(app.app.db().number("select count(*) from letter where body <> ''"))
                .isZero();
        assertThat(app.app.db().number("select count(*) from fact where body like ?", "%" + token + "%"))
                .isZero();
    }

    private Reply ask(String email, String from) {
        return app.visitor().with("X-Forwarded-For", from).form("/forgot", Map.of("email", email));
    }

    /** Asks, and opens the letter. */
    private String link(String email) {
        ask(email, "192.0.2.1").is(200);
        answer();
        return PostOffice.path(post.last(email));
    }

    private void answer() {
        app.app.jobs().run("answer-resets");
        send();
    }

    private void send() {
        app.app.bus().deliver();
        app.app.jobs().run("send-letters");
    }

    private static Map<String, String> fields(String link, String password) {
        return Map.of("token", PostOffice.token(link), "password", password);
    }

    private TestApp start(Map<Setting, String> more) {
        var settings = new HashMap<>(post.settings());
        settings.put(Setting.TRUSTED_PROXIES, "127.0.0.1");
        settings.putAll(more);
        return new TestApp(settings);
    }
}
