package com.mewayz.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.web.Role;
import com.mewayz.testing.AppTest;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

@AppTest
class MembersTest {
    private final TestApp app;
    private final Team team;

    MembersTest(TestApp app) {
        this.app = app;
        this.team = new Team(app);
    }

    @Test
    void anAddressHasOneAccountInAnyCase() {
        var owner = team.owner.get("/api/v1/auth/user").at("/data/email").asText();
        var link = team.link(Map.of("role", "viewer", "uses", 2));
        Team.register(app.visitor(), link, owner.toUpperCase(Locale.ROOT)).is(422);

        assertThat(team.members()).hasSize(1);
    }

    @Test
    void aNewRoleHoldsFromTheVeryNextRequestOn() {
        var member = team.join(Role.VIEWER);
        var site = Map.of("handle", Team.name("role"), "name", "Mia");
        var client = member.client().with("X-Workspace", String.valueOf(team.workspace));
        client.post("/api/v1/bio-sites", site).is(403);
        change(member.user(), "editor").is(200);
        client.post("/api/v1/bio-sites", site).is(201);
        change(member.user(), "viewer").is(200);

        client.post("/api/v1/bio-sites", Map.of("handle", Team.name("role"), "name", "Mia"))
                .is(403);
    }

    @Test
    void aRemovedMemberIsOutWithTheVeryNextRequest() {
        var member = team.join(Role.ADMIN);
        var client = member.client().with("X-Workspace", String.valueOf(team.workspace));
        client.get(team.path + "/members").is(200);
        team.owner.delete(team.path + "/members/" + team.member(member.user())).is(200);

        client.get(team.path + "/members").is(404);
        client.get("/api/v1/bio-sites").is(404);
    }

    @Test
    void anAdminCannotTouchAnOwnerNorBecomeOne() {
        var admin = team.join(Role.ADMIN);
        long boss = team.members().getFirst().id();
        admin.client()
                .patch(team.path + "/members/" + boss, Map.of("role", "viewer"))
                .is(403);
        admin.client().delete(team.path + "/members/" + boss).is(403);
        admin.client()
                .patch(team.path + "/members/" + team.member(admin.user()), Map.of("role", "owner"))
                .is(403);
        admin.client()
                .post(team.path + "/ownership", Map.of("member", team.member(admin.user())))
                .is(403);

        assertThat(team.owners()).isEqualTo(1);
    }

    @Test
    void theLastOwnerStays() {
        long boss = team.members().getFirst().id();
        team.owner
                .patch(team.path + "/members/" + boss, Map.of("role", "admin"))
                .is(409);
        team.owner.delete(team.path + "/members/" + boss).is(409);
        team.owner.delete(team.path + "/membership").is(409);

        assertThat(team.owners()).isEqualTo(1);
    }

    @Test
    void ofTwoOwnersWhoLeaveAtOnceOneStays() throws Exception {
        var second = team.join(Role.OWNER);
        var requests = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 10; i++) {
            requests.add(() -> team.owner.delete(team.path + "/membership").status());
            requests.add(() -> second.client().delete(team.path + "/membership").status());
        }
        Team.together(requests);

        assertThat(team.owners()).isEqualTo(1);
    }

    @Test
    void ofTwoOwnersWhoDemoteEachOtherAtOnceOneStays() throws Exception {
        var second = team.join(Role.OWNER);
        long first = team.members().getFirst().id();
        long other = team.member(second.user());
        var requests = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 10; i++) {
            requests.add(() -> team.owner
                    .patch(team.path + "/members/" + other, Map.of("role", "viewer"))
                    .status());
            requests.add(() -> second.client()
                    .patch(team.path + "/members/" + first, Map.of("role", "viewer"))
                    .status());
        }
        Team.together(requests);

        assertThat(team.owners()).isEqualTo(1);
    }

    @Test
    void ownershipGoesToAnotherMemberAndTheOldOwnerIsAnAdmin() {
        var heir = team.join(Role.EDITOR);
        team.owner
                .post(team.path + "/ownership", Map.of("member", team.member(heir.user())))
                .is(201);

        assertThat(team.members().stream().map(Member::role)).containsExactly(Role.ADMIN, Role.OWNER);
        assertThat(app.app
                        .db()
                        .number(
                                "select count(*) from fact where kind = 'ownership-transferred' and workspace = ?",
                                team.workspace))
                .isEqualTo(1);
    }

    @Test
    void ownershipIsNotHandedOverFromAnOpenLaptop() {
        try (var own = new TestApp()) {
            var there = new Team(own);
            long heir = there.member(there.join(Role.EDITOR).user());
            own.clock.forward(Duration.ofMinutes(11));
            there.owner.post(there.path + "/ownership", Map.of("member", heir)).is(403);
            there.owner.delete(there.path).is(403);

            assertThat(there.members()).hasSize(2);
            assertThat(there.members().getFirst().role()).isEqualTo(Role.OWNER);
        }
    }

    @Test
    void aMemberOfAnotherWorkspaceDoesNotExist() {
        long member = team.member(team.join(Role.VIEWER).user());
        var elsewhere = new Team(app);

        elsewhere.owner.get(elsewhere.path + "/members/" + member).is(404);
        elsewhere
                .owner
                .patch(elsewhere.path + "/members/" + member, Map.of("role", "admin"))
                .is(404);
        elsewhere.owner.delete(elsewhere.path + "/members/" + member).is(404);
        elsewhere
                .owner
                .post(elsewhere.path + "/ownership", Map.of("member", member))
                .is(404);
        elsewhere.owner.get(team.path + "/members").is(404);
    }

    @Test
    void thePageOffersAnAdminNothingAgainstOwners() {
        var admin = team.join(Role.ADMIN);
        long boss = team.members().getFirst().id();
        var browser = app.visitor().browse(admin.email());
        browser.submit("/workspaces", "/workspace", Map.of("workspace", String.valueOf(team.workspace)))
                .is(303);
        var page = browser.get("/settings/members").is(200).body();

        assertThat(page)
                .contains("Invite people", "Leave workspace")
                .doesNotContain("/members/" + boss + "/", "Transfer ownership", "value=\"owner\"");
        browser.submit("/settings/members", "/settings/members/" + boss + "/removal", Map.of())
                .is(403);
    }

    @Test
    void aViewerLooksAndHasNoForms() {
        var viewer = team.only(Role.VIEWER);
        var browser = app.visitor().browse(viewer.email());
        var page = browser.get("/settings/members").is(200).body();

        assertThat(page).contains(viewer.email()).doesNotContain("Invite by", "/role\"", "/removal");
    }

    @Test
    void whoeverLeavesMidSessionIsLedToAnotherWorkspace() {
        var member = team.join(Role.EDITOR);
        var browser = app.visitor().browse(member.email());
        browser.submit("/workspaces", "/workspace", Map.of("workspace", String.valueOf(team.workspace)))
                .is(303);
        browser.submit(
                        "/settings/members",
                        "/settings/members/leaving",
                        Map.of("workspace", String.valueOf(team.workspace)))
                .is(303);

        assertThat(browser.get("/today").is(303).header("Location")).isEqualTo("/workspaces");
        assertThat(browser.get("/workspaces").is(200).body()).contains("Choose where to go on");
    }

    @Test
    void whoeverIsInNoWorkspaceMayMakeOne() {
        var member = team.only(Role.EDITOR);
        var browser = app.visitor().browse(member.email());
        browser.get("/today").is(200);
        team.owner.delete(team.path + "/members/" + team.member(member.user())).is(200);
        assertThat(browser.get("/today").is(303).header("Location")).isEqualTo("/workspaces");
        assertThat(browser.get("/workspaces").is(200).body()).contains("You are in no workspace");
        browser.submit("/workspaces", Map.of("name", "Mine now", "timezone", "UTC"))
                .is(303);

        assertThat(browser.get("/today").is(200).body()).contains("Mine now");
    }

    /** A form that is open while its sender is removed must not land in their next workspace. */
    @Test
    void aFormOpenedInALostWorkspaceChangesNoOther() {
        var member = team.only(Role.ADMIN);
        var second = app.app.workspaces().create(member.user(), new WorkspaceInput("Second", "UTC"));
        var browser = app.visitor().browse(member.email());
        var csrf = browser.get("/settings/workspace")
                .is(200)
                .body()
                .replaceAll("(?s).*?name=\"_csrf\" value=\"([^\"]*)\".*", "$1");
        team.owner.delete(team.path + "/members/" + team.member(member.user())).is(200);
        browser.form("/settings/workspace", Map.of("name", "Renamed", "timezone", "UTC", "_csrf", csrf))
                .is(303);

        assertThat(app.app.workspaces().get(second.id()).name()).isEqualTo("Second");
    }

    @Test
    void everyChangeIsInTheAuditLog() {
        var member = team.join(Role.VIEWER);
        change(member.user(), "admin").is(200);
        team.owner.delete(team.path + "/members/" + team.member(member.user())).is(200);
        team.join(Role.VIEWER).client().delete(team.path + "/membership").is(200);

        assertThat(team.owner.get("/api/v1/audit").at("/data").findValuesAsText("kind"))
                .containsSubsequence(List.of("member-left", "member-removed", "role-changed", "member-added"));
    }

    private com.mewayz.testing.Reply change(long user, String role) {
        return team.owner.patch(team.path + "/members/" + team.member(user), Map.of("role", role));
    }
}
