package com.mewayz.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A file is read, shown, kept and undone; own figures always win. */
@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportsTest {
    private static final String IMPORTS = "/api/v1/analytics/imports";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0";
    private static final String TOTALS = """
            date,visitors,pageviews,bounces,visits,visit_duration
            2026-11-20,10,30,4,12,600
            2026-11-21,5,9,4,6,60
            2026-11-22,100,100,0,100,0
            2027-01-01,1,1,1,1,1
            """;
    private static final String SOURCES = """
            date,source,utm_medium,utm_campaign,utm_content,utm_term,visitors,visits,visit_duration,bounces
            2026-11-21,Google,organic,,,,5,6,60,4
            """;

    private final TestApp app;

    ImportsTest(TestApp app) {
        this.app = app;
    }

    @Test
    void anImportIsLookedAtKeptAndUndone() {
        var owner = app.register("imports-one");
        long site = site(owner, "imports-one");
        app.visitor().with("User-Agent", FIREFOX).get("/@imports-one").is(200);
        app.app.traffic().flush();
        var before = figures(owner, site);

        var read = imported(owner, site, TOTALS);
        assertThat(read.at("/data/origin").asText()).isEqualTo("Plausible");
        assertThat(read.at("/data/understood").asLong()).isEqualTo(3);
        assertThat(read.at("/data/refused").asLong()).isEqualTo(1);
        assertThat(read.at("/data/reasons/0").asText()).isEqualTo("The day is in the future. 1 line, first in line 5.");
        assertThat(read.at("/data/first_day").asText()).isEqualTo("2026-11-20");
        assertThat(read.at("/data/own_days").asLong()).isEqualTo(1);
        assertThat(figures(owner, site))
                .as("nothing is shown before it is kept")
                .isEqualTo(before);

        long id = read.at("/data/id").asLong();
        owner.post(IMPORTS + "/" + id + "/confirmation").is(201);
        owner.post(IMPORTS + "/" + id + "/confirmation").is(409);
        var after = owner.get("/api/v1/bio-sites/" + site + "/analytics?days=7").is(200);
        assertThat(after.at("/data/total/visitors").asLong())
                .as("today is the site's own")
                .isEqualTo(16);
        assertThat(after.at("/data/days/4/views").asLong()).isEqualTo(30);
        assertThat(after.at("/data/days/6/visitors").asLong()).isEqualTo(1);
        assertThat(owner.get("/api/v1/analytics/overview?days=7")
                        .at("/data/sites/0/total/visitors")
                        .asLong())
                .isEqualTo(16);

        owner.delete(IMPORTS + "/" + id).is(200);
        assertThat(figures(owner, site)).isEqualTo(before);
        assertThat(owner.get(IMPORTS + "/" + id).at("/data/state").asText()).isEqualTo("undone");
        assertThat(owner.get("/api/v1/audit?kind=figures-imported").at("/data")).hasSize(1);
        assertThat(owner.get("/api/v1/audit?kind=import-removed").at("/data")).hasSize(1);
    }

    @Test
    void noDayOfAListComesFromTwoImports() {
        var owner = app.register("imports-two");
        long site = site(owner, "imports-two");
        long first = keep(owner, imported(owner, site, TOTALS));
        var again = imported(owner, site, TOTALS);
        assertThat(again.at("/data/taken_days").asLong()).isEqualTo(3);
        keep(owner, again);
        keep(owner, imported(owner, site, SOURCES));
        assertThat(visitors(owner, site)).isEqualTo(115);
        var sources =
                owner.get("/api/v1/bio-sites/" + site + "/analytics?days=7").at("/data/sources");
        assertThat(sources.toString()).isEqualTo("[{\"name\":\"Google\",\"visitors\":5,\"share\":0.0435}]");
        owner.delete(IMPORTS + "/" + first).is(200);
        assertThat(visitors(owner, site)).as("the other one has them, too").isEqualTo(115);
    }

    @Test
    void importedDaysAreMarkedAndGoalsAndFiltersLeaveThemOut() {
        var owner = app.register("imports-three");
        long site = site(owner, "imports-three");
        keep(owner, imported(owner, site, TOTALS));
        var share = owner.post("/api/v1/analytics/shares", Map.of("name", "n", "sites", java.util.List.of(site)))
                .at("/data/link")
                .asText();
        assertThat(app.visitor()
                        .get(share.substring(app.address().length()))
                        .is(200)
                        .body())
                .contains("3 days were counted by another program");
        var exported = owner.post("/api/v1/analytics/export", Map.of("what", "figures", "format", "csv"))
                .is(200);
        assertThat(exported.body()).contains("2026-11-21,total,,,5,9,0,0,6,2,60,true");
        long report = owner.post(
                        "/api/v1/analytics/reports",
                        Map.of(
                                "name",
                                "f",
                                "question",
                                Map.of(
                                        "period",
                                        "last_7_days",
                                        "filters",
                                        java.util.List.of(
                                                Map.of("dimension", "source", "values", java.util.List.of("Google"))))))
                .at("/data/id")
                .asLong();
        var made = owner.post("/api/v1/analytics/reports/" + report + "/run").at("/data/data");
        assertThat(made.at("/total").toString()).isEqualTo("[0.0,0.0]");
        assertThat(made.at("/imported").asInt()).as("no imported day is in it").isZero();
    }

    @Test
    void whatCannotBeReadIsRefusedWithItsReason() {
        var owner = app.register("imports-four");
        long site = site(owner, "imports-four");
        var refused = read(owner, upload(owner, site, "what,is,this\n1,2,3\n"));
        assertThat(refused.at("/data/state").asText()).isEqualTo("refused");
        assertThat(refused.at("/data/why").asText()).contains("no table of Plausible");
        owner.post(IMPORTS + "/" + refused.at("/data/id").asLong() + "/confirmation")
                .is(409);
        owner.upload(IMPORTS, Map.of("site", "77"), "x.csv", new byte[] {1}).is(404);
        owner.upload(IMPORTS, Map.of("site", "" + site), "x.csv", new byte[0]).is(422);
        app.stranger()
                .upload(IMPORTS, Map.of("site", "" + site), "x.csv", new byte[] {1})
                .is(404);
        app.stranger().get(IMPORTS + "/" + refused.at("/data/id").asLong()).is(404);
        assertThat(app.stranger().get(IMPORTS).at("/data")).isEmpty();
    }

    @Test
    void theConsoleShowsWhatWasUnderstood() {
        var owner = app.register("imports-five");
        long site = site(owner, "imports-five");
        long id = imported(owner, site, TOTALS).at("/data/id").asLong();
        var browser = app.visitor().browse(TestApp.email("imports-five"));
        var page = Jsoup.parse(browser.get("/analytics/imports/" + id).is(200).body());
        assertThat(page.text()).contains("Lines that make sense3", "The day is in the future.");
        browser.submit("/analytics/imports/" + id, "/analytics/imports/" + id + "/confirmation", Map.of())
                .is(303);
        assertThat(browser.get("/analytics/imports").is(200).body()).contains("imported.csv", "20 Nov to 22 Nov");
        browser.submit("/analytics/imports/" + id, "/analytics/imports/" + id + "/removal", Map.of())
                .is(303);
    }

    private Reply imported(Client owner, long site, String table) {
        var read = read(owner, upload(owner, site, table));
        assertThat(read.at("/data/state").asText()).as(read.body()).isEqualTo("ready");
        return read;
    }

    private long upload(Client owner, long site, String table) {
        return owner.upload(IMPORTS, Map.of("site", "" + site), "imported.csv", table.getBytes(StandardCharsets.UTF_8))
                .is(201)
                .at("/data/id")
                .asLong();
    }

    private Reply read(Client owner, long id) {
        Reply reply;
        do {
            app.app.jobs().run("read-imports"); // unless the program has begun with it already
            reply = owner.get(IMPORTS + "/" + id).is(200);
        } while (reply.at("/data/state").asText().matches("waiting|reading"));
        return reply;
    }

    private static long keep(Client owner, Reply read) {
        long id = read.at("/data/id").asLong();
        owner.post(IMPORTS + "/" + id + "/confirmation").is(201);
        return id;
    }

    private static long visitors(Client owner, long site) {
        return owner.get("/api/v1/bio-sites/" + site + "/analytics?days=7")
                .at("/data/total/visitors")
                .asLong();
    }

    private static String figures(Client owner, long site) {
        return owner.get("/api/v1/bio-sites/" + site + "/analytics?days=28")
                .is(200)
                .at("/data")
                .toString();
    }

    private static long site(Client owner, String handle) {
        long id = owner.post("/api/v1/bio-sites", Map.of("handle", handle, "name", "Mia"))
                .is(201)
                .at("/data/id")
                .asLong();
        owner.post("/api/v1/bio-sites/" + id + "/publication").is(201);
        return id;
    }
}
