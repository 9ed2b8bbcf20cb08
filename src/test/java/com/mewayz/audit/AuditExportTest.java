package com.mewayz.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.facts.WorkspaceFact.TokenCreated;
import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The log can be narrowed down, taken along as a file, and seen for the server and for oneself. */
@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditExportTest {
    private static final String FORMULA = "=HYPERLINK(\"http://evil.example\";\"x\")";

    private final TestApp app;
    private final Client browser;

    AuditExportTest(TestApp app) {
        this.app = app;
        app.owner();
        app.editor();
        app.stranger();
        browser = app.visitor().browse("owner@example.com");
        app.editor()
                .post("/api/v1/bio-sites", Map.of("handle", "made-by-editor", "name", "E"))
                .is(201);
        long site = app.owner()
                .post("/api/v1/bio-sites", Map.of("handle", "made-by-owner", "name", "O"))
                .is(201)
                .at("/data/id")
                .asLong();
        app.owner().post("/api/v1/bio-sites/" + site + "/publication").is(201);
        app.visitor()
                .post("/api/v1/auth/login", Map.of("email", "nobody.at.all@example.com", "password", "x"))
                .is(422);
        app.app
                .db()
                .inTransaction(
                        () -> app.app.bus().publish(new TokenCreated(app.owner().workspace(), user(), 1, FORMULA)));
    }

    @Test
    void itIsNarrowedDownByKindPersonTimeAndWords() {
        assertThat(kinds("?group=content")).containsOnly("site-changed", "site-published");
        assertThat(kinds("?group=sign-ins")).contains("signed-in").doesNotContain("site-changed");
        assertThat(kinds("?q=MADE-BY")).containsOnly("site-published");
        assertThat(kinds("?q=site+pub")).containsOnly("site-published");
        assertThat(kinds("?q=%25")).isEmpty();
        long editor = app.editor().get("/api/v1/auth/user").at("/data/id").asLong();
        assertThat(actors("?who=" + editor + "&group=content")).containsOnly("editor");
        assertThat(actors("?q=editor&group=content")).containsOnly("editor");
        assertThat(kinds("?from=2026-11-23")).isEmpty();
        assertThat(kinds("?to=2026-11-21")).isEmpty();
        assertThat(kinds("?from=2026-11-22&to=2026-11-22")).isNotEmpty();
        for (var wrong :
                List.of("?from=yesterday", "?to=2026-13-01", "?who=me", "?group=nothing", "?from=-999999999-01-01")) {
            app.owner().get("/api/v1/audit" + wrong).is(422);
            browser.get("/settings/audit" + wrong).is(422);
        }
    }

    @Test
    void daysAreThoseOfTheWorkspace() {
        var client = app.register("honolulu");
        client.put("/api/v1/workspaces/" + client.workspace(), Map.of("name", "H", "timezone", "Pacific/Honolulu"))
                .is(200);
        app.clock.set("2026-11-23T09:59:00Z");
        var late = app.visitor().signIn("honolulu@example.com").with("X-Workspace", String.valueOf(client.workspace()));
        app.clock.set(TestApp.NOW.toString());

        assertThat(late.get("/api/v1/audit?kind=signed-in&from=2026-11-22&to=2026-11-22")
                        .at("/data"))
                .hasSize(2);
        assertThat(late.get("/api/v1/audit?kind=signed-in&from=2026-11-23").at("/data"))
                .isEmpty();
    }

    @Test
    void aFileForASpreadsheetHoldsNoFormula() {
        var file = export("/settings/audit", "csv", Map.of("group", "access"));
        assertThat(file).startsWith("time,kind,title,detail,by,about,id,by_id\r\n");
        assertThat(file).contains("\"'=HYPERLINK(\"\"http://evil.example\"\";\"\"x\"\")\"");
        assertThat(file).doesNotContain("site-published");
    }

    @Test
    void theFileIsTheListThatIsShownAndItsExportIsWrittenDown() {
        var json = browser.submit(
                        "/settings/audit", "/settings/audit/export", Map.of("format", "json", "group", "content"))
                .is(200);
        assertThat(json.header("Content-Disposition")).contains("attachment").contains(".json");
        assertThat(json.header("Cache-Control")).isEqualTo("no-store");
        assertThat(json.at("").findValuesAsText("kind")).isEqualTo(kinds("?group=content"));
        assertThat(kinds("?kind=list-exported")).isNotEmpty();
        browser.submit("/settings/audit", "/settings/audit/export", Map.of("format", "exe"))
                .is(422);
        editor().submit("/today", "/settings/audit/export", Map.of("format", "csv"))
                .is(403);
    }

    @Test
    void aProgramExportsWhatItFilters() {
        var file = app.owner()
                .post("/api/v1/audit/exports", Map.of("format", "csv", "group", "content", "from", "2026-11-22"))
                .is(200);
        assertThat(file.header("Content-Disposition")).contains("mewayz-audit-2026-11-22.csv");
        assertThat(file.body().lines()).hasSize(1 + kinds("?group=content").size());
        app.owner().post("/api/v1/audit/exports", Map.of()).is(422).complaint("format");
        app.owner()
                .post("/api/v1/audit/exports", Map.of("format", "csv", "group", "nothing"))
                .is(422)
                .complaint("group");
        app.owner()
                .post("/api/v1/audit/exports", Map.of("format", "exe"))
                .is(422)
                .complaint("format");
        app.editor().post("/api/v1/audit/exports", Map.of("format", "csv")).is(403);
    }

    @Test
    void aFileForProgramsHasOneEntryALine() {
        assertThat(export("/settings/audit", "ndjson", Map.of("group", "content"))
                        .lines())
                .hasSameSizeAs(kinds("?group=content"))
                .allMatch(line -> line.startsWith("{"));
        assertThat(export("/settings/audit", "ndjson", Map.of("kind", "nothing-like-it")))
                .isEmpty();
    }

    @Test
    void aLongLogLeavesWhole() {
        var client = app.register("busy");
        app.app.db().inTransaction(() -> {
            for (int i = 0; i < 1_234; i++) {
                app.app.bus().publish(new TokenCreated(client.workspace(), 0, i, "n" + i));
            }
        });
        var busy = app.visitor().browse("busy@example.com");
        var lines = busy.submit(
                        "/settings/audit", "/settings/audit/export", Map.of("format", "csv", "kind", "token-created"))
                .is(200)
                .body()
                .split("\r\n");
        assertThat(lines).hasSize(1_235).doesNotHaveDuplicates();
    }

    @Test
    void theServersLogIsForItsOperator() {
        assertThat(browser.get("/settings/audit/server").is(200).body())
                .contains("Sign-in failed: unknown address", "stranger", "Network addresses are not written down")
                .doesNotContain("nobody.at.all", "made-by-owner");
        var editor = app.visitor().browse("editor@example.com");
        editor.get("/settings/audit/server").is(403);
        app.visitor()
                .browse("stranger@example.com")
                .get("/settings/audit/server")
                .is(403);
        assertThat(export("/settings/audit/server", "csv", Map.of()))
                .contains("unknown address")
                .doesNotContain("nobody.at.all");
    }

    @Test
    void programsOfTheOperatorReadTheServersLogAndTakeIt() {
        var operator = app.owner();
        var path = "/api/v1/audit/server";
        var list = operator.get(path + "?kind=sign-in-failed&who=0&per_page=1").is(200);
        assertThat(list.at("/data").findValuesAsText("detail")).hasSize(1);
        assertThat(list.at("/data/0/title").asText()).startsWith("Sign-in failed");
        assertThat(operator.get(path + "?per_page=100").is(200).body())
                .doesNotContain("nobody.at.all", "made-by-owner");
        assertThat(operator.get(path + "?from=yesterday").is(422).complaint("from"))
                .isEqualTo("Write a day like 2026-11-22.");

        var file = operator.post(path + "/exports", Map.of("format", "ndjson", "kind", "sign-in-failed", "who", "0"))
                .is(200);
        assertThat(file.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(file.header("Content-Disposition")).contains("attachment", ".ndjson");
        assertThat(file.body().lines())
                .hasSize(list.at("/meta/pagination/total_items").asInt())
                .allMatch(line -> line.startsWith("{"));
        assertThat(operator.post(path + "/exports", Map.of("format", "csv", "kind", "signed-in"))
                        .is(200)
                        .body())
                .startsWith("time,kind,title,detail,by,about,id,by_id\r\n");
        assertThat(operator.post(path + "/exports", Map.of("format", "exe"))
                        .is(422)
                        .complaint("format"))
                .isNotBlank();
        assertThat(operator.get(path + "?kind=list-exported")
                        .at("/data/0/detail")
                        .asText())
                .isEqualTo("server log");
        for (var client : List.of(app.stranger(), app.admin())) {
            client.get(path).is(403);
            client.post(path + "/exports", Map.of("format", "csv")).is(403);
        }
    }

    /** Its abilities let a token read; a list that leaves as a whole is for people. */
    @Test
    void aTokenReadsTheLogAndTakesNoFile() {
        var reader = token("audit:read");
        reader.get("/api/v1/audit?group=content").is(200);
        assertThat(reader.post("/api/v1/audit/exports", Map.of("format", "csv"))
                        .is(403)
                        .body())
                .contains("An API token cannot do this");
        reader.get("/api/v1/audit/server").is(403);
        assertThat(token("bio-sites:read").get("/api/v1/audit").is(403).body()).contains("audit:read");
    }

    @Test
    void everybodySeesWhatHappenedToTheirOwnAccountAndNothingElse() {
        var editor = editor();
        app.visitor()
                .post("/api/v1/auth/login", Map.of("email", "editor@example.com", "password", "x"))
                .is(422);

        assertThat(editor.get("/settings/activity").is(200).body())
                .contains("Signed in", "Sign-in failed: wrong password")
                .doesNotContain("unknown address", "Site published", "stranger");
        editor.get("/settings/audit").is(403);
    }

    @Test
    void anUnknownAddressTakesAsMuchWritingAsAWrongPassword() {
        long before = app.app.db().number("select count(*) from fact where kind = 'sign-in-failed'");
        app.visitor()
                .post("/api/v1/auth/login", Map.of("email", "nobody@example.com", "password", "x"))
                .is(422);
        app.visitor()
                .post("/api/v1/auth/login", Map.of("email", "owner@example.com", "password", "x"))
                .is(422);
        assertThat(app.app.db().number("select count(*) from fact where kind = 'sign-in-failed'"))
                .isEqualTo(before + 2);
        assertThat(com.mewayz.testing.Rows.of(app.app.db()).toString()).doesNotContain("nobody@example.com");
    }

    private String export(String path, String format, Map<String, String> filter) {
        var fields = new java.util.HashMap<>(filter);
        fields.put("format", format);
        return browser.submit(path, path + "/export", fields).is(200).body();
    }

    /** In the owner's workspace; in a workspace of their own they are an owner, too. */
    private Client editor() {
        return app.visitor()
                .browse("editor@example.com")
                .with("X-Workspace", String.valueOf(app.owner().workspace()));
    }

    private Client token(String ability) {
        var made = app.owner()
                .post(
                        "/api/v1/workspaces/" + app.owner().workspace() + "/tokens",
                        Map.of("name", "Reader", "abilities", List.of(ability)))
                .is(201);
        return app.visitor()
                .with("Authorization", "Bearer " + made.at("/data/token").asText());
    }

    private List<String> kinds(String filter) {
        return app.owner()
                .get("/api/v1/audit" + more(filter))
                .is(200)
                .at("/data")
                .findValuesAsText("kind");
    }

    private List<String> actors(String filter) {
        return app.owner()
                .get("/api/v1/audit" + more(filter))
                .is(200)
                .at("/data")
                .findValuesAsText("actor");
    }

    private static String more(String filter) {
        return filter + "&per_page=100";
    }

    private long user() {
        return app.owner().get("/api/v1/auth/user").at("/data/id").asLong();
    }
}
