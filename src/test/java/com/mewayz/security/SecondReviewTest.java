package com.mewayz.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.Phone;
import com.mewayz.testing.PostOffice;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More ways through that somebody found in the running program. */
class SecondReviewTest {
    @Test
    void aFactorEndsEverySessionThatKnowsThePasswordAlone() {
        try (var app = new TestApp()) {
            var program = app.owner();
            var other = app.visitor().browse(TestApp.email("owner"));
            var browser = app.visitor().browse(TestApp.email("owner"));
            Phone.setUp(app, browser);

            browser.get("/today").is(200);
            program.get("/api/v1/auth/user").is(401);
            assertThat(other.get("/today").is(303).header("Location")).startsWith("/sign-in");
        }
    }

    @Test
    void aLinkThatCameByHandDoesNotTellWhoHasAnAccountNorMakesOne() {
        try (var post = new PostOffice();
                var app = new TestApp(post.settings())) {
            var stranger = app.stranger();
            app.owner();
            var browser = app.visitor().browse(TestApp.email("stranger"));
            var answers = List.of("owner@example.com", "nobody@example.com").stream()
                    .map(email -> {
                        stranger.post(
                                        "/api/v1/workspaces/" + stranger.workspace() + "/invite",
                                        Map.of("email", email, "role", "viewer"))
                                .is(201);
                        long id = app.app.db().number("select id from invitation where email = ?", email);
                        var shown = browser.submit(
                                        "/settings/members",
                                        "/settings/members/invitations/" + id + "/resending",
                                        Map.of("by-hand", "1"))
                                .is(200)
                                .body();
                        var token = shown.replaceAll("(?s).*/invitation\\?token=([A-Za-z0-9_-]+).*", "$1");
                        var fields = Map.of("token", token, "name", "X", "password", TestApp.PASSWORD);
                        return app.visitor()
                                .submit("/invitation?token=" + token, "/invitation/account", fields)
                                .is(200)
                                .body()
                                .replace(email, "");
                    })
                    .toList();

            assertThat(answers.getFirst()).isEqualTo(answers.getLast()).contains("Look into your mail");
            assertThat(app.app.accounts().users().find("nobody@example.com")).isEmpty();
        }
    }

    @Test
    void whoeverMakesOwnersProvesWhoTheyAre() {
        try (var app = new TestApp()) {
            var owner = app.owner();
            app.viewer();
            var workspace = "/api/v1/workspaces/" + owner.workspace();
            var members = owner.get(workspace + "/members").is(200);
            long viewer = 0;
            long self = 0;
            for (var member : members.at("/data")) {
                if (member.at("/role").asText().equals("viewer")) {
                    viewer = member.at("/id").asLong();
                } else {
                    self = member.at("/id").asLong();
                }
            }
            app.clock.forward(Duration.ofMinutes(11));

            owner.patch(workspace + "/members/" + viewer, Map.of("role", "owner"))
                    .is(403);
            owner.patch(workspace + "/members/" + self, Map.of("role", "viewer"))
                    .is(403);
            owner.post(workspace + "/invite", Map.of("email", "x@example.com", "role", "owner"))
                    .is(403);
            owner.patch(workspace + "/members/" + viewer, Map.of("role", "editor"))
                    .is(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "op\u0000@example.com",
                "\u0001op@example.com",
                "op\u200b@example.com",
                "op@example.com\u202e",
                "op\u00a0@example.com",
                "\uff4f\uff50@example.com",
                "op@[127.0.0.1]",
            })
    void noTwoAddressesLookAlike(String address) {
        try (var app = new TestApp()) {
            app.owner()
                    .post(
                            "/api/v1/workspaces/" + app.owner().workspace() + "/invite",
                            Map.of("email", address, "role", "viewer"))
                    .is(422);
        }
    }

    @Test
    void namesBringNoLinksIntoLetters() {
        try (var app = new TestApp()) {
            var owner = app.owner();
            for (var name : List.of(
                    "Pay at http://evil.example/x", "see www.evil.example", "left\u202eright", "two\u2028lines")) {
                owner.patch("/api/v1/auth/user", Map.of("name", name)).is(422);
                owner.put("/api/v1/workspaces/" + owner.workspace(), Map.of("name", name, "timezone", "UTC"))
                        .is(422);
            }
            owner.patch("/api/v1/auth/user", Map.of("name", "Zoë 👩‍🎤 wwwizard.example"))
                    .is(200);
        }
    }

    @Test
    void anEntryThatIsNoAddressEndsWhatAProxyIsBelieved() {
        try (var app = new TestApp(Map.of(Setting.TRUSTED_PROXIES, "127.0.0.1"))) {
            app.owner();
            int refused = 0;
            for (int i = 0; i < 40; i++) {
                refused += app.visitor()
                                        .with("X-Forwarded-For", "9." + i + ".1.1, unknown")
                                        .post(
                                                "/api/v1/auth/login",
                                                Map.of("email", "a" + i + "@example.com", "password", "no"))
                                        .status()
                                == 429
                        ? 1
                        : 0;
            }
            assertThat(refused).isPositive();
        }
    }

    @Test
    void theLogNamesWhoDidItByMoreThanAName() {
        try (var app = new TestApp()) {
            var owner = app.owner();
            long id = owner.get("/api/v1/auth/user").at("/data/id").asLong();
            owner.post("/api/v1/workspaces/" + owner.workspace() + "/invite", Map.of("role", "viewer"))
                    .is(201);
            owner.patch("/api/v1/auth/user", Map.of("name", "Somebody else")).is(200);

            assertThat(owner.get("/api/v1/audit?kind=member-invited")
                            .is(200)
                            .at("/data/0/by")
                            .asLong())
                    .isEqualTo(id);
        }
    }

    @Test
    void aFormThatIsFilledInWronglyIsNoTryToRegister() {
        try (var app = new TestApp()) {
            var owner = app.owner();
            var token = owner.post(
                            "/api/v1/workspaces/" + owner.workspace() + "/invite", Map.of("role", "viewer", "uses", 5))
                    .is(201)
                    .at("/data/results/0/link")
                    .asText()
                    .replaceAll(".*token=", "");
            for (int i = 0; i < 12; i++) {
                app.visitor()
                        .submit(
                                "/invitation?token=" + token,
                                "/invitation/account",
                                Map.of("token", token, "name", "N", "email", "n@example.com", "password", "short"))
                        .is(422);
            }
            app.visitor()
                    .submit(
                            "/invitation?token=" + token,
                            "/invitation/account",
                            Map.of("token", token, "name", "N", "email", "n@example.com", "password", TestApp.PASSWORD))
                    .is(303);
        }
    }
}
