package com.mewayz.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.Client;
import com.mewayz.testing.PostOffice;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Reports are made when asked for and when they are due, are stored, and go to members by mail, once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportsTest {
    private static final String REPORTS = "/api/v1/analytics/reports";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0";

    private final PostOffice post = new PostOffice();
    private final TestApp app = new TestApp(post.settings());
    private final Client owner = app.owner();
    private final long site;

    ReportsTest() {
        site = owner.post("/api/v1/bio-sites", Map.of("handle", "reported", "name", "=Mia"))
                .is(201)
                .at("/data/id")
                .asLong();
        long link = owner.post(
                        "/api/v1/bio-sites/" + site + "/blocks",
                        Map.of("content", Map.of("kind", "link", "title", "Tickets", "url", "https://tickets.example")))
                .is(201)
                .at("/data/id")
                .asLong();
        owner.post("/api/v1/bio-sites/" + site + "/publication").is(201);
        app.clock.set("2026-11-20T12:00:00Z");
        visit("?utm_source=%3D1%2B1&utm_campaign=autumn");
        visit("?ref=instagram");
        app.visitor().with("User-Agent", FIREFOX + " 14").get("/l/" + link).is(302);
        app.app.traffic().flush();
        app.clock.set(TestApp.NOW.toString());
    }

    @AfterAll
    void close() {
        app.close();
        post.close();
    }

    @Test
    void oneFieldCanBeChanged() {
        long id = make(Map.of("name", "P", "question", Map.of("period", "last_7_days"), "hour", 5));
        var before = owner.get(REPORTS + "/" + id).is(200).at("/data/question");
        var changed = owner.patch(REPORTS + "/" + id, Map.of("name", "Q")).is(200);
        assertThat(changed.at("/data/name").asText()).isEqualTo("Q");
        assertThat(changed.at("/data/hour").asInt()).isEqualTo(5);
        assertThat(changed.at("/data/question")).isEqualTo(before);
        owner.patch(REPORTS + "/" + id, Map.of("hour", 24)).is(422);
        owner.delete(REPORTS + "/" + id).is(200);
    }

    @Test
    void aReportIsMadeWhenSomebodyAsks() {
        long id = make(Map.of(
                "name",
                "By source",
                "question",
                Map.of(
                        "period", "last_7_days",
                        "dimensions", List.of("source", "campaign"),
                        "measures", List.of("visitors", "views", "bounce_rate"))));
        var made = owner.post(REPORTS + "/" + id + "/run").is(201);
        assertThat(made.at("/data/data/from").asText()).isEqualTo("2026-11-15");
        assertThat(made.at("/data/data/to").asText()).isEqualTo("2026-11-21");
        assertThat(made.at("/data/data/total").toString()).isEqualTo("[2.0,2.0,0.5]");
        assertThat(made.at("/data/data/days/5/values").toString()).isEqualTo("[2.0,2.0,0.5]");
        assertThat(made.at("/data/data/lists/0/rows").findValuesAsText("name"))
                .containsExactlyInAnyOrder("=1+1", "Instagram");
        assertThat(made.at("/data/sent")).isEmpty();
        assertThat(made.at("/data/generated_at").asText()).isNotBlank();

        long result = made.at("/data/id").asLong();
        var csv = owner.get(REPORTS + "/" + id + "/results/" + result + "/csv").is(200);
        assertThat(csv.header("Content-Disposition")).contains("attachment");
        assertThat(csv.body())
                .startsWith("part,name,visitors,views,bounce_rate\r\ntotal,2026-11-15 to 2026-11-21,2,2,0.5\r\n")
                .contains("source,'=1+1,1,1,1\r\n", "day,2026-11-20,2,2,0.5\r\n");
        owner.post(REPORTS + "/" + id + "/run").is(201);
        var results = owner.get(REPORTS + "/" + id + "/results?per_page=1").is(200);
        assertThat(results.at("/meta/pagination/total_items").asInt()).isEqualTo(2);
        app.stranger().get(REPORTS + "/" + id + "/results/" + result).is(404);
        app.viewer().post(REPORTS + "/" + id + "/run").is(403);
        app.viewer().get(REPORTS + "/" + id + "/results/" + result).is(200);
    }

    /** A link has no bounce rate, and no 0 is made of that. */
    @Test
    void listsHaveTheFiguresThatSaySomethingOfTheirValues() {
        long id = make(Map.of(
                "name",
                "By link",
                "question",
                Map.of(
                        "period", "last_7_days",
                        "dimensions", List.of("link", "entry", "page", "hour", "exit"),
                        "measures", List.of("views", "clicks", "click_rate", "bounce_rate", "duration"))));
        var made = owner.post(REPORTS + "/" + id + "/run").is(201);
        assertThat(made.at("/data/data/total").toString()).isEqualTo("[2.0,1.0,0.5,0.5,0.0]");
        assertThat(row(made, 0)).isEqualTo("{\"name\":\"Tickets\",\"values\":[null,1.0,0.5,null,null]}");
        assertThat(row(made, 1)).isEqualTo("{\"name\":\"/\",\"values\":[2.0,1.0,0.5,0.5,0.0]}");
        assertThat(row(made, 2)).isEqualTo("{\"name\":\"/\",\"values\":[2.0,null,null,null,0.0]}");
        assertThat(row(made, 3)).isEqualTo("{\"name\":\"12:00\",\"values\":[2.0,1.0,0.5,null,null]}");
        long result = made.at("/data/id").asLong();
        assertThat(owner.get(REPORTS + "/" + id + "/results/" + result + "/csv").body())
                .contains("link,Tickets,,1,0.5,,\r\n");
        var page = Jsoup.parse(app.visitor()
                .browse(TestApp.email("owner"))
                .get("/analytics/reports/" + id + "?result=" + result)
                .is(200)
                .body());
        assertThat(page.select("section[aria-label=Links] thead th").eachText())
                .containsExactly("Name", "Link clicks", "Click rate");
        assertThat(page.select("section[aria-label=Links] tbody tr").eachText()).containsExactly("Tickets 1 50.0%");
        assertThat(page.select("section[aria-label=Pages] thead th").eachText())
                .containsExactly("Name", "Page views", "Time on page");
        assertThat(page.select("section[aria-label='Exit pages']").text()).contains("None of the report's figures");
    }

    private static String row(Reply made, int list) {
        return made.at("/data/data/lists/" + list + "/rows/0").toString();
    }

    @Test
    void filtersChooseVisits() {
        long id = make(Map.of(
                "name",
                "Only Instagram",
                "question",
                Map.of(
                        "period",
                        "this_month",
                        "filters",
                        List.of(Map.of("dimension", "source", "values", List.of("Instagram"))))));
        assertThat(owner.post(REPORTS + "/" + id + "/run")
                        .at("/data/data/total")
                        .toString())
                .isEqualTo("[1.0,1.0]");
        owner.put(
                        REPORTS + "/" + id,
                        Map.of(
                                "name",
                                "All but Instagram, on no site",
                                "question",
                                Map.of(
                                        "period",
                                        "last_month",
                                        "sites",
                                        List.of(site),
                                        "filters",
                                        List.of(Map.of(
                                                "dimension", "source", "values", List.of("Instagram"), "not", true)))))
                .is(200);
        assertThat(owner.post(REPORTS + "/" + id + "/run").at("/data/data/to").asText())
                .isEqualTo("2026-10-31");
    }

    @Test
    void itIsSentToMembersAtItsHourAndNeverTwice() {
        long user = owner.get("/api/v1/auth/user").at("/data/id").asLong();
        app.app.accounts().users().confirm(user, TestApp.email("owner"));
        long unproved = app.editor().get("/api/v1/auth/user").at("/data/id").asLong();
        owner.put("/api/v1/workspaces/" + owner.workspace(), Map.of("name", "Mia", "timezone", "Europe/Berlin"))
                .is(200);
        long id = make(Map.of(
                "name",
                "Every morning",
                "question",
                Map.of("period", "last_7_days", "dimensions", List.of("source")),
                "schedule",
                "daily",
                "hour",
                8,
                "recipients",
                List.of(user, unproved)));
        assertThat(owner.get(REPORTS + "/" + id).at("/data/next_at").asText()).isEqualTo("2026-11-23T07:00:00Z");
        app.app.jobs().run("send-reports");
        assertThat(results(id)).isZero();

        app.clock.set("2026-11-23T07:00:00Z");
        app.app.jobs().run("send-reports");
        app.app.jobs().run("send-reports");
        app.app.jobs().run("send-letters");
        assertThat(results(id)).isEqualTo(1);
        assertThat(letters("owner@example.com")).isEqualTo(1);
        assertThat(letters("editor@example.com")).isZero();
        var text = PostOffice.text(post.last("owner@example.com"));
        assertThat(text)
                .contains(
                        "the figures of 16 Nov to 22 Nov",
                        "- Visitors: now 2, before –",
                        "- Instagram: visitors 1",
                        "/analytics/reports/" + id);
        var sent = owner.get(REPORTS + "/" + id + "/results").at("/data/0/sent");
        assertThat(sent.findValuesAsText("state")).containsExactlyInAnyOrder("sent", "unsent");
        assertThat(sent.toString()).contains("This address was never confirmed.");

        // as if a crash had lost the next time, but not what was stored
        app.app.db().run("update report set next_at = ? where id = ?", app.clock.instant(), id);
        app.app.jobs().run("send-reports");
        assertThat(results(id)).isEqualTo(1);

        app.clock.forward(Duration.ofDays(5)); // four runs were missed
        app.app.jobs().run("send-reports");
        assertThat(results(id)).isEqualTo(2);
        assertThat(owner.get(REPORTS + "/" + id).at("/data/next_at").asText()).isEqualTo("2026-11-29T07:00:00Z");
        app.clock.set(TestApp.NOW.toString());
        owner.delete(REPORTS + "/" + id).is(200);
    }

    @Test
    void nobodyElseIsWrittenTo() {
        long stranger = app.stranger().get("/api/v1/auth/user").at("/data/id").asLong();
        var input = Map.of(
                "name",
                "x",
                "question",
                Map.of("period", "last_week"),
                "schedule",
                "daily",
                "recipients",
                List.of(stranger));
        assertThat(owner.post(REPORTS, input).is(422).complaint("recipients")).contains("members");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        for (var question : List.of(
                Map.of("period", "yesterday"),
                Map.of("period", "last_week", "dimensions", List.of("shoe_size")),
                Map.of("period", "last_week", "sites", List.of(77)),
                Map.of("period", "last_week", "measures", List.of("luck")),
                Map.of("period", "last_week", "filters", List.of(Map.of("dimension", "hour", "values", List.of("1")))),
                Map.of("dimensions", List.of("source")))) {
            owner.post(REPORTS, Map.of("name", "x", "question", question)).is(422);
        }
        owner.post(REPORTS, Map.of("name", "x", "question", Map.of("period", "last_week"), "hour", 24))
                .is(422);
    }

    @Test
    void theConsoleMakesRunsAndShowsThem() {
        var browser = app.visitor().browse(TestApp.email("owner"));
        var made = browser.submit(
                        "/analytics/reports/new",
                        Map.of(
                                "name",
                                "From the form",
                                "period",
                                "last_7_days",
                                "measures",
                                "views",
                                "dimensions",
                                "source",
                                "filter1",
                                "campaign",
                                "value1",
                                "autumn",
                                "schedule",
                                "none",
                                "hour",
                                "8"))
                .is(303)
                .header("Location");
        assertThat(browser.get(made).is(200).body()).contains("Not made yet", "campaign is autumn");
        var result = browser.submit(made, made + "/run", Map.of()).is(303).header("Location");
        assertThat(browser.get(result).is(200).body()).contains("15 Nov to 21 Nov", "Page views", "=1+1");
        assertThat(browser.get(made + "/edit").is(200).body()).contains("value=\"autumn\"");
        assertThat(browser.submit(made + "/edit", Map.of("name", "", "period", "last_week"))
                        .is(422)
                        .body())
                .contains("Write something here.");
        var json = made + "/results/" + result.replaceAll(".*=", "") + "/json";
        assertThat(browser.get(json).is(200).at("/measures/0").asText()).isEqualTo("views");
        browser.submit(made, made + "/deletion", Map.of()).is(303);
        browser.get(made).is(404);
    }

    private long make(Map<String, Object> report) {
        return owner.post(REPORTS, report).is(201).at("/data/id").asLong();
    }

    private long results(long report) {
        return owner.get(REPORTS + "/" + report + "/results")
                .is(200)
                .at("/meta/pagination/total_items")
                .asLong();
    }

    private long letters(String address) {
        return post.to(address).stream()
                .filter(letter -> PostOffice.subject(letter).startsWith("Every morning: "))
                .count();
    }

    private void visit(String query) {
        app.visitor()
                .with("User-Agent", FIREFOX + " " + query.length())
                .get("/@reported" + query)
                .is(200);
    }
}
