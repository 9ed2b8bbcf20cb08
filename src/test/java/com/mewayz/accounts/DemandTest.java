package com.mewayz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.web.Role;
import com.mewayz.platform.web.Route;
import com.mewayz.testing.Client;
import com.mewayz.testing.Phone;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A second factor that the server or a workspace asks for. */
class DemandTest {
    private static final String SECURITY = "/settings/security";

    private final TestApp app = new TestApp();
    private Client boss = app.visitor();
    private Phone phone = new Phone(app, "", List.of());

    /** The operator, owner of a workspace, with a second factor. */
    @BeforeEach
    void setUp() {
        app.owner();
        boss = app.visitor().browse(TestApp.email("owner"));
        phone = Phone.setUp(app, boss);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void whoHasNoneIsLedToSettingOneUpAndThenGoesOn() {
        app.viewer();
        var viewer = app.visitor().browse(TestApp.email("viewer"));
        viewer.get("/today").is(200);
        askEverybody().is(303);

        assertThat(viewer.get("/today").is(303).header("Location")).isEqualTo(SECURITY);
        assertThat(viewer.get(SECURITY).is(200).body()).contains("This server asks for a second factor");
        Phone.setUp(app, viewer);
        assertThat(viewer.get(SECURITY + "?did=codes").body()).contains("Go on");
        viewer.get("/today").is(200);
        boss.get("/today").is(200);
    }

    @Test
    void untilThenNoPageAndNoRouteOfASessionOpensButWhatLeadsThere() {
        var token = app.viewer(); // a session over the API
        var viewer = app.visitor().browse(TestApp.email("viewer"));
        askEverybody().is(303);

        for (var route : app.app.web().routes()) {
            if (!route.role().covers(Role.USER) || route.role() == Role.OPERATOR) {
                continue;
            }
            var path = route.path().replaceAll("\\{[a-z]+}", "1");
            if (route.kind() == Route.Kind.PAGE && route.method().equals("GET")) {
                assertThat(viewer.get(path).is(303).header("Location")).as(path).isEqualTo(SECURITY);
            }
            var reply = route.kind() == Route.Kind.API
                    ? token.send(route.method(), path, "", new byte[0])
                    : viewer.submit(SECURITY, path, Map.of());
            assertThat(reply.status()).as(route.method() + " " + path).isIn(303, 403, 405);
            if (reply.status() == 403) {
                assertThat(reply.body()).as(path).contains("A second factor is asked of you");
            }
        }
        assertThat(app.app.web().routes().stream()
                        .filter(route -> route.role() == Role.ARRIVING)
                        .map(route -> route.method() + " " + route.path()))
                .containsExactlyInAnyOrder(
                        "GET /prove",
                        "POST /prove",
                        "POST /prove/passkey",
                        "POST /prove/passkey/options",
                        "GET /settings/security",
                        "GET /settings/totp",
                        "GET /settings/totp/qr.svg",
                        "POST /settings/totp",
                        "POST /settings/totp/confirmation",
                        "POST /settings/passkeys",
                        "POST /settings/passkeys/options",
                        "GET /workspaces",
                        "POST /workspace",
                        "POST /sign-out",
                        "POST /api/v1/auth/logout");
        viewer.submit(SECURITY, "/sign-out", Map.of()).is(303);
    }

    @Test
    void anApiSessionWithoutAFactorIsRefusedAndAnApiTokenIsNot() {
        var made = boss.submit(
                        "/settings/tokens/new",
                        Map.of("name", "Backup", "abilities", "bio-sites:read", "expires_in_days", "30"))
                .is(201);
        var text = made.body().replaceAll("(?s).*id=\"token\">([^<]+)<.*", "$1");
        app.viewer();
        askEverybody().is(303);

        assertThat(app.viewer().get("/api/v1/bio-sites").is(403).body()).contains("second factor");
        app.visitor()
                .with("Authorization", "Bearer " + text)
                .get("/api/v1/bio-sites")
                .is(200);
        var half = app.visitor()
                .post("/api/v1/auth/login", Map.of("email", TestApp.email("owner"), "password", TestApp.PASSWORD));
        var full = app.visitor()
                .post(
                        "/api/v1/auth/second-factor",
                        Map.of("token", half.at("/data/second_factor").asText(), "code", phone.next()))
                .is(201);
        app.visitor()
                .with("Authorization", "Bearer " + full.at("/data/token").asText())
                .get("/api/v1/bio-sites")
                .is(200);
    }

    @Test
    void aNewAccountIsLedThereFirst() {
        askEverybody().is(303);
        app.app.accounts().users().register(new UserInput("Zoe", "zoe@example.com", TestApp.PASSWORD), () -> {});
        var fresh = app.visitor().browse("zoe@example.com");

        assertThat(fresh.get("/setup/workspace").is(303).header("Location")).isEqualTo(SECURITY);
        Phone.setUp(app, fresh);
        fresh.get("/setup/workspace").is(200);
    }

    @Test
    void aSessionThatBeganWithThePasswordAloneShowsTheFactorWhereItIsAskedFor() {
        app.viewer();
        var early = app.visitor().browse(TestApp.email("viewer"));
        var theirs = Phone.setUp(app, early);
        // as one of an earlier version: today's setting up a factor ends the others
        app.app
                .db()
                .run(
                        "update session set second_factor = 0 where user = (select id from user where email = ?)",
                        TestApp.email("viewer"));
        early.get("/today").is(200);
        askEverybody().is(303);

        assertThat(early.get("/today").is(303).header("Location")).isEqualTo(SECURITY);
        assertThat(early.get(SECURITY).is(303).header("Location")).isEqualTo("/prove?to=/today");
        early.submit("/prove", Map.of("password", TestApp.PASSWORD)).is(422);
        early.submit("/prove", Map.of("code", theirs.next(), "next", "/today")).is(303);
        early.get("/today").is(200);
    }

    @Test
    void theLastFactorStaysWhileItIsAskedFor() {
        askEverybody().is(303);

        assertThat(boss.submit(SECURITY, "/settings/totp/removal", Map.of())
                        .is(409)
                        .body())
                .contains("This server asks for a second factor", "your last one");
        assertThat(boss.get(SECURITY).body()).contains("10 of 10 left");

        boss.submit("/settings/people", "/settings/people/second-factor", Map.of())
                .is(303);
        boss.submit(SECURITY, "/settings/totp/removal", Map.of()).is(303);
        // what the session has shown is no factor any more
        assertThat(askEverybody().is(409).body()).contains("Set up a second factor for yourself first");
    }

    @Test
    void whoHasNoneAsksNobody() {
        boss.submit(SECURITY, "/settings/totp/removal", Map.of()).is(303);

        askEverybody().is(409);
        askMembers(boss).is(409);
        ask(true).is(409);
        assertThat(app.app.accounts().demand().everybody()).isFalse();
    }

    @Test
    void askingWantsAFreshProofAndIsWrittenDown() {
        app.clock.forward(Duration.ofMinutes(11));
        assertThat(askEverybody().is(303).header("Location")).startsWith("/prove");
        assertThat(askMembers(boss).is(303).header("Location")).startsWith("/prove");
        assertThat(app.app.accounts().demand().everybody()).isFalse();
        boss.submit("/prove", Map.of("code", phone.next())).is(303);

        askEverybody().is(303);
        askMembers(boss).is(303);
        assertThat(boss.get("/settings/audit/server").body()).contains("second factor asked of everybody");
        assertThat(boss.get("/settings/audit").body()).contains("second factor asked of members");
    }

    @Test
    void aWorkspaceAsksItsMembersAndNobodyElse() {
        app.stranger();
        var viewer = app.viewer();
        long elsewhere = viewer.post("/api/v1/workspaces", Map.of("name", "Elsewhere"))
                .is(201)
                .at("/data/id")
                .asLong();
        var page = app.visitor().browse(TestApp.email("viewer"));
        var own = app.app.workspaces().of(id("viewer")).getFirst().workspace();
        page.submit(
                "/workspaces",
                "/workspace",
                Map.of("workspace", String.valueOf(app.owner().workspace())));
        page.get("/today").is(200);
        askMembers(boss).is(303);

        assertThat(page.get("/today").is(303).header("Location")).isEqualTo(SECURITY);
        assertThat(page.get("/setup/workspace").is(303).header("Location")).isEqualTo(SECURITY);
        page.with("X-Workspace", "1").get("/setup/workspace").is(404);
        page.get("/settings/profile").is(404);
        page.without("X-Workspace");
        assertThat(page.get(SECURITY).body()).contains("asks for a second factor", "work in another workspace");
        var path = "/api/v1/workspaces/" + app.owner().workspace();
        viewer.get(path).is(403);
        viewer.get(path + "/members").is(403);
        viewer.get("/api/v1/bio-sites").is(403);
        // their other workspaces, and other people's, ask for nothing
        viewer.get("/api/v1/workspaces/" + elsewhere).is(200);
        page.submit("/workspaces", "/workspace", Map.of("workspace", String.valueOf(own)))
                .is(303);
        page.get("/today").is(200);
        app.stranger().get("/api/v1/bio-sites").is(200);

        page.submit(
                "/workspaces",
                "/workspace",
                Map.of("workspace", String.valueOf(app.owner().workspace())));
        Phone.setUp(app, page);
        page.get("/today").is(200);
        assertThat(page.submit(SECURITY, "/settings/totp/removal", Map.of())
                        .is(409)
                        .body())
                .contains("asks for a second factor");
    }

    @Test
    void onlyTheOwnerDecidesForAWorkspace() {
        var path = "/api/v1/workspaces/" + app.owner().workspace() + "/second-factor";
        app.admin().put(path, Map.of("required", true)).is(403);
        var admin = app.visitor().browse(TestApp.email("admin"));
        admin.submit(
                "/workspaces",
                "/workspace",
                Map.of("workspace", String.valueOf(app.owner().workspace())));
        assertThat(admin.get("/settings/workspace").body()).doesNotContain("Ask for a second factor");
        ask(null).is(422);

        assertThat(boss.get("/settings/workspace").body()).contains("One member has no second factor yet");
        assertThat(ask(true).is(200).at("/data/second_factor").asBoolean()).isTrue();
        assertThat(boss.get("/settings/workspace").body()).contains("Members enter with a second factor only");
        assertThat(ask(false).is(200).at("/data/second_factor").asBoolean()).isFalse();
    }

    @Test
    void aTrustedDeviceCountsAsOne() {
        askEverybody().is(303);
        var again = app.visitor();
        again.submit("/sign-in", Map.of("email", TestApp.email("owner"), "password", TestApp.PASSWORD));
        again.submit("/sign-in/factor", Map.of("code", phone.next(), "trust", "true"))
                .is(303);
        again.cookies().remove("mewayz");
        again.browse(TestApp.email("owner")).get("/today").is(200);
    }

    private Reply askEverybody() {
        return boss.submit("/settings/people", "/settings/people/second-factor", Map.of("everybody", "true"));
    }

    private static Reply askMembers(Client who) {
        return who.submit("/settings/workspace", "/settings/workspace/second-factor", Map.of("required", "true"));
    }

    /** Over the API, in the browser's session. */
    private Reply ask(@Nullable Boolean required) {
        var csrf =
                boss.get("/settings/workspace").body().replaceAll("(?s).*?name=\"_csrf\" value=\"([^\"]*)\".*", "$1");
        var body = required == null ? "{}" : "{\"required\":" + required + "}";
        return boss.with("X-CSRF-Token", csrf)
                .put("/api/v1/workspaces/" + app.owner().workspace() + "/second-factor", body);
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
