package com.mewayz.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.PostOffice;
import com.mewayz.testing.TestApp;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Invitations that go out by mail, through a real mail server. */
class InvitationMailTest {
    private final PostOffice post = new PostOffice();
    private final TestApp app = new TestApp(post.settings());

    @AfterEach
    void stop() {
        app.close();
        post.close();
    }

    @Test
    void aMailedInvitationMakesAMemberWhoseAddressIsConfirmed() {
        var invite = "/api/v1/workspaces/" + app.owner().workspace() + "/invite";
        var made = app.owner()
                .post(invite, Map.of("email", "nia@example.com", "role", "editor"))
                .is(201);
        assertThat(made.body()).doesNotContain("token=");
        app.app.jobs().run("send-letters");
        var path = PostOffice.path(post.last("nia@example.com"));
        assertThat(PostOffice.link(post.last("nia@example.com"))).endsWith(path);

        var browser = app.visitor();
        browser.submit(
                        path,
                        "/invitation/account",
                        Map.of("token", PostOffice.token(path), "name", "Nia", "password", TestApp.PASSWORD))
                .is(303);
        assertThat(app.app
                        .accounts()
                        .users()
                        .find("nia@example.com")
                        .orElseThrow()
                        .verifiedAt())
                .isEqualTo(TestApp.NOW);
        assertThat(browser.get("/today").is(200).body()).contains("Nia");
    }

    @Test
    void anOpenLinkDoesNotTellWhoHasAnAccount() {
        var invite = "/api/v1/workspaces/" + app.owner().workspace() + "/invite";
        var link = app.owner()
                .post(invite, Map.of("role", "viewer", "uses", 5))
                .is(201)
                .at("/data/results/0/link")
                .asText()
                .replaceFirst("https?://[^/]+", "");
        var free = register(link, "new@example.com");
        var taken = register(link, "owner@example.com");

        assertThat(taken.replace("owner@example.com", "new@example.com")).isEqualTo(free);
        assertThat(app.app.accounts().users().find("new@example.com")).isEmpty();
        app.app.jobs().run("send-letters");
        assertThat(PostOffice.subject(post.last("owner@example.com"))).isEqualTo("You have an account already");
    }

    private String register(String link, String email) {
        var fields =
                Map.of("token", PostOffice.token(link), "name", "New", "email", email, "password", TestApp.PASSWORD);
        return app.visitor().submit(link, "/invitation/account", fields).is(200).body();
    }

    @Test
    void theListSaysWhatTheMailServerSaid() {
        var workspace = "/api/v1/workspaces/" + app.owner().workspace();
        app.owner()
                .post(workspace + "/invite", Map.of("email", "nia@example.com", "role", "viewer"))
                .is(201);
        assertThat(app.owner()
                        .get(workspace + "/invitations")
                        .at("/data/0/mail")
                        .asText())
                .isEqualTo("waiting");

        app.app.jobs().run("send-letters");

        var sent = app.owner().get(workspace + "/invitations").at("/data/0");
        assertThat(sent.at("/mail").asText()).isEqualTo("sent");
        assertThat(sent.at("/reply").asText()).startsWith("250");
    }

    @Test
    void theLinkLeadsToTheConfiguredAddressWhateverTheRequestSays() {
        app.owner()
                .with("X-Forwarded-Host", "evil.example")
                .post(
                        "/api/v1/workspaces/" + app.owner().workspace() + "/invite",
                        Map.of("email", "nia@example.com", "role", "viewer"))
                .is(201);
        app.app.jobs().run("send-letters");

        assertThat(PostOffice.raw(post.last("nia@example.com"))).doesNotContain("evil.example");
    }
}
