package com.mewayz.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import com.mewayz.traffic.Act;
import com.mewayz.traffic.Hit;
import com.mewayz.traffic.Seen;
import com.mewayz.traffic.Trace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages and the API over the same six visits of two days. */
@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnalyticsPagesTest {
    private static final String PHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
    private static final String LAPTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0";

    private final TestApp app;
    private Client owner;
    private Client browser;
    private long site;
    private long link;

    AnalyticsPagesTest(TestApp app) {
        this.app = app;
        this.owner = app.visitor();
        this.browser = app.visitor();
    }

    @BeforeAll
    void fill() {
        owner = app.owner();
        browser = app.visitor().browse("owner@example.com");
        site = owner.post("/api/v1/bio-sites", Map.of("handle", "mia", "name", "Mia"))
                .is(201)
                .at("/data/id")
                .asLong();
        link = owner.post(
                        "/api/v1/bio-sites/" + site + "/blocks",
                        Map.of("content", Map.of("kind", "link", "title", "Tour", "url", "https://example.com/")))
                .is(201)
                .at("/data/id")
                .asLong();
        owner.post("/api/v1/bio-sites/" + site + "/publication").is(201);
        app.app
                .traffic()
                .store(
                        List.of(
                                seen("2026-11-20T09:00:00Z", "1", PHONE, "https://l.instagram.com/", new Act.View("/")),
                                seen("2026-11-20T09:00:30Z", "1", PHONE, "", new Act.Click("/", link)),
                                seen("2026-11-20T10:00:00Z", "2", LAPTOP, "https://www.google.com/", new Act.View("/")),
                                seen("2026-11-20T10:01:00Z", "2", LAPTOP, "", new Act.View("/shop")),
                                seen("2026-11-21T09:00:00Z", "3", PHONE, "https://l.instagram.com/", new Act.View("/")),
                                seen("2026-11-21T20:00:00Z", "4", LAPTOP, "", new Act.View("/shop")),
                                seen(
                                        "2026-11-21T20:00:10Z",
                                        "4",
                                        LAPTOP,
                                        "",
                                        new Act.Named("/shop", "signup", null, 0, null)),
                                seen("2026-11-22T11:58:00Z", "5", PHONE, "", new Act.View("/"))),
                        new SplittableRandom(1));
    }

    @Test
    void everyFilterChangesEveryFigure() {
        var all = page("?days=7");
        assertThat(stats(all)).containsExactly("5", "6", "1", "16.7%", "5", "40.0%", "20s", "1");
        assertThat(rows(all, "ways")).containsExactly("Direct 2 40%", "Instagram 2 40%", "Google 1 20%");
        var filtered = page("?days=7&f=source:Instagram");
        assertThat(stats(filtered)).containsExactly("2", "2", "1", "50.0%", "2", "50.0%", "15s", "0");
        assertThat(filtered.select("[aria-label=Filters] .chip").text()).isEqualTo("Source is Instagram");
        assertThat(filtered.select("[aria-label=Filters] .cut").attr("href")).isEqualTo("?days=7");
        assertThat(filtered.select("[aria-label=Filters] .lk").attr("href")).isEqualTo("?days=7&f=%21source:Instagram");
        assertThat(stats(page("?days=7&f=!source:Instagram")).getFirst()).isEqualTo("3");
        assertThat(stats(page("?days=7&f=source:Instagram&f=source:Google")).getFirst())
                .as("one of both")
                .isEqualTo("3");
        assertThat(stats(page("?days=7&f=source:Instagram&f=link:" + link)).getFirst())
                .as("both at once")
                .isEqualTo("1");
        assertThat(stats(page("?days=7&f=page:/shop&f=event:signup")).getFirst())
                .isEqualTo("1");
        assertThat(stats(page("?days=7&f=device:computer&site=" + site)).getFirst())
                .isEqualTo("2");
    }

    @Test
    void aRowLeadsToItsVisits() {
        var href = page("?days=7").select("#ways .bars a").getFirst().attr("href");
        assertThat(href).isEqualTo("?days=7&f=source:Direct");
        assertThat(stats(page(href)).getFirst()).isEqualTo("2");
    }

    @Test
    void tabsShowOneKindAtATime() {
        var page = page("?days=7&ways=channel&acts=event&pages=entry&tech=browser");
        assertThat(rows(page, "ways")).containsExactly("Direct 2 40%", "Social networks 2 40%", "Search 1 20%");
        assertThat(rows(page, "acts")).containsExactly("signup 1 20%");
        assertThat(rows(page, "pages")).containsExactly("/ 4 80%", "/shop 1 20%");
        assertThat(page.select("#pages .bars a"))
                .as("a first page cannot filter")
                .isEmpty();
        assertThat(rows(page, "tech")).containsExactly("Safari 3 60%", "Firefox 2 40%");
    }

    @Test
    void periodsComparisonsAndFiguresCanBeChosen() {
        assertThat(stats(page("?month=this")).getFirst()).isEqualTo("5");
        assertThat(stats(page("?month=last")).getFirst()).isEqualTo("0");
        assertThat(stats(page("?from=2026-11-20&to=2026-11-20")).getFirst()).isEqualTo("2");
        assertThat(page("?days=7").select("path.cm")).hasSize(2);
        var plain = page("?days=7&compare=off&show=bounce_rate");
        assertThat(plain.select("path.cm, .stat .d")).isEmpty();
        assertThat(plain.select(".stat[aria-current] a").text()).isEqualTo("Bounce rate");
        assertThat(plain.select("[data-days] tbody tr")
                        .get(1)
                        .select("td")
                        .getFirst()
                        .text())
                .isEqualTo("50.0%");
        assertThat(plain.select("[data-days] tbody tr a").getFirst().attr("href"))
                .isEqualTo("?compare=off&show=bounce_rate&from=2026-11-22&to=2026-11-22");
        assertThat(page("?days=7").text()).contains("Mia was published Sun 22 Nov 2026");
        assertThat(page("?from=2026-11-20&to=2026-11-21").text()).doesNotContain("was published");
    }

    @Test
    void aFigureShowsTheRowsBehindIt() {
        var views = page("/explain?days=7&show=views");
        assertThat(views.select("h1").text()).isEqualTo("Page views: 6");
        assertThat(views.select("[aria-labelledby=rows] tbody tr")).hasSize(6);
        assertThat(views.select("[aria-labelledby=rows] tbody tr").getFirst().text())
                .isEqualTo("22 Nov, 11:58:00 Opened the page Visitor 1, visit 1 / Direct Unknown Phone, Safari");
        assertThat(page("/explain?days=7&show=clicks&f=source:Instagram")
                        .select("[aria-labelledby=rows] tbody tr")
                        .text())
                .isEqualTo("20 Nov, 09:00:30 Followed Tour Visitor 1, visit 1 / Instagram Unknown Phone, Safari");
        assertThat(page("/explain?days=7").select("dl.facts").text())
                .contains("16 Nov to 22 Nov, whole days of UTC")
                .contains("All sites");
        assertThat(page("/explain?days=365").text()).contains("this period begins earlier");
        assertThat(page("/explain?from=2026-01-01&to=2026-01-05").text())
                .contains("Rows are kept for 90 days, and there are none left of this period.");
    }

    @Test
    void aFunnelLosesVisitorsStepByStep() {
        var page = page("/funnel?days=7");
        assertThat(page.select(".fun li").eachText())
                .containsExactly(
                        "1 Opened a page 5 100% none before",
                        "4 went no further (80%) 2 Followed a link 1 20% none before");
        assertThat(page.text())
                .contains("1 of 5 visitors got to the end, 20.0%. 9 Nov to 15 Nov: Nobody took the first step.");
        assertThat(page.select("#f-step option").eachAttr("value"))
                .contains("visit", "page:/shop", "link:" + link, "event:signup");
        var longer = page("/funnel?days=7&step=visit&step=page:/shop&step=event:signup");
        assertThat(longer.select(".fun b").eachText()).containsExactly("5", "1", "0");
        assertThat(longer.select(".fun a").getFirst().attr("href"))
                .isEqualTo("?days=7&step=page:/shop&step=event:signup");
        var api = owner.get("/api/v1/analytics/funnel?days=7&step=page:/shop&step=event:signup")
                .is(200);
        assertThat(api.at("/data").toString())
                .isEqualTo("[{\"step\":\"page:/shop\",\"visitors\":2,\"rate\":1.0},"
                        + "{\"step\":\"event:signup\",\"visitors\":1,\"rate\":0.5}]");
        assertThat(owner.get("/api/v1/analytics/funnel?step=visit").is(422).complaint("step"))
                .contains("2 to 8");
        assertThat(owner.get("/api/v1/analytics/funnel?step=visit&step=source:X")
                        .is(422)
                        .complaint("step"))
                .isNotBlank();
    }

    @Test
    void aFunnelIsComparedWithThePeriodBefore() {
        var page = page("/funnel?from=2026-11-21&to=2026-11-21&step=visit&step=page:/shop&step=event:signup");
        assertThat(page.select(".fun li > p.mt-1").eachText())
                .containsExactly("from 2, 100%; +0%", "from 1, 50%; −100%", "none before");
        assertThat(page.select("section[aria-labelledby=steps]").text())
                .contains("Visitors, of the first step; from those of 20 Nov")
                .endsWith("0 of 2 visitors got to the end, 0.0%. 20 Nov: 0 of 2 visitors got to the end, 0.0%.");
        var alone = page("/funnel?from=2026-11-21&to=2026-11-21&compare=off");
        assertThat(alone.select(".fun li > p.mt-1")).isEmpty();
        assertThat(alone.text()).doesNotContain("20 Nov").contains("Compare with the period before");
    }

    /** So that a morning is compared with a morning. */
    @Test
    void aFunnelOfTodayIsComparedWithYesterdayUpToTheSameTime() {
        assertThat(page("/funnel?days=1&step=visit&step=page:/shop")
                        .select(".fun li > p.mt-1")
                        .eachText())
                .containsExactly("from 1, 100%; +0%", "none before");
    }

    @Test
    void theApiTakesTheSameFilters() {
        var figures = owner.get(
                        "/api/v1/analytics/traffic?days=7&filter=source:Instagram&compare=false&by=country,page")
                .is(200);
        assertThat(figures.at("/data/total/visitors").asLong()).isEqualTo(2);
        assertThat(figures.at("/data/total/bounce_rate").asDouble()).isEqualTo(0.5);
        assertThat(figures.at("/data").has("previous")).isFalse();
        assertThat(figures.at("/data/filters/0").asText()).isEqualTo("source:Instagram");
        assertThat(figures.at("/data/splits").findValuesAsText("dimension"))
                .containsExactly("source", "country", "device", "page", "link");
        assertThat(figures.at("/data/splits/3/rows/0").toString())
                .isEqualTo("{\"value\":\"/\",\"name\":\"/\",\"visitors\":2,\"share\":1.0,\"views\":2,\"duration\":15}");
        assertThat(owner.get("/api/v1/analytics/traffic?days=7")
                        .at("/data/splits")
                        .size())
                .isEqualTo(19);
        var overview = owner.get("/api/v1/analytics/overview?days=7&filter=!source:Instagram")
                .is(200);
        assertThat(overview.at("/data/sites/0/total/visitors").asLong()).isEqualTo(3);
        assertThat(owner.get("/api/v1/bio-sites/" + site + "/analytics?days=7&filter=event:signup")
                        .at("/data/total/views")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void nowIsInTheApiAndOnItsPage() {
        var now = owner.get("/api/v1/analytics/realtime").is(200);
        assertThat(now.at("/data/present").asLong()).isEqualTo(1);
        assertThat(now.at("/data/minutes").size()).isEqualTo(30);
        assertThat(now.at("/data/minutes/27/views").asLong()).isEqualTo(1);
        assertThat(now.at("/data/splits").findValuesAsText("dimension"))
                .containsExactly("source", "country", "page", "link");
        assertThat(now.at("/data/splits/2/rows/0").toString())
                .as("half an hour tells how many, not how long")
                .isEqualTo("{\"value\":\"/\",\"name\":\"/\",\"visitors\":1,\"share\":1.0,\"views\":1}");
        var page = page("/live");
        assertThat(page.select(".big").text()).isEqualTo("1");
        assertThat(page.text()).contains("In the last 30 minutes 1 visitor, 1 page view and 0 link clicks.");
        assertThat(page.select("head noscript")).isNotEmpty();
        assertThat(page("").select(".acts").text()).contains("1 here now");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?f=nothing:1", "?f=hour:3", "?f=x", "?month=x", "?from=2026-11-01", "/funnel?step=visit"})
    void whatMakesNoSenseIsRefused(String query) {
        browser.get(home() + query).is(422);
    }

    @Test
    void anotherSiteCannotBeChosen() {
        for (var path : List.of("", "/explain", "/funnel", "/live")) {
            browser.get(home() + path + "?site=1").is(404);
        }
    }

    private String home() {
        return "/w/" + owner.workspace() + "/analytics";
    }

    private Document page(String query) {
        return Jsoup.parse(browser.get(home() + query).is(200).body());
    }

    private static List<String> stats(Document page) {
        return page.select(".stat b").eachText();
    }

    private static List<String> rows(Document page, String panel) {
        return page.select("#" + panel + " .bars li").eachText();
    }

    private Seen seen(String at, String who, String agent, String referrer, Act act) {
        return new Seen(
                Instant.parse(at),
                new Hit(
                        site,
                        act,
                        new Trace(
                                "GET",
                                "198.51.100." + who,
                                agent,
                                "de",
                                referrer,
                                "https://mia.example",
                                "",
                                "",
                                false)));
    }
}
