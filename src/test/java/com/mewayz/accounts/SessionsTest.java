package com.mewayz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@AppTest
class SessionsTest {
    private static final String EMAIL = "owner@example.com";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final TestApp app;

    SessionsTest(TestApp app) {
        this.app = app;
    }

    @BeforeEach
    void anew() {
        app.owner();
        app.app.db().run("delete from session where kind = 'cookie'");
    }

    @Test
    void sessionsAreListedWithTheirDevicesAndThisOneIsMarked() {
        var browser = app.visitor().with("User-Agent", FIREFOX).browse(EMAIL);

        var page = browser.get("/settings/security").is(200).body();

        assertThat(page).contains("Firefox on Linux", "This one", "API client", "just now");
        assertThat(app.owner().get("/api/v1/auth/sessions").is(200).at("/data").findValuesAsText("current"))
                .containsOnlyOnce("true")
                .hasSizeGreaterThan(1);
    }

    @Test
    void aSessionIsEndedFromAnother() {
        var lost = app.visitor().with("User-Agent", FIREFOX).browse(EMAIL);
        var browser = app.visitor().browse(EMAIL);

        browser.submit("/settings/security", "/settings/sessions/" + other(browser) + "/removal", Map.of())
                .is(303);

        assertThat(lost.get("/settings/profile").is(303).header("Location")).startsWith("/sign-in");
        browser.get("/settings/profile").is(200);
    }

    @Test
    void allOthersAreEndedAtOnce() {
        var lost = app.visitor().browse(EMAIL);
        var token = app.visitor().signIn(EMAIL);
        var browser = app.visitor().browse(EMAIL);

        browser.submit("/settings/security", "/settings/sessions/removal", Map.of())
                .is(303);

        lost.get("/settings/profile").is(303);
        token.get("/api/v1/auth/user").is(401);
        assertThat(browser.get("/settings/security").is(200).body()).doesNotContain("End all others");
    }

    @Test
    void anApiClientEndsTheOthers() {
        app.register("api");
        var lost = app.visitor().browse(TestApp.email("api"));
        var client = app.visitor().signIn(TestApp.email("api"));

        client.delete("/api/v1/auth/sessions").is(200);

        lost.get("/settings/profile").is(303);
        client.get("/api/v1/auth/user").is(200);
    }

    @Test
    void aCookieThatWasThereBeforeSigningInNeverCounts() {
        var victim = app.visitor();
        victim.cookies().put("mewayz", "planted-by-somebody-else-000000000000000000");
        victim.submit("/sign-in", Map.of("email", EMAIL, "password", TestApp.PASSWORD))
                .is(303);

        assertThat(victim.cookies().get("mewayz")).doesNotContain("planted");
        var attacker = app.visitor();
        attacker.cookies().put("mewayz", "planted-by-somebody-else-000000000000000000");
        attacker.get("/settings/profile").is(303);
    }

    @Test
    void signingInAgainLeavesNoOldSessionBehind() {
        var browser = app.visitor().browse(EMAIL);
        var old = browser.cookies().get("mewayz");
        browser.submit("/settings/profile", "/sign-in", Map.of("email", EMAIL, "password", TestApp.PASSWORD))
                .is(303);

        assertThat(browser.cookies().get("mewayz")).isNotEqualTo(old);
        var thief = app.visitor();
        thief.cookies().put("mewayz", old);
        thief.get("/settings/profile").is(303);
    }

    @Test
    void aChangedPasswordEndsEveryOtherSessionAndMovesThisOne() {
        app.register("changer");
        var email = TestApp.email("changer");
        var lost = app.visitor().browse(email);
        var browser = app.visitor().browse(email);
        var before = browser.cookies().get("mewayz");

        browser.submit(
                        "/settings/profile",
                        "/settings/password",
                        Map.of("current", TestApp.PASSWORD, "password", "another long sentence"))
                .is(303);

        lost.get("/settings/profile").is(303);
        browser.get("/settings/profile").is(200);
        assertThat(browser.cookies().get("mewayz")).isNotEqualTo(before);
    }

    @Test
    void aRoleThatWasTakenAwayIsGoneWithTheNextRequest() {
        var editor = app.editor();
        var site = Map.of("handle", "role-test", "name", "Role");
        editor.post("/api/v1/bio-sites", site).is(201);
        app.app.db().run("update member set role = 'viewer' where role = 'editor'");

        editor.post("/api/v1/bio-sites", Map.of("handle", "role-test-2", "name", "Role"))
                .is(403);
        app.app.db().run("update member set role = 'editor' where role = 'viewer'");
    }

    @Test
    void anIdleBrowserIsSignedOutAfterTwoWeeks() {
        try (var own = new TestApp()) {
            own.owner();
            var browser = own.visitor().browse(EMAIL);
            own.clock.forward(Duration.ofDays(13));
            browser.get("/settings/profile").is(200);
            own.clock.forward(Duration.ofDays(13));
            browser.get("/settings/profile").is(200);
            own.clock.forward(Duration.ofDays(15));
            browser.get("/settings/profile").is(303);
        }
    }

    @Test
    void everySessionEndsAfterSixtyDaysHoweverBusy() {
        try (var own = new TestApp()) {
            var token = own.owner();
            var browser = own.visitor().browse(EMAIL);
            for (int day = 0; day < 59; day += 10) {
                browser.get("/settings/profile").is(200);
                token.get("/api/v1/auth/user").is(200);
                own.clock.forward(Duration.ofDays(10));
            }
            browser.get("/settings/profile").is(303);
            token.get("/api/v1/auth/user").is(401);
        }
    }

    @Test
    void anothersSessionDoesNotExist() {
        var browser = app.visitor().browse(EMAIL);
        var id = other(browser);

        app.stranger().delete("/api/v1/auth/sessions/" + id).is(404);
        app.owner().get("/api/v1/auth/user").is(200);
    }

    private long other(Client browser) {
        var link = java.util.regex.Pattern.compile("/settings/sessions/(\\d+)/removal")
                .matcher(browser.get("/settings/security").is(200).body());
        assertThat(link.find()).isTrue();
        return Long.parseLong(link.group(1));
    }
}
