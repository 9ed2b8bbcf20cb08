package com.mewayz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The first minutes with an empty server. */
class SetupTest {
    private TestApp app = new TestApp();

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void twoMinutesLeadToAPublishedPage() {
        var browser = account();
        browser.submit(
                        "/setup/workspace",
                        Map.of("workspace", "Mia Torres", "handle", "mia", "bio", "Songs about harbours"))
                .is(303);
        browser.submit("/setup/theme", Map.of("theme", "amp")).is(303);
        browser.submit(
                        "/setup/links",
                        Map.of(
                                "title1",
                                "New single",
                                "url1",
                                "https://example.com/single",
                                "title2",
                                "Write to me",
                                "url2",
                                "mailto:mia@example.com"))
                .is(303);

        var page = app.visitor().get("/@mia").is(200).body();
        assertThat(page)
                .contains("Mia Torres", "Songs about harbours", "New single", "Write to me")
                .contains("/themes/amp/");
        assertThat(browser.get("/today").is(200).body()).contains("Your page is live");
    }

    @Test
    void theSetupLinkWorksOnce() {
        var token = token();
        account();

        app.visitor().get("/setup?token=" + token).is(303);
        app.visitor()
                .form(
                        "/setup",
                        Map.of("token", token, "name", "Eve", "email", "eve@example.com", "password", TestApp.PASSWORD))
                .is(403);
        assertThat(app.app.db().number("select count(*) from user")).isEqualTo(1);
    }

    @Test
    void theSetupLinkEndsAfterThirtyMinutes() {
        var token = token();
        app.clock.forward(Duration.ofMinutes(31));

        assertThat(app.visitor().get("/setup?token=" + token).is(403).body()).contains("mewayz setup-link");
        app.visitor()
                .form(
                        "/setup",
                        Map.of("token", token, "name", "Eve", "email", "eve@example.com", "password", TestApp.PASSWORD))
                .is(403);
        assertThat(app.app.accounts().users().none()).isTrue();
    }

    @Test
    void withoutTheTokenSetupExplainsAndCreatesNothing() {
        assertThat(app.visitor().get("/setup").is(403).body()).contains("mewayz setup-link");
        app.visitor()
                .form("/setup", Map.of("name", "Eve", "email", "eve@example.com", "password", TestApp.PASSWORD))
                .is(403);
        app.visitor()
                .form(
                        "/setup",
                        Map.of(
                                "token",
                                "guess",
                                "name",
                                "Eve",
                                "email",
                                "eve@example.com",
                                "password",
                                TestApp.PASSWORD))
                .is(403);
        assertThat(app.app.accounts().users().none()).isTrue();
        assertThat(app.visitor().get("/").is(303).header("Location")).isEqualTo("/setup");
    }

    @Test
    void aNewLinkClosesTheOldOne() {
        var old = token();
        var fresh = app.app.accounts().setupLinks().create();

        app.visitor().get("/setup?token=" + old).is(403);
        app.visitor().get("/setup?token=" + fresh).is(200);
    }

    @Test
    void badInputIsShownWithItsSentencesAndUsesNothingUp() {
        var token = token();
        var reply = app.visitor()
                .submit(
                        "/setup?token=" + token,
                        "/setup",
                        Map.of("token", token, "name", "", "email", "nope", "password", "short"))
                .is(422);

        assertThat(reply.body())
                .contains("Write something here.", "name@example.com", "12 characters")
                .doesNotContain("value=\"short\"");
        app.visitor().get("/setup?token=" + token).is(200);
    }

    @Test
    void aHandleThatIsTakenIsSaidInTheWizard() {
        var browser = account();
        browser.submit("/setup/workspace", Map.of("workspace", "Mia", "handle", "mia", "bio", ""))
                .is(303);
        app.stranger()
                .post("/api/v1/bio-sites", Map.of("handle", "taken", "name", "T"))
                .is(201);

        assertThat(browser.submit("/setup/workspace", Map.of("workspace", "Mia", "handle", "taken", "bio", ""))
                        .is(422)
                        .body())
                .contains("This handle is taken");
        assertThat(browser.submit("/setup/workspace", Map.of("workspace", "Mia", "handle", "admin", "bio", ""))
                        .is(422)
                        .body())
                .contains("reserved");
    }

    @Test
    void badLinksAddNothing() {
        var browser = account();
        browser.submit("/setup/workspace", Map.of("workspace", "Mia", "handle", "mia", "bio", ""))
                .is(303);
        browser.submit(
                        "/setup/links",
                        Map.of(
                                "title1",
                                "Good",
                                "url1",
                                "https://example.com",
                                "title2",
                                "Bad",
                                "url2",
                                "javascript:alert(1)"))
                .is(422);

        assertThat(app.app.db().number("select count(*) from block")).isZero();
        app.visitor().get("/@mia").is(404);
    }

    @Test
    void thePhoneShowsWhatStandsInTheForm() {
        var browser = account();
        var preview = browser.get("/setup/preview?workspace=Mia%20%3Cb%3E&bio=Hello&theme=haze&title1=One")
                .is(200);

        assertThat(preview.body())
                .contains("Mia", "&lt;b&gt;", "Hello", "One", "/themes/haze/")
                .doesNotContain("<b>");
        assertThat(preview.header("Content-Security-Policy"))
                .contains("frame-ancestors 'self'")
                .contains("sandbox");
        browser.get("/setup/preview.css?theme=haze&name=Mia").is(200);
    }

    @Test
    void theEnvironmentMakesTheFirstAdmin() {
        app.close();
        app = new TestApp(Map.of(Setting.ADMIN_EMAIL, "boss@example.com", Setting.ADMIN_PASSWORD, TestApp.PASSWORD));

        assertThat(app.app.setupToken()).isEmpty();
        app.visitor().browse("boss@example.com").get("/today").is(200);
    }

    @Test
    void sessionsAndLinksThatEndedAreRemoved() {
        account();
        app.app.accounts().setupLinks().create();
        app.clock.forward(Duration.ofDays(31));
        app.app.jobs().run("expire-sessions");
        app.app.jobs().run("expire-setup-links");

        assertThat(app.app.db().number("select count(*) from session")).isZero();
        assertThat(app.app.db().number("select count(*) from setup_link where used_at is null"))
                .isZero();
    }

    private String token() {
        return app.app.setupToken().orElseThrow();
    }

    private Client account() {
        var browser = app.visitor();
        var token = token();
        browser.submit(
                        "/setup?token=" + token,
                        "/setup",
                        Map.of("token", token, "name", "Mia", "email", "mia@example.com", "password", TestApp.PASSWORD))
                .is(303);
        app.app.bus().deliver();
        return browser;
    }
}
