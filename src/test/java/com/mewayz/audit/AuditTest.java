package com.mewayz.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.web.Role;
import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@AppTest
class AuditTest {
    private final TestApp app;

    AuditTest(TestApp app) {
        this.app = app;
    }

    @Test
    void whatHappenedIsListedNewestFirstWithWhoDidIt() {
        var site = app.owner()
                .post("/api/v1/bio-sites", Map.of("handle", "audited", "name", "A"))
                .is(201)
                .at("/data/id")
                .asLong();
        app.owner().post("/api/v1/bio-sites/" + site + "/publication").is(201);

        var entry = app.owner().get("/api/v1/audit?kind=site-published").is(200);
        assertThat(entry.at("/data/0/title").asText()).isEqualTo("Site published");
        assertThat(entry.at("/data/0/actor").asText()).isEqualTo("owner");
        assertThat(entry.at("/meta/pagination/total_items").asLong()).isEqualTo(1);
        assertThat(app.visitor()
                        .browse("owner@example.com")
                        .get("/settings/audit")
                        .is(200)
                        .body())
                .contains("Site published", "@audited");
    }

    @Test
    void signInsAreSeenInTheWorkspacesOfTheirUserOnly() {
        app.owner();
        app.stranger();
        var mine = app.owner()
                .get("/api/v1/audit?kind=signed-in&per_page=100")
                .is(200)
                .at("/data")
                .findValuesAsText("actor");

        assertThat(mine).contains("owner").doesNotContain("stranger");
    }

    @Test
    void whatAMemberDidBeforeTheyCameAndAfterTheyLeftIsTheirsAlone() {
        var owner = app.register("host");
        var guest = app.register("guest");
        long user = guest.get("/api/v1/auth/user").at("/data/id").asLong();
        fail("guest");
        assertThat(about(owner, user)).isEmpty();
        app.app.workspaces().join(owner.workspace(), 0, user, Role.EDITOR);
        assertThat(about(owner, user)).containsExactly("member-added");
        fail("guest");
        assertThat(about(owner, user)).containsExactly("sign-in-failed", "member-added");
        guest.delete("/api/v1/workspaces/" + owner.workspace() + "/membership").is(200);
        fail("guest");
        var whole = List.of("member-left", "sign-in-failed", "member-added");
        assertThat(about(owner, user)).isEqualTo(whole);
        app.app.workspaces().join(owner.workspace(), 0, user, Role.VIEWER);
        assertThat(about(owner, user)).hasSize(4).endsWith(whole.toArray(String[]::new));
        long member = app.app
                .teams()
                .members()
                .find(owner.workspace(), user)
                .orElseThrow()
                .id();
        owner.delete("/api/v1/workspaces/" + owner.workspace() + "/members/" + member)
                .is(200);
        fail("guest");

        assertThat(about(owner, user)).hasSize(5).startsWith("member-removed");
        assertThat(about(guest, user))
                .as("in a place of their own, since they made it")
                .contains("sign-in-failed");
    }

    private void fail(String name) {
        app.visitor()
                .post("/api/v1/auth/login", Map.of("email", TestApp.email(name), "password", "wrong"))
                .is(422);
    }

    private static List<String> about(Client admin, long user) {
        return admin.get("/api/v1/audit?per_page=100&who=" + user)
                .is(200)
                .at("/data")
                .findValuesAsText("kind");
    }

    @Test
    void aFailedSignInIsWrittenDown() {
        app.owner();
        app.visitor()
                .post("/api/v1/auth/login", Map.of("email", "owner@example.com", "password", "wrong"))
                .is(422);

        assertThat(app.owner()
                        .get("/api/v1/audit?kind=sign-in-failed")
                        .is(200)
                        .at("/data/0/title")
                        .asText())
                .contains("wrong password");
    }

    @Test
    void onlyAdminsMaySeeIt() {
        app.editor().get("/api/v1/audit").is(403);
        app.admin().get("/api/v1/audit").is(200);
    }
}
