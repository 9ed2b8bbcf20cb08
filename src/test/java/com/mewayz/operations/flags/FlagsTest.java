package com.mewayz.operations.flags;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.web.Route;
import com.mewayz.testing.Client;
import com.mewayz.testing.Estate;
import com.mewayz.testing.Reply;
import com.mewayz.testing.Rows;
import com.mewayz.testing.TestApp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlagsTest {
    private TestApp app = new TestApp();
    private Client owner = app.owner();
    private Client operator = app.visitor().browse(TestApp.email("owner"));
    private final Estate estate = new Estate(app);

    @AfterEach
    void close() {
        app.close();
    }

    /** Every route by which something is begun, in the API and on the pages. */
    @ParameterizedTest
    @EnumSource
    void whatIsSwitchedOffCannotBeBegun(Flag flag) {
        var routes = routes(flag);
        assertThat(routes).anyMatch(route -> route.kind() == Route.Kind.API);
        assertThat(routes).anyMatch(route -> route.kind() == Route.Kind.PAGE);
        var paths = routes.stream().map(estate::path).toList();

        everywhere(flag, Map.of()).is(303);
        var before = Rows.of(app.app.db());
        for (int i = 0; i < paths.size(); i++) {
            var reply = send(routes.get(i), paths.get(i));
            assertThat(reply.status()).as(paths.get(i)).isEqualTo(403);
            assertThat(reply.body()).contains("switched off for this workspace");
        }
        assertThat(Rows.of(app.app.db())).isEqualTo(before);

        everywhere(flag, Map.of("on", "true")).is(303);
        for (int i = 0; i < paths.size(); i++) {
            assertThat(send(routes.get(i), paths.get(i)).body()).doesNotContain("switched off");
        }
    }

    @Test
    void aWorkspaceCanDifferFromTheServer() {
        everywhere(Flag.WEBSITES, Map.of()).is(303);
        place(Flag.WEBSITES, "on").is(303);
        assertThat(website(owner).status()).isEqualTo(201);
        assertThat(website(app.stranger()).is(403).body()).contains("Websites elsewhere: switched off");
        assertThat(operator.get("/settings/flags").body()).contains("1 workspace differs");

        place(Flag.WEBSITES, "").is(303);
        website(owner).is(403);
        everywhere(Flag.WEBSITES, Map.of("on", "true")).is(303);
        place(Flag.WEBSITES, "off").is(303);
        website(owner).is(403);
        website(app.stranger()).is(201);
    }

    @Test
    void whatThereIsGoesOnAndCanBeTakenAway() {
        long id = website(owner).is(201).at("/data/id").asLong();
        everywhere(Flag.WEBSITES, Map.of()).is(303);

        assertThat(operator.get("/settings/websites").is(200).body())
                .contains("Websites elsewhere: switched off for this workspace", "shop.example");
        assertThat(operator.get("/settings/members").body()).doesNotContain("switched off");
        app.visitor()
                .json("POST", "/m", Map.of("site", id, "host", "shop.example", "page", "/"))
                .is(202);
        owner.delete("/api/v1/analytics/websites/" + id).is(200);
    }

    @Test
    void itIsRememberedAndWrittenDown() {
        everywhere(Flag.DOMAINS, Map.of()).is(303);
        place(Flag.DOMAINS, "on").is(303);
        app.app.bus().deliver();
        assertThat(operator.get("/settings/audit/server").body())
                .contains("Feature flag changed", "domains for everybody: off", "domains for a workspace: on");

        app.stop();
        app = new TestApp(Map.of(), app.data);
        operator = app.visitor().browse(TestApp.email("owner"));
        assertThat(operator.get("/settings/flags/domains").body())
                .contains(">Off<", "Nothing new is begun with it", "<option value=\"on\" selected>");
    }

    @Test
    void workspacesAreFoundByPartOfTheirName() {
        app.stranger();
        assertThat(operator.get("/settings/flags/tokens?q=STRANG").body())
                .contains("stranger")
                .doesNotContain("for owner");
        assertThat(operator.get("/settings/flags/tokens?q=%25").body()).contains("No workspace is called that");
    }

    @Test
    void onlyWhoRunsTheServerMay() {
        app.stranger();
        var stranger = app.visitor().browse(TestApp.email("stranger"));
        stranger.get("/settings/flags").is(403);
        stranger.submit("/settings/profile", "/settings/flags/domains", Map.of())
                .is(403);
        operator.get("/settings/flags/nothing").is(404);
        place(Flag.DOMAINS, "perhaps").is(422);
        operator.submit("/settings/flags", "/settings/flags/domains/99", Map.of("value", "off"))
                .is(404);
        assertThat(app.app.db().number("select count(*) from flag")).isZero();
    }

    private List<Route> routes(Flag flag) {
        return app.app.web().routes().stream()
                .filter(route -> Flag.of(route).filter(flag::equals).isPresent())
                .toList();
    }

    private Reply send(Route route, String path) {
        if (route.kind() == Route.Kind.PAGE) {
            return operator.submit("/settings/profile", path, Map.of());
        }
        return route.input().getSimpleName().equals("Form")
                ? owner.form(path, Map.of())
                : owner.json(route.method(), path, estate.body(route));
    }

    private static Reply website(Client client) {
        return client.post("/api/v1/analytics/websites", Map.of("name", "Shop", "hosts", List.of("shop.example")));
    }

    private Reply everywhere(Flag flag, Map<String, String> form) {
        return operator.submit("/settings/flags", "/settings/flags/" + flag.word(), form);
    }

    private Reply place(Flag flag, String value) {
        return operator.submit(
                "/settings/flags/" + flag.word(),
                "/settings/flags/" + flag.word() + "/" + owner.workspace(),
                Map.of("value", value));
    }
}
