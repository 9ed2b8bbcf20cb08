package com.mewayz.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes no sense in the address of a page of figures is said, and the page is there all the same. */
@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryTest {
    private static final String INSTEAD = " Here are the last 28 days instead.";

    private final TestApp app;
    private Client owner;
    private Client browser;

    QueryTest(TestApp app) {
        this.app = app;
        this.owner = app.visitor();
        this.browser = app.visitor();
    }

    @BeforeAll
    void fill() {
        owner = app.owner();
        browser = app.visitor().browse("owner@example.com");
        owner.post("/api/v1/bio-sites", Map.of("handle", "mia", "name", "Mia")).is(201);
        owner.post("/api/v1/bio-sites/" + site() + "/publication").is(201);
        app.visitor()
                .with("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0")
                .get("/@mia")
                .is(200);
        app.app.traffic().flush();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-05,2026-11-01,to,Choose a last day that is not before the first.",
        "2026-02-30,2026-03-01,from,“2026-02-30” is no day of the calendar. Write the first day as 2026-03-01.",
        "2026-11-01,yesterday,to,“yesterday” is no day of the calendar. Write the last day as 2026-03-31.",
        "2026-11-01,'',to,'Choose the last day, too.'",
        "2024-01-01,2026-01-01,to,Choose at most 366 days at once.",
        "1999-01-01,1999-01-02,from,Choose days of the years 2000 to 2247."
    })
    void aWrongPeriodIsSaidAtItsFields(String from, String to, String field, String sentence) {
        for (var path : List.of("", "/explain", "/funnel")) {
            var page = page(path + "?from=" + from + "&to=" + to + "&compare=off");
            assertThat(page.select("[role=alert]").text()).contains(sentence).endsWith(INSTEAD);
            assertThat(page.select("#f-" + field + "-error").text()).isEqualTo(sentence);
            assertThat(page.select("#f-" + field).attr("aria-invalid")).isEqualTo("true");
            assertThat(page.select("details[open] #f-from")).hasSize(1);
            assertThat(page.select("#f-from").val()).as("what was typed").isEqualTo(from);
            assertThat(page.select("#f-to").val()).isEqualTo(to);
            assertThat(page.text()).as("the figures of 28 days").contains("26 Oct to 22 Nov");
            assertThat(page.select("form[aria-label=Days] [type=hidden]").eachAttr("name"))
                    .containsExactly("compare");
            assertThat(page.select("nav[aria-label=Period] [aria-current]").text())
                    .isEqualTo("28 days");
        }
        assertThat(page("/live?from=" + from + "&to=" + to).text()).contains(sentence, "Here now");
    }

    /** A field for days would be empty. */
    @Test
    void whatIsNoDayIsPutBackAsText() {
        assertThat(page("?from=2026-02-30&to=2026-03-01").select("#f-from").attr("type"))
                .isEqualTo("text");
        assertThat(page("?from=2026-03-02&to=2026-03-01").select("#f-from").attr("type"))
                .isEqualTo("date");
    }

    @ParameterizedTest
    @CsvSource({
        "?days=0,Choose a number of days from 1 to 366.",
        "?days=many,Choose a number of days from 1 to 366.",
        "?month=next,Choose the month as this or last."
    })
    void otherPeriodsAreSaidAbove(String query, String sentence) {
        for (var path : List.of("", "/explain", "/funnel")) {
            assertThat(page(path + query).select("[role=alert]").text()).isEqualTo(sentence + INSTEAD);
        }
    }

    @Test
    void aFilterThatIsNoneIsNamedAndTheOthersStay() {
        var page = page("?days=7&f=shoe:42&f=device:computer&f=size");
        assertThat(page.select("[role=alert]").text())
                .startsWith("There is no filter by “shoe”. Filter by source, channel,")
                .contains(" or event. “size” is no filter. Write a filter as source:Instagram")
                .endsWith("What makes no sense was left out.");
        assertThat(page.select("[aria-label=Filters] .chip").text()).isEqualTo("Device is Computer");
        assertThat(page.select("nav[aria-label=Period] a").getFirst().attr("href"))
                .isEqualTo("?f=device:computer&days=7");
        assertThat(page("/explain?f=hour:3").select("[role=alert]").text()).contains("no filter by “hour”");
        assertThat(page("?f=source:" + "x".repeat(500)).text()).contains("Keep a filter to 400 characters");
        var many = page("?" + String.join("&", Collections.nCopies(21, "f=source:a")));
        assertThat(many.text()).contains("Choose at most 20 filters.");
        assertThat(page("?f=" + "%3Cb%3E".repeat(40)).select("[role=alert]").text())
                .contains("“" + "<b>".repeat(20) + "…” is no filter");
    }

    @Test
    void aStepThatIsNoneIsNamedAndTheOthersStay() {
        var page = page("/funnel?step=visit&step=source:X&step=click&step=page:/shop");
        assertThat(page.select("[role=alert]").text())
                .startsWith("“source:X” is no step. Write a step as visit, click, page:/shop,")
                .endsWith("What makes no sense was left out.");
        assertThat(page.select(".fun .font-medium").eachText())
                .containsExactly("Opened a page", "Followed a link", "Opened /shop");
        assertThat(page("/funnel?step=visit").select("[role=alert]").text()).startsWith("Choose 2 to 8 steps.");
        assertThat(page("/funnel?step=x&step=visit").select(".fun li")).hasSize(2);
        assertThat(page("/funnel?" + String.join("&", Collections.nCopies(9, "step=visit")))
                        .text())
                .contains("Choose 2 to 8 steps.");
    }

    @Test
    void aSharedPageSaysWhichPeriodsItHas() {
        var path = owner.post("/api/v1/analytics/shares", Map.of("name", "n", "sites", List.of(site())))
                .is(201)
                .at("/data/link")
                .asText()
                .replaceFirst("https?://[^/]+", "");
        var reply = app.visitor().get(path + "?days=12").is(422);
        var page = Jsoup.parse(reply.body());
        assertThat(page.select("[role=alert]").text())
                .isEqualTo("“12” is no period of this page. Choose 7 days, 28 days, 90 days, 12 months."
                        + " Here are the last 28 days.");
        assertThat(page.select(".stat b").eachText()).startsWith("1", "1");
        assertThat(reply.header("X-Robots-Tag")).contains("noindex");
        assertThat(Jsoup.parse(app.visitor().get(path + "?days=7").is(200).body())
                        .select("[role=alert]"))
                .isEmpty();
    }

    /** A page that has no form for it says it on the page of what went wrong. */
    @Test
    void otherPagesSayWhatIsWrongToo() {
        assertThat(browser.get("/analytics/goals?month=next").is(422).body())
                .contains("Choose the month as this or last.");
    }

    private long site() {
        return owner.get("/api/v1/bio-sites").is(200).at("/data/0/id").asLong();
    }

    private Document page(String query) {
        return Jsoup.parse(browser.get("/w/" + owner.workspace() + "/analytics" + query)
                .is(422)
                .body());
    }
}
