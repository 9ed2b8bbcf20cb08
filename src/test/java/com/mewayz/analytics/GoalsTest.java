package com.mewayz.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import com.mewayz.traffic.Act;
import com.mewayz.traffic.Hit;
import com.mewayz.traffic.Trace;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoalsTest {
    private static final String GOALS = "/api/v1/analytics/goals";
    private static final String SAFARI =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

    private final TestApp app;
    private final Client owner;
    private final long site;
    private final long link;

    GoalsTest(TestApp app) {
        this.app = app;
        owner = app.owner();
        site = id(owner.post("/api/v1/bio-sites", Map.of("handle", "goals", "name", "Mia")));
        link = id(owner.post(
                "/api/v1/bio-sites/" + site + "/blocks",
                Map.of("content", Map.of("kind", "link", "title", "Tickets", "url", "https://example.com/t"))));
        act("192.0.2.1", "", new Act.View("/"));
        act("192.0.2.1", "", new Act.Click("/", link));
        app.clock.forward(java.time.Duration.ofMinutes(1));
        act("192.0.2.1", "", new Act.Click("/", link));
        act("192.0.2.2", "https://instagram.com/", new Act.View("/shop/vinyl"));
        act("192.0.2.2", "", new Act.Click("/shop/vinyl", link));
        act("192.0.2.3", "", new Act.View("/shop"));
        act("192.0.2.4", "", new Act.View("/"));
        act("192.0.2.4", "", new Act.Out("/", "https://elsewhere.example/a/b"));
        act("192.0.2.4", "", new Act.Named("/", "Signup", null, 1250, "EUR"));
        act("192.0.2.3", "", new Act.Named("/", "Signup", null, 500, "JPY"));
        app.app.traffic().flush();
    }

    @Test
    void aLinkIsCountedByDayVisitorAndSource() {
        var figures = figures(Map.of(
                "name",
                "Tickets",
                "kind",
                "link",
                "target",
                "" + link,
                "worth",
                "fixed",
                "amount",
                300,
                "currency",
                "EUR"));
        assertThat(figures.at("/data/conversions").asLong()).isEqualTo(3);
        assertThat(figures.at("/data/visitors").asLong()).isEqualTo(2);
        assertThat(figures.at("/data/rate").asDouble()).isEqualTo(0.5);
        assertThat(figures.at("/data/worth").toString()).isEqualTo("[{\"currency\":\"EUR\",\"amount\":900}]");
        assertThat(figures.at("/data/days").size()).isEqualTo(28);
        assertThat(figures.at("/data/days/27/conversions").asLong()).isEqualTo(3);
        assertThat(figures.at("/data/days/26/conversions").asLong()).isZero();
        assertThat(figures.at("/data/sources").findValuesAsText("name"))
                .containsExactlyInAnyOrder("Direct", "Instagram");
        assertThat(figures.at("/data/sources/0/share").asDouble()).isEqualTo(0.5);
    }

    @Test
    void pagesAndAddressesTakeAStarForAnything() {
        assertThat(conversions("page", "/shop")).isEqualTo(1);
        assertThat(conversions("page", "/shop*")).isEqualTo(2);
        assertThat(conversions("page", "*vinyl")).isEqualTo(1);
        assertThat(conversions("page", "/[s]hop*")).isZero();
        assertThat(conversions("page", "/nowhere")).isZero();
        assertThat(conversions("outbound", "https://elsewhere.example/*")).isEqualTo(1);
        assertThat(conversions("outbound", "https://elsewhere.example/a")).isZero();
    }

    @Test
    void eventsSayWhatTheyAreWorth() {
        var figures = figures(Map.of("name", "S", "kind", "event", "target", "Signup", "worth", "own"));
        assertThat(figures.at("/data/conversions").asLong()).isEqualTo(2);
        assertThat(figures.at("/data/worth").toString())
                .isEqualTo("[{\"currency\":\"EUR\",\"amount\":1250},{\"currency\":\"JPY\",\"amount\":500}]");
        var page = owner.get("/w/" + owner.workspace() + "/analytics").is(200);
        assertThat(page.body()).contains("Analytics");
    }

    @Test
    void factsAreCountedFromTheLogOfWhatHappened() {
        var other = app.register("goal-facts");
        other.put("/api/v1/workspaces/" + other.workspace(), Map.of("name", "F", "timezone", "Pacific/Kiritimati"))
                .is(200);
        long mine = id(other.post("/api/v1/bio-sites", Map.of("handle", "goal-facts", "name", "F")));
        other.post("/api/v1/bio-sites/" + mine + "/publication").is(201);
        long goal = id(other.post(GOALS, Map.of("name", "Out", "kind", "fact", "target", "site-published")));
        var figures = other.get(GOALS + "/" + goal + "/figures?days=7").is(200);
        assertThat(figures.at("/data/conversions").asLong()).isEqualTo(1);
        assertThat(figures.at("/data").has("visitors")).isFalse();
        // noon of the 22nd is the 23rd already, fourteen hours ahead
        assertThat(figures.at("/data/days/6/day").asText()).isEqualTo("2026-11-23");
        assertThat(figures.at("/data/days/6/conversions").asLong()).isEqualTo(1);
    }

    @Test
    void factsAreOfTheChosenSiteIfTheySaySo() {
        var other = app.register("goal-sites");
        long one = id(other.post("/api/v1/bio-sites", Map.of("handle", "goal-sites-a", "name", "A")));
        long two = id(other.post("/api/v1/bio-sites", Map.of("handle", "goal-sites-b", "name", "B")));
        other.post("/api/v1/bio-sites/" + one + "/publication").is(201);
        other.post("/api/v1/bio-sites/" + two + "/publication").is(201);
        for (int visitor = 1; visitor <= 4; visitor++) {
            act(visitor == 1 ? one : two, "198.51.100." + visitor, "", new Act.View("/"));
        }
        app.app.traffic().flush();
        long out = id(other.post(GOALS, Map.of("name", "Out", "kind", "fact", "target", "site-published")));
        long set = id(other.post(GOALS, Map.of("name", "Set", "kind", "fact", "target", "workspace-changed")));
        assertThat(rate(other, out, "")).isEqualTo("2 of 0.5");
        assertThat(rate(other, out, "&site=" + one)).isEqualTo("1 of 1.0");
        assertThat(rate(other, out, "&site=" + two)).isEqualTo("1 of 0.3333");
        assertThat(rate(other, set, "&site=" + one))
                .as("it belongs to no site: of all visitors")
                .isEqualTo(rate(other, set, ""));
        app.stranger().get(GOALS + "/" + out + "/figures").is(404);
        other.get(GOALS + "/" + out + "/figures?site=" + site).is(404);
    }

    @Test
    void filtersChooseWhoReachedIt() {
        long goal = id(owner.post(GOALS, Map.of("name", "F", "kind", "link", "target", "" + link)));
        var figures = owner.get(GOALS + "/" + goal + "/figures?filter=source:Instagram")
                .is(200);
        assertThat(figures.at("/data/conversions").asLong()).isEqualTo(1);
        assertThat(figures.at("/data/rate").asDouble()).isEqualTo(1);
        owner.get(GOALS + "/" + goal + "/figures?filter=nonsense").is(422);
        long fact = id(owner.post(GOALS, Map.of("name", "F", "kind", "fact", "target", "site-published")));
        owner.get(GOALS + "/" + fact + "/figures?filter=source:Instagram").is(422);
    }

    @Test
    void oneFieldCanBeChanged() {
        long goal = id(owner.post(
                GOALS,
                Map.of(
                        "name",
                        "P",
                        "kind",
                        "page",
                        "target",
                        "/shop",
                        "worth",
                        "fixed",
                        "amount",
                        5,
                        "currency",
                        "EUR")));
        var changed = owner.patch(GOALS + "/" + goal, Map.of("name", "Q")).is(200);
        assertThat(changed.at("/data/name").asText()).isEqualTo("Q");
        assertThat(changed.at("/data/target").asText()).isEqualTo("/shop");
        assertThat(changed.at("/data/amount").asLong()).isEqualTo(5);
        owner.patch(GOALS + "/" + goal, Map.of("target", "shop")).is(422);
        owner.delete(GOALS + "/" + goal).is(200);
    }

    @Test
    void theApiCountsChosenSites() {
        var other = app.register("goal-chosen");
        long one = id(other.post("/api/v1/bio-sites", Map.of("handle", "goal-chosen-a", "name", "A")));
        long two = id(other.post("/api/v1/bio-sites", Map.of("handle", "goal-chosen-b", "name", "B")));
        long three = id(other.post("/api/v1/bio-sites", Map.of("handle", "goal-chosen-c", "name", "C")));
        for (int visitor = 1; visitor <= 6; visitor++) {
            act(visitor == 1 ? one : visitor < 4 ? two : three, "203.0.113." + visitor, "", new Act.View("/"));
        }
        app.app.traffic().flush();
        var chosen = "?site=" + one + "&site=" + two;
        assertThat(number(other, "overview", "/data/total/visitors")).isEqualTo(6);
        assertThat(number(other, "overview?site=" + two, "/data/total/visitors"))
                .isEqualTo(2);
        assertThat(number(other, "overview" + chosen, "/data/total/visitors")).isEqualTo(3);
        assertThat(other.get("/api/v1/analytics/overview" + chosen).at("/data/sites"))
                .hasSize(2);
        assertThat(number(other, "traffic" + chosen, "/data/total/visitors")).isEqualTo(3);
        assertThat(number(other, "realtime?site=" + one, "/data/present")).isEqualTo(1);
        assertThat(number(other, "funnel" + chosen + "&step=visit&step=page:/", "/data/0/visitors"))
                .isEqualTo(3);
        for (var path : new String[] {"overview", "traffic", "realtime", "funnel"}) {
            other.get("/api/v1/analytics/" + path + "?step=visit&site=" + site).is(404);
            other.get("/api/v1/analytics/" + path + "?step=visit&site=x").is(404);
        }
    }

    @Test
    void renamingTheLinkOrTheSiteLosesNothing() {
        long goal = id(owner.post(GOALS, Map.of("name", "R", "kind", "link", "target", "" + link)));
        owner.patch(
                        "/api/v1/bio-sites/" + site + "/blocks/" + link,
                        Map.of("content", Map.of("kind", "link", "title", "Seats", "url", "https://example.com/s")))
                .is(200);
        owner.put("/api/v1/bio-sites/" + site, Map.of("handle", "goals-moved", "name", "Mia"))
                .is(200);
        assertThat(owner.get(GOALS + "/" + goal + "/figures")
                        .at("/data/conversions")
                        .asLong())
                .isEqualTo(3);
        owner.delete(GOALS + "/" + goal).is(200);
        owner.get(GOALS + "/" + goal).is(404);
    }

    @Test
    void whatCannotBeAGoalIsRefused() {
        refused(Map.of("kind", "link", "target", "77"), "target");
        refused(Map.of("kind", "page", "target", "shop"), "target");
        refused(Map.of("kind", "fact", "target", "signed-in"), "target");
        refused(Map.of("kind", "outbound", "target", "example"), "target");
        refused(Map.of("kind", "page", "target", "/", "worth", "own"), "worth");
        refused(Map.of("kind", "page", "target", "/", "worth", "fixed", "amount", 1, "currency", "EURO"), "currency");
        refused(Map.of("kind", "page", "target", "/", "worth", "fixed", "amount", 0, "currency", "EUR"), "amount");
        owner.post(GOALS, Map.of("name", "x", "kind", "nothing", "target", "/")).is(422);
        app.editor().delete(GOALS + "/1").is(404);
    }

    @Test
    void theConsoleMakesShowsAndDeletesThem() {
        var browser = app.visitor().browse(TestApp.email("owner"));
        var made = browser.submit(
                        "/analytics/goals/new?kind=event",
                        "/analytics/goals/new",
                        Map.of(
                                "name",
                                "Sign-ups",
                                "kind",
                                "event",
                                "target",
                                "Signup",
                                "worth",
                                "fixed",
                                "amount",
                                "2,50",
                                "currency",
                                "eur"))
                .is(303)
                .header("Location");
        assertThat(browser.get(made).is(200).body()).contains("Sign-ups", "EUR 5.00", "Direct");
        assertThat(browser.get("/analytics/goals").is(200).body()).contains("Sign-ups");
        assertThat(browser.get(made + "/edit").is(200).body()).contains("value=\"2.50\"");
        assertThat(browser.submit(made + "/edit", Map.of("name", "", "kind", "event", "target", "Signup"))
                        .is(422)
                        .body())
                .contains("Write something here.");
        browser.submit(made, made + "/deletion", Map.of()).is(303);
        browser.get(made).is(404);
    }

    private long conversions(String kind, String target) {
        return figures(Map.of("name", "c", "kind", kind, "target", target))
                .at("/data/conversions")
                .asLong();
    }

    private Reply figures(Map<String, Object> goal) {
        long id = id(owner.post(GOALS, goal));
        return owner.get(GOALS + "/" + id + "/figures").is(200);
    }

    private void refused(Map<String, Object> fields, String field) {
        var all = new HashMap<>(fields);
        all.put("name", "x");
        assertThat(owner.post(GOALS, all).is(422).complaint(field)).isNotBlank();
    }

    private static long number(Client client, String path, String place) {
        return client.get("/api/v1/analytics/" + path).is(200).at(place).asLong();
    }

    private static String rate(Client client, long goal, String more) {
        var figures = client.get(GOALS + "/" + goal + "/figures?days=7" + more).is(200);
        return figures.at("/data/conversions").asLong() + " of "
                + figures.at("/data/rate").asDouble();
    }

    private void act(String address, String referrer, Act act) {
        act(site, address, referrer, act);
    }

    private void act(long of, String address, String referrer, Act act) {
        app.app
                .traffic()
                .happened(new Hit(
                        of,
                        act,
                        new Trace("GET", address, SAFARI, "", referrer, "https://mia.example", "", "", false)));
    }

    private static long id(Reply reply) {
        return reply.is(201).at("/data/id").asLong();
    }
}
