package com.mewayz.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@AppTest
class AnalyticsTest {
    private static final String SITES = "/api/v1/bio-sites";
    private static final String SAFARI =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

    private final TestApp app;

    AnalyticsTest(TestApp app) {
        this.app = app;
    }

    @Test
    void aVisitAndAClickShowUpEverywhere() {
        var owner = app.register("figures-one");
        long site = site(owner, "figures-one");
        long link = link(owner, site, "Tour dates");
        owner.post(SITES + "/" + site + "/publication").is(201);

        var person = app.visitor().with("User-Agent", SAFARI).with("Referer", "https://l.instagram.com/?u=x");
        person.get("/@figures-one").is(200);
        person.get("/@figures-one?utm_source=tiktok").is(200); // at once: not counted
        person.head("/@figures-one").is(200);
        person.get("/l/" + link).is(302);
        app.visitor().with("User-Agent", "curl/8.5.0").get("/@figures-one").is(200);
        app.visitor()
                .with("User-Agent", SAFARI)
                .with("Sec-Purpose", "prefetch")
                .get("/@figures-one")
                .is(200);
        app.app.traffic().flush();

        var figures = owner.get(SITES + "/" + site + "/analytics?days=7").is(200);
        assertThat(figures.at("/data/total").toString())
                .isEqualTo(
                        "{\"visitors\":1,\"views\":1,\"clicks\":1,\"rate\":1.0,\"events\":0,\"visits\":1,\"bounce_rate\":0.0,\"duration\":0}");
        assertThat(figures.at("/data/days").size()).isEqualTo(7);
        assertThat(figures.at("/data/days/6").toString())
                .isEqualTo(
                        "{\"day\":\"2026-11-22\",\"visitors\":1,\"views\":1,\"clicks\":1,\"events\":0,\"visits\":1,\"bounce_rate\":0.0,\"duration\":0}");
        assertThat(figures.at("/data/links/0/title").asText()).isEqualTo("Tour dates");
        assertThat(figures.at("/data/sources/0/name").asText()).isEqualTo("Instagram");
        assertThat(figures.at("/data/devices/0/name").asText()).isEqualTo("Phone");
        assertThat(figures.at("/data/omitted").findValuesAsText("reason"))
                .containsExactlyInAnyOrder("head", "prefetch", "program", "repeated");

        var overview = owner.get("/api/v1/analytics/overview").is(200);
        assertThat(overview.at("/data/sites/0/total/views").asLong()).isEqualTo(1);
        assertThat(owner.get("/api/v1/analytics/traffic")
                        .is(200)
                        .at("/data/total/clicks")
                        .asLong())
                .isEqualTo(1);
        var page = Jsoup.parse(
                owner.get("/w/" + owner.workspace() + "/analytics").is(200).body());
        assertThat(page.select(".stat b").eachText()).containsExactly("1", "1", "1", "100.0%", "1", "0.0%", "0s", "0");
        assertThat(page.select("#main h1").text()).isEqualTo("Analytics");
    }

    @Test
    void withoutVisitsThereIsNoData() {
        var owner = app.register("figures-two");
        long site = site(owner, "figures-two");
        var figures = owner.get(SITES + "/" + site + "/analytics").is(200);
        assertThat(figures.at("/data/empty").asBoolean()).isTrue();
        assertThat(figures.at("/data/days").size()).isEqualTo(28);
        assertThat(figures.at("/data/total").toString())
                .isEqualTo(
                        "{\"visitors\":0,\"views\":0,\"clicks\":0,\"rate\":0.0,\"events\":0,\"visits\":0,\"bounce_rate\":0.0,\"duration\":0}");
        assertThat(owner.get("/w/" + owner.workspace() + "/analytics?site=" + site)
                        .is(200)
                        .body())
                .contains("No data yet");
    }

    @Test
    void figuresAreTheWorkspacesOwn() {
        var owner = app.register("figures-three");
        long site = site(owner, "figures-three");
        app.stranger().get(SITES + "/" + site + "/analytics").is(404);
        app.stranger()
                .get("/w/" + app.stranger().workspace() + "/analytics?site=" + site)
                .is(404);
        app.stranger().get("/w/" + owner.workspace() + "/analytics").is(404);
        app.visitor().get(SITES + "/" + site + "/analytics").is(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "days=0",
                "days=367",
                "days=x",
                "from=2026-01-01",
                "from=2026-02-01&to=2026-01-01",
                "from=x&to=y",
                "month=next",
                "filter=country",
                "filter=hour:3",
                "by=nothing"
            })
    void whatIsNoQuestionIsRefused(String query) {
        app.owner().get("/api/v1/analytics/traffic?" + query).is(422);
    }

    private static long site(Client owner, String handle) {
        return owner.post(SITES, Map.of("handle", handle, "name", "Mia"))
                .is(201)
                .at("/data/id")
                .asLong();
    }

    private static long link(Client owner, long site, String title) {
        return owner.post(
                        SITES + "/" + site + "/blocks",
                        Map.of("content", Map.of("kind", "link", "title", title, "url", "https://example.com/tour")))
                .is(201)
                .at("/data/id")
                .asLong();
    }
}
