package com.mewayz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.TestApp;
import java.util.Map;
import org.junit.jupiter.api.Test;

@AppTest
class SignInTest {
    private final TestApp app;

    SignInTest(TestApp app) {
        this.app = app;
    }

    @Test
    void aTokenSaysWhoIsCalling() {
        var reply = app.owner().get("/api/v1/auth/user").is(200);

        assertThat(reply.at("/data/email").asText()).isEqualTo("owner@example.com");
        assertThat(reply.at("/success").asBoolean()).isTrue();
        assertThat(reply.body()).doesNotContain("argon2");
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressLookTheSame() {
        app.owner();
        var wrong = app.visitor()
                .post("/api/v1/auth/login", Map.of("email", "owner@example.com", "password", "not this one"));
        var unknown = app.visitor()
                .post("/api/v1/auth/login", Map.of("email", "nobody@example.com", "password", "not this one"));

        assertThat(wrong.is(422).complaint("password"))
                .isEqualTo(unknown.is(422).complaint("password"));
    }

    @Test
    void aPasswordThatWasHashedAtAnotherCostIsHashedAnew() {
        app.register("early");
        var db = app.app.db();
        // "password", of the reference implementation's own test vectors (phc-winner-argon2, src/test.c)
        var old = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        db.run("update user set password = ? where email = 'early@example.com'", old);

        app.visitor().signIn("early@example.com", "password");
        assertThat(db.number("select count(*) from user where password = ?", old))
                .isZero();
        app.visitor().signIn("early@example.com", "password");
    }

    @Test
    void signingOutEndsTheToken() {
        var client = app.register("leaver");
        client.post("/api/v1/auth/logout").is(201);

        client.get("/api/v1/auth/user").is(401);
    }

    @Test
    void aBrowserGetsACookieThatScriptsCannotRead() {
        app.owner();
        var browser = app.visitor();
        var reply = browser.submit("/sign-in", Map.of("email", "owner@example.com", "password", TestApp.PASSWORD))
                .is(303);

        assertThat(reply.header("Location")).isEqualTo("/today");
        assertThat(reply.header("Set-Cookie")).startsWith("mewayz=").contains("HttpOnly", "SameSite=Lax");
        browser.get("/settings/profile").is(200);
    }

    @Test
    void aFormWithoutItsTokenChangesNothing() {
        app.owner();
        var browser = app.visitor().browse("owner@example.com");

        browser.form("/settings/profile", Map.of("name", "Mallory")).is(403);
        assertThat(app.owner().get("/api/v1/auth/user").at("/data/name").asText())
                .isEqualTo("owner");
    }

    @Test
    void aFormFromAnotherSiteIsRefused() {
        app.visitor()
                .with("Origin", "https://evil.example")
                .form("/sign-in", Map.of("email", "owner@example.com", "password", TestApp.PASSWORD))
                .is(403);
        app.visitor()
                .with("Sec-Fetch-Site", "cross-site")
                .form("/sign-in", Map.of("email", "owner@example.com", "password", TestApp.PASSWORD))
                .is(403);
    }

    @Test
    void signingInLeadsOnlyToPathsOfThisServer() {
        app.owner();
        for (var hostile : new String[] {
            "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/ok\r\nX: y"
        }) {
            var reply = app.visitor()
                    .form(
                            "/sign-in",
                            Map.of("email", "owner@example.com", "password", TestApp.PASSWORD, "next", hostile))
                    .is(303);
            assertThat(reply.header("Location")).as(hostile).isEqualTo("/today");
        }
        assertThat(app.visitor()
                        .form(
                                "/sign-in",
                                Map.of(
                                        "email",
                                        "owner@example.com",
                                        "password",
                                        TestApp.PASSWORD,
                                        "next",
                                        "/sites/1?x=y"))
                        .header("Location"))
                .isEqualTo("/sites/1?x=y");
    }

    @Test
    void aPageAsksForSigningInAndComesBack() {
        assertThat(app.visitor().get("/settings/audit?kind=signed-in").is(303).header("Location"))
                .isEqualTo("/sign-in?to=%2Fsettings%2Faudit%3Fkind%3Dsigned-in");
    }
}
