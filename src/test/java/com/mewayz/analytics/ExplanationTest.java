package com.mewayz.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import com.mewayz.traffic.Act;
import com.mewayz.traffic.Hit;
import com.mewayz.traffic.Seen;
import com.mewayz.traffic.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
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

/** Whoever reads all rows that the explanation of a figure lists can work the figure out again. */
@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplanationTest {
    private static final String LAPTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0";

    private final TestApp app;
    private Client owner;
    private Client browser;

    ExplanationTest(TestApp app) {
        this.app = app;
        this.owner = app.visitor();
        this.browser = app.visitor();
    }

    @BeforeAll
    void fill() {
        owner = app.owner();
        browser = app.visitor().browse("owner@example.com");
        var random = new SplittableRandom(11);
        List<Seen> seen = new ArrayList<>();
        for (var handle : List.of("mia", "leo")) {
            long site = owner.post("/api/v1/bio-sites", Map.of("handle", handle, "name", handle))
                    .is(201)
                    .at("/data/id")
                    .asLong();
            var at = Instant.parse("2026-11-20T00:10:00Z");
            for (int i = 0; i < 120; i++) {
                at = at.plus(Duration.ofSeconds(random.nextInt(20, 2_000)));
                seen.add(new Seen(at, hit(site, act(random), random.nextInt(1, 9))));
            }
            // one visit goes on after midnight, one does not
            seen.add(new Seen(Instant.parse("2026-11-18T23:50:00Z"), hit(site, new Act.View("/"), 40)));
            seen.add(new Seen(Instant.parse("2026-11-18T23:55:00Z"), hit(site, new Act.View("/"), 41)));
            seen.add(new Seen(Instant.parse("2026-11-19T00:05:00Z"), hit(site, new Act.Click("/", 5), 40)));
        }
        seen.sort(Comparator.comparing(Seen::at));
        app.app.traffic().store(seen, new SplittableRandom(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=2026-11-18&to=2026-11-22",
                "from=2026-11-18&to=2026-11-18",
                "from=2026-11-20&to=2026-11-22&f=page:/shop",
                "from=2026-11-18&to=2026-11-22&f=!page:/shop",
                "from=2026-11-18&to=2026-11-22&f=link:5"
            })
    void everyFigureCanBeRecountedFromItsRows(String query) {
        var visitors = rows(query, "visitors");
        long people = visitors.stream()
                .map(row -> row.day() + row.at("Site") + row.who(0))
                .distinct()
                .count();
        assertThat(people).isPositive();
        assertThat(visitors.stream().filter(row -> row.counts("1 visitor")).count())
                .isEqualTo(people);
        assertThat(highest(visitors)).isEqualTo(people);
        assertThat(reckoning(query, "visitors")).endsWith(people == 1 ? "1 visitor" : people + " visitors");

        for (var counter : List.of("views", "clicks", "visits", "events")) {
            assertThat(reckoning(query, counter))
                    .matches("(.* )?%d [a-z]+".formatted(rows(query, counter).size()));
        }

        var rate = rows(query, "click_rate");
        long clicks = rate.stream().filter(row -> row.counts("1 click")).count();
        long views = rate.stream().filter(row -> row.counts("1 view")).count();
        assertThat(clicks + views).isEqualTo(rate.size());
        assertThat(reckoning(query, "click_rate"))
                .matches("%d clicks? / %d views? = %.1f%%".formatted(clicks, views, 100.0 * clicks / views));

        var bounces = rows(query, "bounce_rate");
        long begun = bounces.stream().filter(row -> row.counts("1 visit")).count();
        long went = bounces.stream().filter(row -> row.counts("1 that went on")).count();
        assertThat(reckoning(query, "bounce_rate"))
                .isEqualTo("(%s − %d that went on) / %s%s = %.1f%%"
                        .formatted(
                                Words.counted(begun, "visit"),
                                went,
                                Words.counted(begun, "visit"),
                                went > begun ? ", at least 0," : "",
                                100.0 * Math.max(0, begun - went) / begun));
        assertThat(bounces.stream().filter(row -> row.counts("bounced")).count())
                .isEqualTo(Math.max(0, begun - went));

        var durations = rows(query, "duration");
        long seconds = durations.stream()
                .mapToLong(row -> Long.parseLong(row.at("Since before").replaceAll("[ s,]", "")))
                .sum();
        assertThat(durations.stream().filter(row -> row.counts("1 visit")).count())
                .isEqualTo(begun);
        assertThat(reckoning(query, "duration"))
                .startsWith("%s s / %s = %d s"
                        .formatted(
                                Words.number(seconds),
                                Words.counted(begun, "visit"),
                                Math.round((double) seconds / begun)));
    }

    @Test
    void numbersSayWhatBelongsTogetherAndNotWhoItWas() {
        var rows = rows("from=2026-11-18&to=2026-11-19", "visitors");
        assertThat(rows.stream().filter(row -> row.at("Site").equals("mia")).map(row -> row.at("Who")))
                .as("numbered anew on the next day")
                .containsExactly("Visitor 1, visit 1", "Visitor 2, visit 2", "Visitor 1, visit 1");
        var page = page("from=2026-11-18&to=2026-11-22", "visitors", "");
        assertThat(page.select("td[data-label=Who]").eachText())
                .hasSize(50)
                .allMatch(text -> text.matches("Visitor [1-8], visit \\d{1,2}"));
    }

    @Test
    void eachDayIsWorkedOutAndLeadsToItsOwnRows() {
        var page = page("from=2026-11-18&to=2026-11-22", "bounce_rate", "");
        assertThat(page.select("#days tbody tr")).hasSize(5);
        var day = page.select("#days tbody tr").getLast();
        assertThat(day.text()).isEqualTo("Wed 18 Nov 2026 (4 visits − 0 that went on) / 4 visits = 100.0%");
        var href = day.select("a").attr("href");
        assertThat(href).isEqualTo("?show=bounce_rate&from=2026-11-18&to=2026-11-18");
        assertThat(Jsoup.parse(browser.get(home() + href).is(200).body())
                        .select("td[data-label='Counts as']")
                        .eachText())
                .containsOnly("1 visit, bounced")
                .hasSize(4);
        assertThat(page("from=2026-11-18&to=2026-11-19", "bounce_rate", "")
                        .select("td[data-label='Counts as']")
                        .eachText())
                .as("one went on after midnight, on each site")
                .containsExactlyInAnyOrder(
                        "1 that went on",
                        "1 that went on",
                        "1 visit, bounced",
                        "1 visit, bounced",
                        "1 visit",
                        "1 visit");
        assertThat(page("from=2026-11-19&to=2026-11-19", "visits", "")
                        .select("#reckoning-before")
                        .text())
                .isEqualTo("18 Nov: 4 visits");
        assertThat(page("from=2026-11-19&to=2026-11-19", "visits", "&compare=off")
                        .select("#reckoning-before"))
                .isEmpty();
        assertThat(reckoning("from=2026-10-18&to=2026-11-22", "visits")).endsWith(" visits, 36 days added up");
        assertThat(reckoning("from=2026-11-01&to=2026-11-02", "click_rate"))
                .isEqualTo("There is nothing to divide by.");
    }

    /** By how many visitors each day and site is said to have had, from the highest number on it. */
    private static long highest(List<Row> rows) {
        Map<String, Long> highest = new LinkedHashMap<>();
        rows.forEach(row -> highest.merge(row.day() + row.at("Site"), Long.valueOf(row.who(0)), Math::max));
        return highest.values().stream().mapToLong(Long::longValue).sum();
    }

    private List<Row> rows(String query, String measure) {
        List<Row> rows = new ArrayList<>();
        for (var page = page(query, measure, ""); ; ) {
            page.select("table[class~=cells]:not(#days) tbody tr").forEach(tr -> {
                Map<String, String> cells = new LinkedHashMap<>();
                tr.select("td").forEach(td -> cells.put(td.attr("data-label"), td.text()));
                rows.add(new Row(cells));
            });
            var next = page.select("[rel=next]").attr("href");
            if (next.isEmpty()) {
                return rows;
            }
            page = Jsoup.parse(browser.get(home() + next).is(200).body());
        }
    }

    private String reckoning(String query, String measure) {
        return page(query, measure, "").select("#reckoning").text();
    }

    private Document page(String query, String measure, String more) {
        return Jsoup.parse(browser.get(home() + "?" + query + "&show=" + measure + more)
                .is(200)
                .body());
    }

    private String home() {
        return "/w/" + owner.workspace() + "/analytics/explain";
    }

    private static Act act(SplittableRandom random) {
        var page = random.nextInt(3) == 0 ? "/shop" : "/";
        return switch (random.nextInt(8)) {
            case 0, 1 -> new Act.Click(page, random.nextInt(4, 7));
            case 2 -> new Act.Out(page, "https://shop.example/");
            case 3 -> new Act.Named(page, "signup", null, 0, null);
            case 4 -> new Act.Stay(page, random.nextInt(300));
            default -> new Act.View(page);
        };
    }

    private static Hit hit(long site, Act act, int who) {
        return new Hit(
                site,
                act,
                new Trace("GET", "198.51.100." + who, LAPTOP, "de", "", "https://mia.example", "", "", false));
    }

    private record Row(Map<String, String> cells) {
        String at(String label) {
            return cells.getOrDefault(label, "");
        }

        String day() {
            return at("Time").split(",")[0];
        }

        String who(int place) {
            return at("Who").replaceAll("[^0-9,]", "").split(",")[place];
        }

        boolean counts(String what) {
            return List.of(at("Counts as").split(", ")).contains(what);
        }
    }
}
