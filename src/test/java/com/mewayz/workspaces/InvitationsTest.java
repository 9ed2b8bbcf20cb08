package com.mewayz.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.platform.web.Role;
import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@AppTest
class InvitationsTest {
    private final TestApp app;
    private final Team team;

    InvitationsTest(TestApp app) {
        this.app = app;
        this.team = new Team(app);
    }

    @Test
    void aLinkSaysWhoInvitesWhereToAndAsWhat() {
        var link = team.link("nia@example.com", "editor");
        var page = app.visitor().get(link).is(200).body();

        assertThat(page).contains("invites you to work in", "boss", "as editor", "nia@example.com");
        assertThat(team.members()).as("looking accepts nothing").hasSize(1);
    }

    @Test
    void aVisitorWithoutAnAccountMakesOneAndIsIn() {
        var email = TestApp.email(Team.name("new"));
        var browser = app.visitor();
        var reply = Team.register(browser, team.link(email, "editor"), email).is(303);

        assertThat(reply.header("Location")).isEqualTo("/today");
        assertThat(browser.get("/settings/members").is(200).body()).contains(email);
        assertThat(team.members()).anyMatch(member -> member.email().equals(email) && member.role() == Role.EDITOR);
        assertThat(browser.get("/workspaces").body())
                .as("no workspace of their own is made")
                .doesNotContain(">Nia<");
    }

    @Test
    void anInvitationIsPermissionWhereRegistrationIsClosed() {
        try (var closed = new TestApp(Map.of(Setting.REGISTRATION, "closed"))) {
            var there = new Team(closed);
            closed.visitor().get("/register").is(403);
            Team.register(closed.visitor(), there.link("nia@example.com", "viewer"), "nia@example.com")
                    .is(303);

            assertThat(there.members()).hasSize(2);
            Team.register(closed.visitor(), "/invitation?token=made-up", "eve@example.com")
                    .is(404);
            assertThat(closed.app.accounts().users().find("eve@example.com")).isEmpty();
        }
    }

    @Test
    void whoeverIsSignedInAcceptsWithOneButton() {
        var guest = team.outsider(Team.name("guest"));
        var browser = app.visitor().browse(guest.email());
        Team.act(browser, team.link(guest.email(), "viewer"), "acceptance", Map.of())
                .is(303);

        assertThat(browser.get("/settings/workspace").body())
                .as("and works there from now on")
                .contains("boss");
        assertThat(team.members()).anyMatch(member -> member.user() == guest.user());
    }

    @Test
    void signingInComesBackToTheInvitation() {
        var guest = team.outsider(Team.name("guest"));
        var link = team.link(guest.email(), "viewer");
        var page = app.visitor().get(link).body();
        var to = page.replaceAll("(?s).*href=\"(/sign-in\\?to=[^\"]*)\".*", "$1");
        var reply = app.visitor()
                .submit(to, "/sign-in", Map.of("email", guest.email(), "password", TestApp.PASSWORD, "next", link))
                .is(303);

        assertThat(to).startsWith("/sign-in?to=%2Finvitation%3Ftoken%3D");
        assertThat(reply.header("Location")).isEqualTo(link);
    }

    @Test
    void anotherAccountIsToldWhichOneToUseAndDoesNotGetIn() {
        var link = team.link("nia@example.com", "admin");
        var other = app.visitor().browse(team.outsider(Team.name("other")).email());
        assertThat(other.get(link).is(200).body())
                .contains("is for", "nia@example.com")
                .doesNotContain("Accept invitation");

        Team.act(other, link, "acceptance", Map.of()).is(403);
        assertThat(team.members()).hasSize(1);
        app.visitor().get(link).is(200);
    }

    @Test
    void theAddressOfARegistrationIsTheInvitedOneWhateverIsSent() {
        var email = TestApp.email(Team.name("invited"));
        Team.register(app.visitor(), team.link(email.toUpperCase(java.util.Locale.ROOT), "viewer"), "eve@example.com")
                .is(303);

        assertThat(app.app.accounts().users().find("eve@example.com")).isEmpty();
        assertThat(app.app.accounts().users().find(email)).isPresent();
    }

    @Test
    void aLinkThatTheInviterSawProvesNoAddress() {
        var email = TestApp.email(Team.name("unproved"));
        Team.register(app.visitor(), team.link(email, "viewer"), email).is(303);

        assertThat(app.app.accounts().users().find(email).orElseThrow().verifiedAt())
                .isNull();
    }

    @Test
    void aLinkThatCameByMailAloneProvesTheAddress() {
        var email = TestApp.email(Team.name("mailed"));
        var link = team.link(email, "viewer");
        app.app.db().run("update invitation set letter = 1 where email = ?", email);
        Team.register(app.visitor(), link, email).is(303);

        assertThat(app.app.accounts().users().find(email).orElseThrow().verifiedAt())
                .isNotNull();
    }

    @Test
    void ofFiftyWhoUseALinkAtOnceOneGetsIn() throws Exception {
        var link = team.link(Map.of("role", "viewer"));
        var requests = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 10; i++) {
            var browser = app.visitor().browse(team.outsider(Team.name("crowd")).email());
            var form = Map.of("token", Team.token(link), "_csrf", csrf(browser));
            requests.addAll(Collections.nCopies(
                    5, () -> browser.form("/invitation/acceptance", form).status()));
        }
        Team.together(requests);

        assertThat(team.members()).hasSize(2);
    }

    @Test
    void aLinkForThreeLetsThreeIn() {
        var link = team.link(Map.of("role", "viewer", "uses", 3));
        IntStream.range(0, 3)
                .mapToObj(i -> TestApp.email(Team.name("three")))
                .forEach(email -> Team.register(app.visitor(), link, email).is(303));

        Team.register(app.visitor(), link, TestApp.email(Team.name("fourth"))).is(404);
        assertThat(team.members()).hasSize(4);
    }

    @Test
    void aMemberWhoOpensALinkUsesNothingUp() {
        var link = team.link(Map.of("role", "viewer"));
        var editor = app.visitor().browse(team.join(Role.EDITOR).email());
        Team.act(editor, link, "acceptance", Map.of()).is(303);

        app.visitor().get(link).is(200);
        assertThat(team.members()).as("nor are they made less").anyMatch(member -> member.role() == Role.EDITOR);
    }

    @Test
    void usedDeclinedCancelledReplacedOldAndMadeUpTokensAllLookTheSame() {
        var pages = new ArrayList<String>();
        var used = team.link(TestApp.email(Team.name("used")), "viewer");
        Team.register(app.visitor(), used, "-").is(303);
        pages.add(used);
        var declined = team.link("declined@example.com", "viewer");
        Team.act(app.visitor(), declined, "refusal", Map.of()).is(200);
        pages.add(declined);
        var cancelled = team.invite(team.owner, Map.of("email", "cancelled@example.com", "role", "viewer"));
        team.owner.delete(team.path + "/invitations/" + id(cancelled)).is(200);
        pages.add(team.local(cancelled));
        var replaced = team.invite(team.owner, Map.of("email", "replaced@example.com", "role", "viewer"));
        var again = team.owner
                .post(team.path + "/invitations/" + id(replaced) + "/resending")
                .is(201);
        pages.add(team.local(replaced));
        app.visitor()
                .get(again.at("/data/link").asText().substring(app.address().length()))
                .is(200);
        pages.add("/invitation?token=made-up");

        assertThat(pages.stream()
                        .map(link -> app.visitor().get(link).is(404).body())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void anInvitationHoldsForSevenDays() {
        try (var own = new TestApp()) {
            var there = new Team(own);
            var link = there.link("nia@example.com", "viewer");
            own.clock.forward(Duration.ofDays(7).minusSeconds(1));
            own.visitor().get(link).is(200);
            own.clock.forward(Duration.ofSeconds(1));
            own.visitor().get(link).is(404);
            Team.register(own.visitor(), link, "nia@example.com").is(404);

            own.app.jobs().run("expire-invitations");
            assertThat(own.app.db().number("select count(*) from invitation")).isZero();
            assertThat(own.app.db().number("select count(*) from fact where kind = 'invitation-ended'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void onlyTheHashOfATokenIsStored() {
        var token = Team.token(team.link("nia@example.com", "viewer"));

        assertThat(token).hasSize(43);
        assertThat(app.app.db().number("select count(*) from invitation where token = ?", token))
                .isZero();
        assertThat(app.app.db().number("select count(*) from fact where instr(body, ?) > 0", token))
                .isZero();
    }

    @Test
    void aListTellsForEachLineWhatBecameOfIt() {
        var member = team.join(Role.VIEWER);
        team.link("twice@example.com", "viewer");
        var reply = team.invite(
                        team.owner,
                        Map.of(
                                "emails",
                                List.of(
                                        "ann@example.com",
                                        member.email(),
                                        "Twice@example.com",
                                        "nonsense",
                                        "ann@example.com"),
                                "role",
                                "editor"))
                .is(201);

        assertThat(reply.at("/data/results").findValuesAsText("outcome"))
                .containsExactly("invited", "already_member", "already_invited", "no_address", "already_invited");
        assertThat(reply.at("/data/results/0/link").asText()).contains("/invitation?token=");
    }

    @Test
    void aPasteIsReadAsPeoplePasteIt() {
        assertThat(InvitationInput.split("Ann <ann@example.com>, bob@example.com;\n\n cy@example.com\r\n"))
                .containsExactly("ann@example.com", "bob@example.com", "cy@example.com");
    }

    @Test
    void thePageShowsALinePerAddressAndTheLinkOnce() {
        var browser = boss();
        var page = browser.submit(
                        "/settings/members",
                        "/settings/members/invite",
                        Map.of("emails", "ann@example.com, nonsense", "role", "viewer"))
                .is(200)
                .body();
        assertThat(page).contains("ann@example.com", "/invitation?token=", "Not a mail address", "data:image/svg+xml");

        assertThat(browser.get("/settings/members").body())
                .contains("ann@example.com")
                .doesNotContain("?token=");
    }

    @Test
    void badInputIsRefusedAndNothingIsSaved() {
        team.invite(team.owner, Map.of("email", "nonsense", "role", "viewer")).is(422);
        team.invite(team.owner, Map.of("email", "a@example.com", "role", "king"))
                .is(422);
        team.invite(team.owner, Map.of("role", "viewer", "uses", 0)).is(422);
        team.invite(team.owner, Map.of("role", "viewer", "uses", 101)).is(422);
        team.invite(team.owner, Map.of("email", "a@example.com", "role", "viewer", "uses", 2))
                .is(422);
        var many = IntStream.rangeClosed(1, 51)
                .mapToObj(i -> "a" + i + "@example.com")
                .toList();
        team.invite(team.owner, Map.of("emails", many, "role", "viewer")).is(422);
        boss().submit("/settings/members", "/settings/members/invite", Map.of("emails", "", "role", "viewer"))
                .is(422);

        assertThat(team.owner.get(team.path + "/invitations").at("/data")).isEmpty();
    }

    @Test
    void anAdminInvitesUpToAnAdminAndAnEditorNobody() {
        var admin = team.join(Role.ADMIN).client();
        team.invite(admin, Map.of("email", "a@example.com", "role", "admin")).is(201);
        team.invite(admin, Map.of("email", "b@example.com", "role", "owner")).is(403);
        team.invite(team.join(Role.EDITOR).client(), Map.of("email", "c@example.com", "role", "viewer"))
                .is(403);
        long ofOwner = id(team.invite(team.owner, Map.of("email", "d@example.com", "role", "owner")));
        admin.delete(team.path + "/invitations/" + ofOwner).is(403);
        admin.post(team.path + "/invitations/" + ofOwner + "/resending").is(403);
    }

    @Test
    void whatSomebodyInvitedWithRightsTheyLostIsOfferedNoLonger() {
        var admin = team.join(Role.ADMIN);
        var link = team.local(team.invite(admin.client(), Map.of("role", "admin", "uses", 5)));
        team.owner
                .patch(team.path + "/members/" + team.member(admin.user()), Map.of("role", "editor"))
                .is(200);

        app.visitor().get(link).is(404);
    }

    @Test
    void aRemovedMembersLinksDieWithThem() {
        var admin = team.join(Role.ADMIN);
        var link = team.local(team.invite(admin.client(), Map.of("role", "admin", "uses", 5)));
        team.owner.delete(team.path + "/members/" + team.member(admin.user())).is(200);

        Team.act(app.visitor().browse(admin.email()), link, "acceptance", Map.of())
                .is(404);
        assertThat(team.members()).noneMatch(member -> member.user() == admin.user());
    }

    @Test
    void anInvitationOfAnotherWorkspaceDoesNotExist() {
        long id = id(team.invite(team.owner, Map.of("email", "x@example.com", "role", "viewer")));
        var elsewhere = new Team(app);

        elsewhere.owner.get(elsewhere.path + "/invitations/" + id).is(404);
        elsewhere.owner.delete(elsewhere.path + "/invitations/" + id).is(404);
        elsewhere
                .owner
                .post(elsewhere.path + "/invitations/" + id + "/resending")
                .is(404);
        team.owner.get(team.path + "/invitations/" + id).is(200);
    }

    @Test
    void whoeverHasNotProvedAnAddressFindsNothingUnderIt() {
        var guest = team.outsider(Team.name("guest"));
        long id = id(team.invite(team.owner, Map.of("email", guest.email(), "role", "admin")));
        assertThat(guest.client().get("/api/v1/auth/invitations").is(200).at("/data"))
                .isEmpty();
        guest.client().post("/api/v1/auth/invitations/" + id + "/acceptance").is(404);

        app.app.accounts().users().confirm(guest.user(), guest.email());
        assertThat(guest.client()
                        .get("/api/v1/auth/invitations")
                        .at("/data/0/id")
                        .asLong())
                .isEqualTo(id);
        team.outsider(Team.name("other"))
                .client()
                .post("/api/v1/auth/invitations/" + id + "/acceptance")
                .is(404);
        guest.client().post("/api/v1/auth/invitations/" + id + "/acceptance").is(201);
        assertThat(team.members()).anyMatch(member -> member.user() == guest.user());
    }

    @Test
    void aFormOfAnotherSiteAcceptsNothing() {
        var guest = team.outsider(Team.name("guest"));
        var link = team.link(guest.email(), "viewer");
        var browser = app.visitor().browse(guest.email()).with("Sec-Fetch-Site", "cross-site");
        browser.form("/invitation/acceptance", Map.of("token", Team.token(link)))
                .is(403);

        assertThat(team.members()).hasSize(1);
    }

    @Test
    void anOpenLinkCannotBeDeclinedForOthers() {
        var link = team.link(Map.of("role", "viewer"));
        Team.act(app.visitor(), link, "refusal", Map.of()).is(403);

        app.visitor().get(link).is(200);
    }

    private Client boss() {
        return app.visitor()
                .browse(team.owner.get("/api/v1/auth/user").at("/data/email").asText());
    }

    private static long id(com.mewayz.testing.Reply invited) {
        return invited.is(201).at("/data/results/0/invitation").asLong();
    }

    private static String csrf(Client client) {
        return client.get("/settings/profile").body().replaceAll("(?s).*?name=\"_csrf\" value=\"([^\"]*)\".*", "$1");
    }
}
