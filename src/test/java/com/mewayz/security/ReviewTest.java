package com.mewayz.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.Client;
import com.mewayz.testing.Phone;
import com.mewayz.testing.PostOffice;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways through that somebody found who knew nothing but the program. */
class ReviewTest {
    private static final String FRESH = "quite another sentence";

    @Test
    void aPasswordAloneDoesNotStandForTheSecondFactor() {
        try (var app = new TestApp()) {
            app.owner();
            var browser = withFactor(app);
            app.clock.forward(Duration.ofMinutes(11));

            var changed = browser.submit(
                    "/settings/profile", "/settings/password", Map.of("current", TestApp.PASSWORD, "password", FRESH));
            assertThat(changed.is(303).header("Location")).startsWith("/prove");
            assertThat(browser.submit("/settings/profile", "/settings/totp/removal", Map.of())
                            .is(303)
                            .header("Location"))
                    .startsWith("/prove");
        }
    }

    @Test
    void aPasswordThatWasResetEndsApiTokensToo() {
        try (var post = new PostOffice();
                var app = new TestApp(post.settings())) {
            var owner = app.owner();
            var browser = app.visitor().browse(TestApp.email("owner"));
            browser.get("/settings/tokens").is(200);
            var token = owner.post(
                            "/api/v1/workspaces/" + owner.workspace() + "/tokens",
                            Map.of("name", "Backup", "abilities", List.of("bio-sites:read")))
                    .is(201)
                    .at("/data/token")
                    .asText();
            var program = app.visitor().with("Authorization", "Bearer " + token);
            program.get("/api/v1/bio-sites").is(200);

            app.visitor()
                    .submit("/forgot", Map.of("email", TestApp.email("owner")))
                    .is(200);
            app.app.jobs().run("answer-resets");
            app.app.jobs().run("send-letters");
            var path = PostOffice.path(post.last(TestApp.email("owner")));
            app.visitor()
                    .submit(path, "/reset", Map.of("token", PostOffice.token(path), "password", FRESH))
                    .is(303);
            app.app.bus().deliver();

            program.get("/api/v1/bio-sites").is(401);
        }
    }

    @Test
    void whoProvesAnAddressByAResetFindsNothingThatWasLyingInWait() {
        try (var post = new PostOffice();
                var app = new TestApp(post.settings())) {
            app.owner();
            withFactor(app);
            assertThat(app.app
                            .accounts()
                            .users()
                            .find(TestApp.email("owner"))
                            .orElseThrow()
                            .verifiedAt())
                    .isNull();

            app.visitor()
                    .submit("/forgot", Map.of("email", TestApp.email("owner")))
                    .is(200);
            app.app.jobs().run("answer-resets");
            app.app.jobs().run("send-letters");
            var path = PostOffice.path(post.last(TestApp.email("owner")));
            app.visitor()
                    .submit(path, "/reset", Map.of("token", PostOffice.token(path), "password", FRESH))
                    .is(303);

            var in = app.visitor()
                    .submit("/sign-in", Map.of("email", TestApp.email("owner"), "password", FRESH))
                    .is(303);
            assertThat(in.header("Location")).isEqualTo("/today");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.5:4711",
                "1.2.3.4, 5.6.7.8:99",
                "fa.ce",
                "1:2",
                "[2001:db8::1]:443",
                "[2001:db8::1]",
                "999.1.1.1",
                "unknown",
                ", ,",
                "1.2.3.4:99999999"
            })
    void aProxyMayWriteAddressesInAnyForm(String forwarded) {
        try (var app = new TestApp(Map.of(Setting.TRUSTED_PROXIES, "127.0.0.1"))) {
            app.visitor().with("X-Forwarded-For", forwarded).get("/sign-in").is(200);
            app.visitor()
                    .with("X-Forwarded-For", forwarded)
                    .get("/api/v1/auth/user")
                    .is(401);
        }
    }

    @Test
    void todayTellsViewersOfSitesAndNotOfAccounts() {
        try (var app = new TestApp()) {
            app.owner();
            app.viewer();
            var viewer = app.visitor().browse(TestApp.email("viewer"));
            var owner = app.visitor().browse(TestApp.email("owner"));

            assertThat(owner.get("/today").is(200).body()).contains("Signed in");
            viewer.form("/workspace", Map.of()).status();
            assertThat(viewer.get("/settings/workspace").is(200).body()).isNotEmpty();
            assertThat(today(app, viewer)).doesNotContain("Signed in");
        }
    }

    @Test
    void holesInListsAreComplainedAbout() {
        try (var app = new TestApp()) {
            var owner = app.owner();
            var workspace = "/api/v1/workspaces/" + owner.workspace();
            owner.post(workspace + "/invite", "{\"emails\":[null],\"role\":\"viewer\"}")
                    .is(422);
            owner.post(workspace + "/tokens", "{\"name\":\"x\",\"abilities\":[null]}")
                    .is(422);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q..q@example.com",
                ".q@example.com",
                "q.@example.com",
                "q@example..com",
                "q@.example.com",
                "q@example"
            })
    void whatNoMailServerTakesIsNoAddress(String address) {
        try (var post = new PostOffice();
                var app = new TestApp(post.settings())) {
            app.owner();
            app.visitor()
                    .submit("/register", Map.of("name", "Q", "email", address, "password", TestApp.PASSWORD))
                    .is(422);
        }
    }

    private static String today(TestApp app, Client viewer) {
        var workspace = String.valueOf(app.owner().workspace());
        viewer.submit("/settings/workspace", "/workspace", Map.of("workspace", workspace))
                .is(303);
        return viewer.get("/today").is(200).body();
    }

    private static Client withFactor(TestApp app) {
        var browser = app.visitor().browse(TestApp.email("owner"));
        Phone.setUp(app, browser);
        app.app.bus().deliver(); // the letter about it is written before any other
        return browser;
    }
}
