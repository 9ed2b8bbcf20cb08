package com.mewayz.operations.flags;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Features are switched off and on by programs as on the page. */
@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlagApiTest {
    private static final String FLAGS = "/api/v1/flags";
    private static final String IMPORTS = FLAGS + "/imports";

    private final TestApp app;
    private final Client operator;

    FlagApiTest(TestApp app) {
        this.app = app;
        this.operator = app.owner();
    }

    @BeforeEach
    void reset() {
        operator.delete(IMPORTS).is(200);
        operator.delete(place()).is(200);
    }

    @Test
    void allOfThemAreListed() {
        var list = operator.get(FLAGS + "?per_page=2&page=2").is(200);
        assertThat(list.at("/data").findValuesAsText("flag")).containsExactly("imports", "shares");
        assertThat(list.at("/meta/pagination/total_items").asInt()).isEqualTo(Flag.values().length);
        assertThat(operator.get(IMPORTS).is(200).at("/data"))
                .isEqualTo(list.at("/data/0"))
                .hasToString(
                        "{\"flag\":\"imports\",\"label\":\"Imports of figures\",\"purpose\":\"Figures come from other"
                                + " programs, as large files.\",\"on\":true,\"exceptions\":0}");
    }

    @Test
    void whatIsSwitchedOffForEverybodyCanBeOnInAWorkspace() {
        assertThat(put(IMPORTS, false).at("/data/on").asBoolean()).isFalse();
        operator.get("/api/v1/analytics/imports").is(200);
        assertThat(refusal(operator)).contains("switched off for this workspace");

        var own = put(place(), true).at("/data");
        assertThat(own.at("/own").asBoolean()).isTrue();
        assertThat(own.at("/on").asBoolean()).isTrue();
        assertThat(operator.get(IMPORTS).at("/data/exceptions").asInt()).isEqualTo(1);
        assertThat(refusal(operator)).doesNotContain("switched off");
        assertThat(refusal(app.stranger())).contains("switched off");

        operator.delete(place()).is(200);
        var after = operator.get(place()).is(200).at("/data");
        assertThat(after.has("own")).isFalse();
        assertThat(after.at("/on").asBoolean()).isFalse();
        operator.delete(IMPORTS).is(200);
        assertThat(operator.get(IMPORTS).at("/data/on").asBoolean()).isTrue();
    }

    @Test
    void workspacesAreListedAndFoundByPartOfTheirName() {
        app.stranger();
        put(place(), false);
        var all = operator.get(IMPORTS + "/workspaces?per_page=1").is(200);
        assertThat(all.at("/data")).hasSize(1);
        assertThat(all.at("/meta/pagination/total_items").asInt()).isGreaterThanOrEqualTo(2);
        var found = operator.get(IMPORTS + "/workspaces?q=STRANG").is(200).at("/data");
        assertThat(found).hasSize(1);
        assertThat(found.at("/0/workspace").asLong()).isEqualTo(app.stranger().workspace());
        assertThat(found.at("/0/on").asBoolean()).isTrue();
    }

    @Test
    void whatIsSoAlreadyIsWrittenDownOnce() {
        put(IMPORTS, false);
        long before = changes();
        put(IMPORTS, false);
        operator.delete(place()).is(200);
        assertThat(changes()).isEqualTo(before);
        operator.delete(IMPORTS).is(200);
        operator.delete(IMPORTS).is(200);
        assertThat(changes()).isEqualTo(before + 1);
        app.app.bus().deliver();
        assertThat(app.visitor()
                        .browse(TestApp.email("owner"))
                        .get("/settings/audit/server")
                        .body())
                .contains("imports for everybody: off", "imports for everybody: as usual");
    }

    @Test
    void whatDoesNotFitIsSaidAndChangesNothing() {
        long before = changes();
        assertThat(operator.put(IMPORTS, Map.of()).is(422).complaint("on")).isEqualTo("Write true or false.");
        assertThat(operator.put(place(), Map.of("on", "perhaps")).is(422).complaint("on"))
                .isNotBlank();
        operator.put(FLAGS + "/nothing", Map.of("on", true)).is(404);
        operator.put(IMPORTS + "/workspaces/99", Map.of("on", true)).is(404);
        operator.delete(IMPORTS + "/workspaces/x").is(404);
        operator.get(IMPORTS + "/workspaces?per_page=0").is(422);
        assertThat(changes()).isEqualTo(before);
    }

    /** Whoever owns a workspace, and a token of whoever runs the server, are kept away alike. */
    @Test
    void onlyWhoRunsTheServerMay() {
        var token = operator.post(
                        "/api/v1/workspaces/" + operator.workspace() + "/tokens",
                        Map.of("name", "All", "abilities", List.of("*")))
                .is(201)
                .at("/data/token")
                .asText();
        for (var client : List.of(app.stranger(), app.visitor().with("Authorization", "Bearer " + token))) {
            client.get(FLAGS).is(403);
            client.get(place()).is(403);
            client.put(IMPORTS, Map.of("on", false)).is(403);
            client.put(place(), Map.of("on", false)).is(403);
            client.delete(IMPORTS).is(403);
        }
        app.visitor().get(FLAGS).is(401);
        assertThat(operator.get(IMPORTS).at("/data/on").asBoolean()).isTrue();
    }

    private String place() {
        return IMPORTS + "/workspaces/" + operator.workspace();
    }

    private Reply put(String path, boolean on) {
        return operator.put(path, Map.of("on", on)).is(200);
    }

    /** What beginning an import says, which it never does: there is no file. */
    private static String refusal(Client client) {
        return client.form("/api/v1/analytics/imports", Map.of()).body();
    }

    private long changes() {
        return app.app.db().number("select count(*) from fact where kind = 'flag-changed'");
    }
}
