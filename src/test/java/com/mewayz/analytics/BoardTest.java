package com.mewayz.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.analytics.SiteCatalogue.SiteInfo;
import com.mewayz.platform.pages.PageFunction;
import com.mewayz.platform.pages.Templates;
import com.mewayz.platform.pages.ThemeFiles;
import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Period;
import com.mewayz.traffic.Reason;
import com.mewayz.traffic.Report;
import com.mewayz.traffic.Tally;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final SiteInfo MIA = new SiteInfo(1, "Mia", "/@mia");
    private static final Period PERIOD =
            Period.of(LocalDate.parse("2026-03-04"), LocalDate.parse("2026-03-10"), ZoneOffset.UTC);

    private final Templates templates = new Templates(
            ThemeFiles.builtIn(),
            List.of(PageFunction.of("asset", List.of("name"), given -> "/assets/" + given.get("name"))),
            List.of());

    @Test
    void figuresAreShownWithWhatTheyAreComparedWith() {
        var page = page(report(8, 4), List.of(MIA), null);
        assertThat(page.select(".stat b").eachText()).containsExactly("56", "112", "28", "25.0%");
        assertThat(page.select(".stat .d").eachText())
                .containsExactly("+100% from 28", "+100% from 56", "+100% from 14", "+0.0 points from 25.0%");
        assertThat(page.select("svg.chart-svg[role=img]").eachAttr("aria-label"))
                .hasSize(2)
                .allMatch(
                        text -> text.equals("Visitors per day, 4 March to 10 March. Lowest 8, highest 8 on 4 March."));
        assertThat(page.select("tbody tr")).hasSize(7);
        assertThat(page.select(".bars").get(0).select("span").eachText()).containsExactly("<b>Tour</b>", "28", "25%");
        assertThat(page.select(".bars").get(1).text()).contains("<script>alert(1)</script>");
        assertThat(page.select("section[aria-labelledby=omitted] li span").eachText())
                .containsExactly("Search engines and other crawlers", "1,234");
        assertThat(page.select("script[src*=alert], .bars script, .bars b")).isEmpty();
        assertThat(page.select("[style]")).isEmpty();
    }

    @Test
    void withoutVisitsThereAreNoFigures() {
        var page = page(empty(), List.of(MIA), null);
        assertThat(page.select("h2").eachText()).contains("No data yet");
        assertThat(page.select(".stat, .bars")).isEmpty();
        assertThat(page.select("[data-copy]").eachAttr("data-copy"))
                .contains("https://example.com/@mia", "https://example.com/@mia?ref=instagram");
    }

    @Test
    void withoutAPublishedSiteThereIsNothingToCopy() {
        var page = page(empty(), List.of(new SiteInfo(1, "Mia", "")), null);
        assertThat(page.text()).contains("Publish one");
        assertThat(page.select("[data-copy]")).isEmpty();
    }

    @Test
    void oneOfSeveralSitesCanBeChosen() {
        var leo = new SiteInfo(2, "Leo", "");
        var page = page(report(1, 0), List.of(MIA, leo), leo);
        assertThat(page.select("nav[aria-label=Sites] a").eachText()).containsExactly("All sites", "Mia", "Leo");
        assertThat(page.select("nav[aria-label=Sites] [aria-current]").attr("href"))
                .isEqualTo("?days=7&site=2");
        assertThat(page.select("nav[aria-label=Period] [aria-current]").text()).isEqualTo("7 days");
        assertThat(page.select(".stat .d").eachText()).contains("none before");
    }

    private Document page(Report report, List<SiteInfo> sites, @org.jspecify.annotations.Nullable SiteInfo chosen) {
        var figures = Figures.of(report, Map.of(9L, "<b>Tour</b>"));
        var model = new HashMap<String, Object>(
                new Board("https://example.com", sites, chosen, true, report, figures).model());
        model.put(
                "call",
                Map.of(
                        "path",
                        "/w/5/analytics",
                        "user",
                        Map.of("name", "Mia", "email", "mia@example.com"),
                        "workspace",
                        Map.of("id", 5, "name", "Studio", "initials", "S"),
                        "role",
                        "viewer",
                        "workspaces",
                        List.of(Map.of("id", 5, "name", "Studio")),
                        "flash",
                        ""));
        model.put("csrf", "token");
        return Jsoup.parse(templates.render("analytics/analytics.peb", model));
    }

    private static Report report(long now, long before) {
        return new Report(
                PERIOD,
                false,
                days(PERIOD, now),
                days(PERIOD.previous(java.time.Instant.EPOCH), before),
                Map.of(
                        Dimension.LINK,
                        List.of(new Report.Part("9", new Tally(now, 0, now / 2 * 7, 0, 0, 0, 0))),
                        Dimension.SOURCE,
                        List.of(new Report.Part("<script>alert(1)</script>", new Tally(now, 0, 0, 0, 0, 0, 0))),
                        Dimension.DEVICE,
                        List.of(new Report.Part("phone", new Tally(now, 0, 0, 0, 0, 0, 0)))),
                List.of(new Report.LeftOut(Reason.CRAWLER, 1234)));
    }

    private static Report empty() {
        return new Report(
                PERIOD, true, days(PERIOD, 0), days(PERIOD.previous(java.time.Instant.EPOCH), 0), Map.of(), List.of());
    }

    private static List<Report.Day> days(Period period, long visitors) {
        return period.days().stream()
                .map(day -> new Report.Day(day, new Tally(visitors, 2 * visitors, visitors / 2, 0, 0, 0, 0)))
                .toList();
    }
}
