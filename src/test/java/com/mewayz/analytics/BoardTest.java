package com.mewayz.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.analytics.SiteCatalogue.SiteInfo;
import com.mewayz.platform.pages.PageFunction;
import com.mewayz.platform.pages.Templates;
import com.mewayz.platform.pages.ThemeFiles;
import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Heat;
import com.mewayz.traffic.Period;
import com.mewayz.traffic.Reason;
import com.mewayz.traffic.Report;
import com.mewayz.traffic.Tally;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
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
        assertThat(page.select(".stat b").eachText())
                .containsExactly("56", "112", "28", "25.0%", "56", "50.0%", "1m 30s", "0");
        assertThat(page.select(".stat .d").eachText())
                .containsExactly(
                        "+100% from 28",
                        "+100% from 56",
                        "+100% from 14",
                        "+0.0 points from 25.0%",
                        "+100% from 28",
                        "+0.0 points from 50.0%",
                        "+0% from 1m 30s",
                        "none before");
        assertThat(page.select("svg.chart-svg[role=img]").eachAttr("aria-label"))
                .hasSize(2)
                .allMatch(
                        text -> text.equals("Visitors per day, 4 March to 10 March. Lowest 8, highest 8 on 4 March."));
        assertThat(page.select("[data-days] tbody tr")).hasSize(7);
        assertThat(page.select("#acts .bars li").text()).isEqualTo("<b>Tour</b> 28 25%");
        assertThat(page.select("#ways .bars").text()).contains("<script>alert(1)</script>");
        assertThat(page.select("#ways .bars a").attr("href"))
                .isEqualTo("?days=7&f=source:%3Cscript%3Ealert%281%29%3C/script%3E");
        assertThat(page.select("section[aria-labelledby=omitted] li span").eachText())
                .containsExactly("Search engines and other crawlers", "1,234");
        assertThat(page.select("script[src*=alert], .bars script, .bars b")).isEmpty();
        assertThat(page.select("[style]")).isEmpty();
        assertThat(page.select(".acts").text()).contains("3 here now");
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
        assertThat(page.select("#pages nav [aria-current]").text()).isEqualTo("Pages");
        assertThat(page.select("#pages nav a").eachAttr("href"))
                .containsExactly(
                        "?days=7&site=2#pages", "?days=7&site=2&pages=entry#pages", "?days=7&site=2&pages=exit#pages");
        assertThat(page.select("nav[aria-label=Period] [aria-current]").text()).isEqualTo("7 days");
        assertThat(page.select(".stat .d").eachText()).contains("none before");
    }

    @Test
    void aPeriodThatWasCountedInPartIsNotComparedWith() {
        var report = report(8, 4);
        var page = page(
                new Report(
                        PERIOD,
                        LocalDate.parse("2026-03-02"),
                        report.days(),
                        report.before(),
                        report.parts(),
                        report.leftOut(),
                        List.of(),
                        List.of()),
                List.of(MIA),
                null);
        assertThat(page.select(".stat .d").eachText())
                .startsWith("counted since 2 Mar")
                .noneMatch(text -> text.contains("%"));
    }

    @Test
    void whatAnotherProgramDidNotCountIsUnknown() {
        var views = PERIOD.days().stream()
                .map(day -> new Report.Day(day, new Tally(0, 3, 0, 0, 0, 0, 0)))
                .toList();
        var page = page(
                new Report(PERIOD, PERIOD.from(), views, views, Map.of(), List.of(), PERIOD.days(), List.of()),
                List.of(MIA),
                null);
        assertThat(page.select(".stat b").eachText()).containsExactly("–", "21", "0", "0.0%", "–", "–", "–", "0");
        assertThat(page.select("#ways").text()).contains("tell nothing of this").doesNotContain("Nobody came");
    }

    @Test
    void countriesAreDarkerTheMoreVisitorsTheyHave() {
        var page = page(report(8, 4), List.of(MIA), null);
        assertThat(page.select(".map use").eachAttr("class")).containsExactly("land", "m5", "m2");
        assertThat(page.select(".map use").eachAttr("href"))
                .containsExactly("/assets/world.svg#land", "/assets/world.svg#DE", "/assets/world.svg#PT");
        assertThat(page.select(".places .bars li").eachText())
                .containsExactly("Germany 40 71%", "Portugal 4 7.1%", "Unknown 1 1.8%");
    }

    @Test
    void hoursAreShadedAndCanBeRead() {
        var page = page(report(8, 4), List.of(MIA), null);
        assertThat(page.select(".heat tbody tr")).hasSize(7);
        assertThat(page.select(".heat tbody tr").get(1).select("td").get(9).className())
                .isEqualTo("t5");
        assertThat(page.select(".heat tbody tr").get(1).select("td").get(9).text())
                .isEqualTo("1,000");
        assertThat(page.text()).contains("Busiest: Tuesdays at 09:00, 1,000 visitors.");
    }

    @Test
    void whatTheWorkspaceDidIsMarked() {
        var page = page(report(8, 4), List.of(MIA), null);
        assertThat(page.select("svg.chart-svg .mk")).hasSize(2);
        assertThat(page.text()).contains("Mia was published Fri 6 Mar 2026");
    }

    private Document page(Report report, List<SiteInfo> sites, @org.jspecify.annotations.Nullable SiteInfo chosen) {
        var asked = new Asked(sites, chosen, PERIOD, true, List.of(), true, new Labels(Map.of(9L, "<b>Tour</b>")));
        var address = new Address(
                chosen == null
                        ? Map.of("days", List.of("7"))
                        : new java.util.TreeMap<>(
                                Map.of("days", List.of("7"), "site", List.of(String.valueOf(chosen.id())))));
        var cells = new ArrayList<List<Tally>>();
        for (int day = 0; day < 7; day++) {
            var hours = new ArrayList<>(Collections.nCopies(24, Tally.NOTHING));
            if (day == 1) {
                hours.set(9, new Tally(1000, 0, 0, 0, 0, 0, 0));
            }
            cells.add(hours);
        }
        var model = new HashMap<String, Object>(new Board(
                        "https://example.com",
                        "/w/5/analytics",
                        asked,
                        address,
                        report,
                        new Heat(cells),
                        List.of(new Annotations.Annotation(LocalDate.parse("2026-03-06"), "Mia was published")),
                        3)
                .model());
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
        model.put("notices", List.of());
        model.put("errors", Map.of());
        return Jsoup.parse(templates.render("analytics/analytics.peb", model));
    }

    private static Report report(long now, long before) {
        return new Report(
                PERIOD,
                PERIOD.previous(java.time.Instant.EPOCH).from(),
                days(PERIOD, now),
                days(PERIOD.previous(java.time.Instant.EPOCH), before),
                Map.of(
                        Dimension.LINK,
                        List.of(new Report.Part("9", new Tally(now, 2 * 7 * now, now / 2 * 7, 0, 0, 0, 0))),
                        Dimension.SOURCE,
                        List.of(new Report.Part("<script>alert(1)</script>", new Tally(now, 0, 0, 0, 0, 0, 0))),
                        Dimension.DEVICE,
                        List.of(new Report.Part("phone", new Tally(now, 0, 0, 0, 0, 0, 0))),
                        Dimension.COUNTRY,
                        List.of(
                                new Report.Part("DE", new Tally(40, 0, 0, 0, 0, 0, 0)),
                                new Report.Part("PT", new Tally(4, 0, 0, 0, 0, 0, 0)),
                                new Report.Part("", new Tally(1, 0, 0, 0, 0, 0, 0)))),
                List.of(new Report.LeftOut(Reason.CRAWLER, 1234)),
                List.of(),
                List.of());
    }

    private static Report empty() {
        return new Report(
                PERIOD,
                null,
                days(PERIOD, 0),
                days(PERIOD.previous(java.time.Instant.EPOCH), 0),
                Map.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static List<Report.Day> days(Period period, long visitors) {
        return period.days().stream()
                .map(day -> new Report.Day(
                        day, new Tally(visitors, 2 * visitors, visitors / 2, 0, visitors, visitors / 2, 90 * visitors)))
                .toList();
    }
}
