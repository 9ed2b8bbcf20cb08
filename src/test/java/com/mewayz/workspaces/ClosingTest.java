package com.mewayz.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.web.Role;
import com.mewayz.testing.AppTest;
import com.mewayz.testing.Estate;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@AppTest
class ClosingTest {
    private final TestApp app;
    private final Team team;

    ClosingTest(TestApp app) {
        this.app = app;
        this.team = new Team(app);
    }

    @Test
    void aDeletedWorkspaceTakesItsPagesPicturesAndInvitationsAlong() {
        var estate = new Estate(app, team.owner);
        var link = team.link("nia@example.com", "viewer");
        app.visitor().get("/@" + estate.handle()).is(200);
        team.owner.delete(team.path).is(200);

        app.visitor().get("/@" + estate.handle()).is(404);
        app.visitor().get(link).is(404);
        team.owner.get(team.path).is(404);
        assertThat(app.app.db().number("select count(*) from media_file where workspace = ?", team.workspace))
                .isZero();
        assertThat(app.app
                        .db()
                        .number(
                                "select count(*) from fact where kind = 'site-deleted' and workspace = ?",
                                team.workspace))
                .isEqualTo(1);
    }

    @Test
    void onlyAnOwnerDeletesIt() {
        team.join(Role.ADMIN).client().delete(team.path).is(403);
        app.stranger().delete(team.path).is(404);

        team.owner.get(team.path).is(200);
    }

    @Test
    void thePageAsksForItsName() {
        var email = team.owner.get("/api/v1/auth/user").at("/data/email").asText();
        var browser = app.visitor().browse(email);
        var name = app.app.workspaces().get(team.workspace).name();
        browser.submit("/settings/workspace", "/settings/workspace/deletion", Map.of("confirm", "another"))
                .is(422);
        team.owner.get(team.path).is(200);
        var reply = browser.submit("/settings/workspace", "/settings/workspace/deletion", Map.of("confirm", name))
                .is(303);

        assertThat(reply.header("Location")).startsWith("/workspaces");
        team.owner.get(team.path).is(404);
        browser.get("/workspaces?deleted=true").is(200);
    }

    @Test
    void whatIsLeftOfItGoesADayLater() {
        try (var own = new TestApp()) {
            var there = new Team(own);
            new Estate(own, there.owner);
            there.owner.delete(there.path).is(200);
            own.app.jobs().run("sweep-workspaces");
            assertThat(own.app.db().number("select count(*) from site")).isEqualTo(1);
            own.clock.forward(Duration.ofDays(1));
            own.app.jobs().run("sweep-workspaces");

            assertThat(own.app.db().number("select count(*) from site")).isZero();
            assertThat(own.app.db().number("select count(*) from workspace where id = ?", there.workspace))
                    .isZero();
        }
    }
}
