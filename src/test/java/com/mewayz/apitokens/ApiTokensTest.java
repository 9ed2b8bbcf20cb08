package com.mewayz.apitokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.web.Role;
import com.mewayz.testing.Client;
import com.mewayz.testing.Estate;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiTokensTest {
    private final TestApp app = new TestApp();
    private final String tokens = "/api/v1/workspaces/" + app.owner().workspace() + "/tokens";

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void aTokenIsShownOnceAndStoredAsItsHash() {
        var made = make(app.owner(), "bio-sites:read");
        var token = made.at("/data/token").asText();

        assertThat(token).matches("mwz_[A-Za-z0-9_-]{43}[A-Za-z0-9]{6}");
        assertThat(app.owner().get(tokens).is(200).body()).contains("Backup").doesNotContain(token);
        assertThat(com.mewayz.testing.Rows.of(app.app.db()).toString())
                .doesNotContain(token)
                .contains(com.mewayz.platform.crypto.Tokens.hash(token));
        using(made).get("/api/v1/bio-sites").is(200);
    }

    @Test
    void itDoesWhatItsAbilitiesNameAndNothingElse() {
        var reader = using(make(app.owner(), "bio-sites:read"));

        reader.get("/api/v1/bio-sites").is(200);
        assertThat(reader.post("/api/v1/bio-sites", site("mia")).is(403).body()).contains("bio-sites:write");
        reader.get("/api/v1/media").is(403);
        using(make(app.owner(), "bio-sites:*"))
                .post("/api/v1/bio-sites", site("mia"))
                .is(201);
    }

    @Test
    void itMayNeverMoreThanItsMakerMayNow() {
        var admin = app.admin();
        var token = using(make(admin, "*"));
        token.get("/api/v1/audit").is(200);

        app.app.db().run("update member set role = 'viewer' where role = 'admin'");
        token.get("/api/v1/audit").is(403);
        token.post("/api/v1/bio-sites", site("mia")).is(403);
        token.get("/api/v1/bio-sites").is(200);
    }

    @Test
    void itDiesWithItsMakersMembershipAndDoesNotComeBackWithIt() {
        var token = using(make(app.admin(), "*"));
        long user = app.admin().get("/api/v1/auth/user").at("/data/id").asLong();

        app.app
                .db()
                .run(
                        "delete from member where user = ? and workspace = ?",
                        user,
                        app.owner().workspace());
        token.get("/api/v1/bio-sites").is(401);
        app.app.workspaces().join(app.owner().workspace(), 0, user, Role.ADMIN);
        token.get("/api/v1/bio-sites").is(401);
    }

    @Test
    void itKnowsNoOtherWorkspaceOfItsMaker() {
        var owner = app.owner();
        long other = owner.post("/api/v1/workspaces", Map.of("name", "Second"))
                .is(201)
                .at("/data/id")
                .asLong();
        var token = using(make(owner, "*"));

        token.get("/api/v1/bio-sites").is(200);
        token.get("/api/v1/workspaces/" + other).is(404);
        token.with("X-Workspace", String.valueOf(other))
                .get("/api/v1/bio-sites")
                .is(404);
    }

    @Test
    void itOpensNoPageNoAccountNoTokensAndNoTeam() {
        var token = using(make(app.owner(), "*"));

        token.get("/settings/tokens").is(403);
        token.get("/today").is(403);
        token.get(tokens).is(403);
        token.post(tokens, Map.of("name", "Child", "abilities", List.of("*"))).is(403);
        token.post("/api/v1/auth/logout").is(403);
        token.post("/api/v1/auth/login", Map.of("email", "owner@example.com", "password", TestApp.PASSWORD))
                .is(403);
        token.get("/api/v1/workspaces").is(403);
        assertThat(token.get("/api/v1/auth/user").is(200).at("/data/email").asText())
                .isEqualTo("owner@example.com");
    }

    @Test
    void itExpiresToTheSecond() {
        var made = make(app.owner(), Map.of("expires_in_days", 30));
        var token = using(made);
        assertThat(made.at("/data/expires_at").asText()).isEqualTo("2026-12-22T12:00:00Z");

        app.clock.forward(Duration.ofDays(30).minusSeconds(1));
        token.get("/api/v1/bio-sites").is(200);
        app.clock.forward(Duration.ofSeconds(1));
        token.get("/api/v1/bio-sites").is(401);
    }

    @Test
    void oneThatNeverExpiresHasToBeAskedFor() {
        assertThat(make(app.owner(), "*").at("/data/expires_at").asText()).isNotEmpty();
        assertThat(make(app.owner(), Map.of("expires_in_days", 0))
                        .at("/data/expires_at")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void revokedItIsRefusedAtOnce() {
        var made = make(app.owner(), "*");
        var token = using(made);
        app.owner().delete(tokens + "/" + made.at("/data/id").asLong()).is(200);

        token.get("/api/v1/bio-sites").is(401);
        assertThat(app.owner()
                        .get("/api/v1/audit?kind=token-revoked")
                        .at("/data/0/detail")
                        .asText())
                .isEqualTo("Backup");
    }

    @Test
    void itsLastUseIsKnown() {
        var made = make(app.owner(), "*");
        assertThat(app.owner().get(tokens).at("/data/0/last_used_at").isMissingNode())
                .isTrue();
        using(made).get("/api/v1/bio-sites").is(200);
        assertThat(app.owner().get(tokens).at("/data/0/last_used_at").asText()).isEqualTo("2026-11-22T12:00:00Z");
    }

    @Test
    void aMistypedTokenIsRefusedWithoutALook() {
        var token = make(app.owner(), "*").at("/data/token").asText();
        assertThat(TokenText.isOne(token)).isTrue();
        for (int i = 0; i < token.length(); i++) {
            var wrong = token.substring(0, i) + (token.charAt(i) == 'a' ? 'b' : 'a') + token.substring(i + 1);
            assertThat(TokenText.isOne(wrong)).as(wrong).isFalse();
        }
    }

    @Test
    void wrongWishesAreRefusedFieldByField() {
        for (var wrong :
                List.of("bio-sites", "bio-sites:delete", "nothing:read", "nothing:*", ":*", "", "**", "auth:read")) {
            assertThat(app.owner()
                            .post(tokens, Map.of("name", "A", "abilities", List.of(wrong)))
                            .is(422)
                            .complaint("abilities"))
                    .as(wrong)
                    .isNotBlank();
        }
        assertThat(app.owner()
                        .post(tokens, Map.of("name", "", "abilities", List.of()))
                        .is(422)
                        .complaint("name"))
                .isNotBlank();
        assertThat(app.owner()
                        .post(tokens, Map.of("name", "A", "abilities", List.of("*"), "expires_in_days", 36500))
                        .is(422)
                        .complaint("expires_in_days"))
                .isNotBlank();
    }

    @Test
    void makingAndRevokingTakesAFreshProof() {
        long id = make(app.owner(), "*").at("/data/id").asLong();
        app.clock.forward(Duration.ofMinutes(11));

        app.owner().post(tokens, Map.of("name", "A", "abilities", List.of("*"))).is(403);
        app.owner().delete(tokens + "/" + id).is(403);
        var browser = app.visitor().browse("owner@example.com");
        app.clock.forward(Duration.ofMinutes(11));
        assertThat(browser.get("/settings/tokens/new").is(303).header("Location"))
                .startsWith("/prove?to=");
        assertThat(browser.submit("/settings/tokens", "/settings/tokens/" + id + "/revocation", Map.of())
                        .is(303)
                        .header("Location"))
                .startsWith("/prove?to=");
        app.owner().get(tokens).is(200);
    }

    @Test
    void onThePageItIsShownRightAfterItWasMadeAndNeverAgain() {
        new Estate(app);
        var browser = app.visitor().browse("owner@example.com");
        var shown = browser.submit(
                        "/settings/tokens/new",
                        Map.of("name", "Backup", "abilities", "bio-sites:read", "expires_in_days", "90"))
                .is(201);
        var token = org.jsoup.Jsoup.parse(shown.body()).select("#token").text();

        assertThat(TokenText.isOne(token)).isTrue();
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
        assertThat(browser.get("/settings/tokens").is(200).body())
                .contains("Backup")
                .doesNotContain(token);
        app.visitor()
                .with("Authorization", "Bearer " + token)
                .get("/api/v1/bio-sites")
                .is(200);
        assertThat(browser.submit("/settings/tokens/new", Map.of("name", "", "expires_in_days", "90"))
                        .is(422)
                        .body())
                .contains("Choose at least one.");
    }

    @Test
    void aTokenIsNoCookie() {
        var token = make(app.owner(), "*").at("/data/token").asText();
        assertThat(app.visitor()
                        .with("Cookie", "mewayz=" + token)
                        .get("/today")
                        .is(303)
                        .header("Location"))
                .startsWith("/sign-in");
    }

    private Reply make(Client by, String ability) {
        return by.post(tokens, Map.of("name", "Backup", "abilities", List.of(ability)))
                .is(201);
    }

    private Reply make(Client by, Map<String, Object> more) {
        var body = new HashMap<String, Object>(Map.of("name", "Backup", "abilities", List.of("*")));
        body.putAll(more);
        return by.post(tokens, body).is(201);
    }

    private Client using(Reply made) {
        return app.visitor()
                .with("Authorization", "Bearer " + made.at("/data/token").asText());
    }

    private static Map<String, String> site(String handle) {
        return Map.of("handle", handle, "name", "Mia");
    }
}
