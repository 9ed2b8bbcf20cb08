package com.mewayz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.Client;
import com.mewayz.testing.Phone;
import com.mewayz.testing.PostOffice;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page on which whoever runs the server sees its people. */
class PeopleTest {
    private static final String PATH = "/settings/people";

    private final PostOffice post = new PostOffice();
    private final TestApp app = new TestApp(post.settings());
    private Client boss = app.visitor();

    @BeforeEach
    void setUp() {
        app.owner();
        app.stranger();
        boss = app.visitor().browse(TestApp.email("owner"));
    }

    @AfterEach
    void stop() {
        app.close();
        post.close();
    }

    @Test
    void everybodyIsListedWithWhatMattersAndNothingSecret() {
        app.clock.forward(Duration.ofMinutes(3));
        var page = boss.get(PATH).is(200).body();

        assertThat(page)
                .contains("owner@example.com", "stranger@example.com", "2 sessions", "1 session", "Password only");
        assertThat(page).contains("(you)", "Operator", "seen 3 minutes ago").doesNotContain("$argon2");
        Phone.setUp(app, boss);
        assertThat(boss.get(PATH).body()).containsOnlyOnce("<span class=\"tag ok\">Second factor</span>");
    }

    @Test
    void peopleAreFoundByAPartOfTheirAddressAndComeInPages() {
        assertThat(boss.get(PATH + "?q=STRANG").is(200).body())
                .contains("stranger@example.com")
                .doesNotContain("More for owner");
        assertThat(boss.get(PATH + "?q=%25").is(200).body()).contains("Nobody has such an address");
        var first = boss.get(PATH + "?per_page=1").is(200).body();
        assertThat(first).contains("1 to 1 of 2", "page=2");
        assertThat(boss.get(PATH + "?per_page=1&page=2").body()).contains("2 to 2 of 2");
    }

    @Test
    void theNextPageIsOneOfTheListWhateverWasDoneBefore() {
        assertThat(boss.get(PATH + "?did=ended&q=example&per_page=1").body())
                .contains("href=\"" + PATH + "?q=example&amp;per_page=1&amp;page=2\"");
        assertThat(boss.submit(PATH, PATH + "/" + id("owner") + "/operator/removal?per_page=1", Map.of())
                        .is(409)
                        .body())
                .contains("href=\"" + PATH + "?per_page=1&amp;page=2\"");
    }

    @Test
    void theSessionsOfOneAccountEndAndItsApiTokensStay() {
        var stranger = app.visitor().browse(TestApp.email("stranger"));
        var token = app.stranger()
                .post(
                        "/api/v1/workspaces/" + app.stranger().workspace() + "/tokens",
                        Map.of("name", "Backup", "abilities", List.of("bio-sites:read")))
                .at("/data/token")
                .asText();

        act(id("stranger") + "/sessions/removal").is(303);

        stranger.get("/settings/profile").is(303);
        app.stranger().get("/api/v1/auth/user").is(401);
        app.visitor()
                .with("Authorization", "Bearer " + token)
                .get("/api/v1/bio-sites")
                .is(200);
        boss.get(PATH).is(200);
        assertThat(app.visitor()
                        .browse(TestApp.email("stranger"))
                        .get("/settings/activity")
                        .body())
                .contains("Sessions ended");
        assertThat(boss.get("/settings/audit/server").body()).contains("Sessions ended");
    }

    @Test
    void ofOnesOwnSessionsTheOneAtHandStays() {
        act(id("owner") + "/sessions/removal").is(303);

        boss.get(PATH).is(200);
        app.owner().get("/api/v1/auth/user").is(401);
    }

    @Test
    void everybodyIsSignedOutButWhoeverDecidedIt() {
        var stranger = app.visitor().browse(TestApp.email("stranger"));
        act("sessions/removal").is(303);

        stranger.get("/settings/profile").is(303);
        app.stranger().get("/api/v1/auth/user").is(401);
        app.owner().get("/api/v1/auth/user").is(401);
        boss.get(PATH).is(200);
        assertThat(boss.get("/settings/audit/server").body()).contains("Everybody signed out", "3 sessions");
    }

    @Test
    void anotherBecomesAnOperatorAndIsToldByMail() {
        var stranger = app.visitor().browse(TestApp.email("stranger"));
        stranger.get(PATH).is(403);
        act(id("stranger") + "/operator").is(303);

        stranger.get(PATH).is(200);
        assertThat(post.last("stranger@example.com").toString()).isNotEmpty();
        assertThat(PostOffice.subject(post.last("stranger@example.com"))).isEqualTo("You run this server now");
        assertThat(boss.get("/settings/audit/server").body()).contains("Made an operator of this server");

        act(id("stranger") + "/operator/removal").is(303);
        stranger.get(PATH).is(403);
        app.app.bus().deliver();
        app.app.jobs().run("send-letters");
        assertThat(PostOffice.subject(post.last("stranger@example.com"))).isEqualTo("You no longer run this server");
    }

    @Test
    void theLastOperatorStays() {
        assertThat(act(id("owner") + "/operator/removal").is(409).body()).contains("This server needs an operator");

        act(id("stranger") + "/operator").is(303);
        assertThat(act(id("owner") + "/operator/removal").is(303).header("Location"))
                .isEqualTo("/settings/profile");
        boss.get(PATH).is(403);
    }

    @Test
    void ofTwoWhoDismissEachOtherAtTheSameMomentOneStays() {
        long owner = id("owner");
        long stranger = id("stranger");
        app.app.accounts().operators().appoint(owner, stranger);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = List.of(
                    CompletableFuture.runAsync(
                            () -> app.app.accounts().operators().dismiss(owner, stranger), threads),
                    CompletableFuture.runAsync(
                            () -> app.app.accounts().operators().dismiss(stranger, owner), threads));
            both.forEach(each -> each.handle((done, failure) -> failure).join());
        }
        assertThat(app.app.db().number("select count(*) from user where operator = 1"))
                .isEqualTo(1);
    }

    @Test
    void everyChangeWantsAFreshProof() {
        app.clock.forward(Duration.ofMinutes(11));
        for (var action : List.of(
                id("stranger") + "/sessions/removal",
                "sessions/removal",
                id("stranger") + "/operator",
                id("owner") + "/operator/removal",
                "second-factor")) {
            assertThat(act(action).is(303).header("Location")).as(action).startsWith("/prove");
        }
        app.stranger().get("/api/v1/auth/user").is(200);
        assertThat(app.app.db().number("select count(*) from user where operator = 1"))
                .isEqualTo(1);
    }

    @Test
    void whoIsNotThereCannotBeMadeAnything() {
        act("1/operator").is(404);
        act("1/operator/removal").is(404);
        act("1/sessions/removal").is(404);
    }

    private Reply act(String action) {
        var reply = boss.submit(PATH, PATH + "/" + action, Map.of());
        app.app.bus().deliver();
        app.app.jobs().run("send-letters");
        return reply;
    }

    private long id(String name) {
        return app.app
                .accounts()
                .users()
                .find(TestApp.email(name))
                .orElseThrow()
                .id();
    }
}
