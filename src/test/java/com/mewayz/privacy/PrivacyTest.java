package com.mewayz.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.web.Role;
import com.mewayz.testing.Client;
import com.mewayz.testing.Estate;
import com.mewayz.testing.Rows;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrivacyTest {
    private static final String EXPORT = "/api/v1/auth/user/export";

    private final TestApp app = new TestApp();

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void aPersonGetsAllThatIsHeldAboutThemAndNoSecret() {
        var owner = app.owner();
        var token = token(owner);
        var browser = app.visitor().browse("owner@example.com");
        var file = browser.submit("/settings/data", "/settings/data/download", Map.of())
                .is(200);

        assertThat(file.header("Content-Disposition")).isEqualTo("attachment; filename=\"mewayz-my-data.json\"");
        assertThat(file.at("/profile/email").asText()).isEqualTo("owner@example.com");
        assertThat(file.at("/sessions")).hasSize(2);
        assertThat(file.at("/workspaces/0/role").asText()).isEqualTo("owner");
        assertThat(file.at("/api_tokens/0/name").asText()).isEqualTo("Backup");
        assertThat(file.at("/activity").findValuesAsText("kind"))
                .contains("user-registered", "signed-in", "token-created", "account-exported");
        assertThat(file.body())
                .doesNotContain(token, com.mewayz.platform.crypto.Tokens.hash(token))
                .doesNotContain("argon2", "csrf", "\"password\"")
                .doesNotContain(browser.cookies().get("mewayz"));
        assertThat(owner.post(EXPORT).is(201).at("/data/profile/name").asText()).isEqualTo("owner");
    }

    @Test
    void theDownloadHoldsNothingOfOthers() {
        app.owner();
        app.stranger();
        assertThat(app.stranger().post(EXPORT).is(201).body()).doesNotContain("owner@example.com");
    }

    @Test
    void bothTakeAFreshProof() {
        var owner = app.owner();
        var browser = app.visitor().browse("owner@example.com");
        app.clock.forward(Duration.ofMinutes(11));

        owner.post(EXPORT).is(403);
        owner.delete("/api/v1/auth/user?confirm=owner@example.com").is(403);
        assertThat(browser.get("/settings/data").is(303).header("Location")).isEqualTo("/prove?to=%2Fsettings%2Fdata");
        browser.submit("/settings/profile", "/settings/data/deletion", Map.of("confirm", "owner@example.com"))
                .is(303);
        owner.get("/api/v1/auth/user").is(200);
    }

    @Test
    void whoIsDeletedLeavesNoNameAndNoAddress() {
        app.owner();
        var leaver = app.register("mia-who-leaves");
        long id = leaver.get("/api/v1/auth/user").at("/data/id").asLong();
        leaver.patch("/api/v1/auth/user", Map.of("name", "Mia Who Leaves")).is(200);
        long site = leaver.post("/api/v1/bio-sites", Map.of("handle", "some-handle", "name", "A site"))
                .is(201)
                .at("/data/id")
                .asLong();
        leaver.post("/api/v1/bio-sites/" + site + "/publication").is(201);
        app.app.workspaces().join(app.owner().workspace(), 0, id, Role.EDITOR);
        app.visitor()
                .post("/api/v1/auth/login", Map.of("email", "mia-who-leaves@example.com", "password", "x"))
                .is(422);
        token(leaver);
        app.visitor().get("/@some-handle").is(200);
        var browser =
                app.visitor().with("User-Agent", "agent of mia-who-leaves").browse("mia-who-leaves@example.com");

        assertThat(browser.get("/settings/data").is(200).body())
                .contains("1 site, 1 of them live, 0 pictures, 1 API token");
        assertThat(browser.submit("/settings/data", "/settings/data/deletion", Map.of("confirm", "owner@example.com"))
                        .is(422)
                        .body())
                .contains("Type the mail address of this account.");
        browser.submit("/settings/data", "/settings/data/deletion", Map.of("confirm", "Mia-who-leaves@example.com "))
                .is(303);
        app.app.bus().deliver();

        assertThat(Rows.of(app.app.db()).toString()).doesNotContainIgnoringCase("mia-who-leaves", "mia who leaves");
        assertThat(app.app.db().number("select count(*) from session where user = ?", id))
                .isZero();
        app.visitor().get("/@some-handle").is(404);
        assertThat(browser.get("/today").is(303).header("Location")).startsWith("/sign-in");
        leaver.get("/api/v1/auth/user").is(401);
        assertThat(app.owner()
                        .get("/api/v1/audit?kind=member-left")
                        .at("/data/0/actor")
                        .asText())
                .isEqualTo("Somebody who left");
        assertThat(app.app.bus().listeners()).noneMatch(listener -> listener.parked() || listener.behind() > 0);
    }

    @Test
    void theOnlyOwnerOfOthersWorkspaceStays() {
        var owner = app.owner();
        app.editor();
        var refusal =
                owner.delete("/api/v1/auth/user?confirm=owner@example.com").is(409);

        assertThat(refusal.at("/message").asText()).contains("only owner of owner");
        assertThat(app.visitor()
                        .browse("owner@example.com")
                        .get("/settings/data")
                        .is(200)
                        .body())
                .contains("You cannot go yet");
        app.app.db().run("update member set role = 'owner' where role = 'editor'");
        app.app.db().run("update user set operator = 1 where email = 'editor@example.com'");
        owner.delete("/api/v1/auth/user?confirm=owner@example.com").is(200);
        app.editor().get("/api/v1/bio-sites").is(200);
    }

    @Test
    void whoAloneRunsTheServerStaysWhileThereAreOthers() {
        var owner = app.owner();
        var stranger = app.stranger();
        assertThat(owner.delete("/api/v1/auth/user?confirm=owner@example.com")
                        .is(409)
                        .at("/message")
                        .asText())
                .contains("runs this server");
        stranger.delete("/api/v1/auth/user?confirm=stranger@example.com").is(200);
        owner.delete("/api/v1/auth/user?confirm=owner@example.com").is(200);
        assertThat(app.app.accounts().users().none()).isTrue();
    }

    @Test
    void aRefusedDepartureChangesNothing() {
        new Estate(app);
        app.editor();
        app.app.bus().deliver();
        var before = Rows.of(app.app.db());
        app.owner().delete("/api/v1/auth/user?confirm=owner@example.com").is(409);
        app.owner().delete("/api/v1/auth/user?confirm=somebody@example.com").is(422);
        app.owner().delete("/api/v1/auth/user").is(422);
        assertThat(Rows.of(app.app.db())).isEqualTo(before);
    }

    @Test
    void picturesOfAWorkspaceThatGoesAreOffTheDisk() {
        new Estate(app);
        assertThat(files()).isPositive();
        app.owner().delete("/api/v1/auth/user?confirm=owner@example.com").is(200);
        assertThat(files()).isZero();
        assertThat(app.app.db().number("select count(*) from media_file")).isZero();
    }

    @Test
    void aWorkspaceStaysUntilItsPicturesAreOffTheDisk() {
        new Estate(app);
        long workspace = app.owner().workspace();
        app.app.bus().deliver();
        app.app.db().run("update listener set parked = 1 where name = 'media-workspace-deleted'");
        app.owner().delete("/api/v1/auth/user?confirm=owner@example.com").is(200);
        app.clock.forward(Duration.ofDays(2));
        app.app.jobs().run("sweep-workspaces");
        assertThat(files()).isPositive();
        assertThat(workspaces(workspace)).isEqualTo(1);

        app.app.bus().resume("media-workspace-deleted");
        app.app.bus().deliver();
        app.app.jobs().run("sweep-workspaces");
        assertThat(files()).isZero();
        assertThat(workspaces(workspace)).isZero();
    }

    private long workspaces(long id) {
        return app.app.db().number("select count(*) from workspace where id = ?", id);
    }

    /** A new table about people is told in the portrait, or says here why not; and it goes with its person. */
    @Test
    void everyTableAboutPeopleIsToldAndGoesWithThem() {
        // consent is of people whom a workspace knows, and goes with its contact: a workspace tells and erases them
        // itself
        // what holds for minutes; and which letter carried a report, for the letters themselves are told
        var untold = Set.of(
                "report_letter",
                "one_time_link",
                "pending_sign_in",
                "passkey_challenge",
                "departure",
                "link_offer",
                "reset_request",
                "registration");
        var tables = new TreeSet<String>();
        var staying = new TreeSet<String>();
        for (var column : app.app.db().list(Column.class, """
                select m.name as tbl, c.name as name,
                  exists (select 1 from pragma_foreign_key_list(m.name) f
                          where f."table" = 'user' and f."from" = c.name and f.on_delete in ('CASCADE', 'SET NULL')) as follows
                from sqlite_master m, pragma_table_info(m.name) c
                where m.type = 'table' and m.name <> 'consent' and c.name in ('user', 'email', 'recipient', 'invited_by')""")) {
            tables.add(column.tbl);
            if (!column.follows && !column.tbl.equals("user")) {
                staying.add(column.tbl + "." + column.name);
            }
        }
        tables.removeAll(Portraits.TABLES);
        tables.removeAll(untold);
        assertThat(tables).as("tell these in the portrait").isEmpty();
        // identities and offers go with their user's row, letters and invitations by the address; the rest holds for
        // minutes
        assertThat(staying)
                .as("what else stays?")
                .containsExactly(
                        "fact.user",
                        "identity.email",
                        "invitation.email",
                        "letter.recipient",
                        "link_offer.email",
                        "passkey_challenge.user",
                        "registration.email",
                        "reset_request.email");
    }

    private long files() {
        try (var files = java.nio.file.Files.walk(app.data.resolve("files"))) {
            return files.filter(java.nio.file.Files::isRegularFile).count();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String token(Client client) {
        return client.post(
                        "/api/v1/workspaces/" + client.workspace() + "/tokens",
                        Map.of("name", "Backup", "abilities", List.of("bio-sites:read")))
                .is(201)
                .at("/data/token")
                .asText();
    }

    private record Column(String tbl, String name, boolean follows) {}
}
