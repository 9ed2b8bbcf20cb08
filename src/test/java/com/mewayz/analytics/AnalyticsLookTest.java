package com.mewayz.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Ids;
import com.mewayz.testing.Browser;
import com.mewayz.testing.Look;
import com.mewayz.testing.Tab;
import com.mewayz.testing.TestApp;
import com.mewayz.traffic.Act;
import com.mewayz.traffic.Hit;
import com.mewayz.traffic.Seen;
import com.mewayz.traffic.Trace;
import com.mewayz.traffic.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The figures in a real browser: the map with its countries, choosing days by dragging, the page that follows by itself. */
@Browser.Used
class AnalyticsLookTest {
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final List<Look> LOOKS =
            List.of(Look.PHONE, Look.PHONE.inTheDark(), Look.LAPTOP, Look.LAPTOP.inTheDark());
    private static final String PHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
    private static final String LAPTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0";
    private static final List<String> WAYS = List.of(
            "", "https://l.instagram.com/", "https://l.instagram.com/", "https://t.co/x", "https://www.google.com/");

    /** How many cells of rows are not to be seen as a whole without moving anything sideways. */
    private static final String CUT_OFF = """
            [...document.querySelectorAll('.cells td')].filter(cell => !cell.closest("details:not([open])")
              && (cell.getBoundingClientRect().right > innerWidth || cell.scrollWidth > cell.clientWidth + 1)).length""";

    @Test
    void figuresAreEasyOnTheEye(Browser browser) {
        try (var app = new TestApp()) {
            long site = fill(app);
            var report = report(app);
            for (var look : LOOKS) {
                try (var tab = browser.open(look)) {
                    signIn(tab, app);
                    for (var page : List.of(
                            "/analytics?f=source:Instagram&f=!device:tablet",
                            "/analytics",
                            "/analytics/explain?show=clicks",
                            "/analytics/explain?show=duration",
                            "/analytics/explain?days=7&show=bounce_rate",
                            "/analytics/funnel",
                            "/analytics/live",
                            report)) {
                        tab.go(app.address() + page);
                        var name = "figures" + page.replaceAll("[^a-z]+", "-").replaceAll("-$", "") + "-" + look.name();
                        tab.saveWhole(PICTURES.resolve(name + ".png"));
                        assertThat(tab.axe()).as(name).isEmpty();
                        assertThat(tab.overflow()).as(name).isLessThanOrEqualTo(0);
                        assertThat((Integer) tab.page().evaluate(CUT_OFF))
                                .as(name)
                                .isZero();
                    }
                    assertThat(tab.errors()).isEmpty();
                    if (look.equals(Look.LAPTOP)) {
                        drag(tab, app);
                        tabs(tab, app);
                        follow(tab, app, site);
                    }
                }
            }
        }
    }

    private static String report(TestApp app) {
        var question = Map.of(
                "period", "last_28_days",
                "dimensions", List.of("source", "link", "page"),
                "measures", List.of("visitors", "views", "clicks", "click_rate", "bounce_rate", "duration"));
        var id = app.owner()
                .post("/api/v1/analytics/reports", Map.of("name", "Every week", "question", question))
                .is(201)
                .at("/data/id")
                .asLong();
        app.owner().post("/api/v1/analytics/reports/" + id + "/run").is(201);
        return "/analytics/reports/" + id;
    }

    @Test
    void aPeriodThatIsNoneIsSaidWhereItWasChosen(Browser browser) {
        try (var app = new TestApp()) {
            fill(app);
            for (var look : LOOKS) {
                try (var tab = browser.open(look)) {
                    signIn(tab, app);
                    for (var page : List.of("/analytics", "/analytics/funnel")) {
                        tab.go(app.address() + page + "?from=2026-02-30&to=2026-01-01");
                        var name = "wrong" + page.replaceAll("[^a-z]+", "-") + "-" + look.name();
                        tab.saveWhole(PICTURES.resolve(name + ".png"));
                        assertThat(tab.page().locator("#f-from-error").isVisible())
                                .as(name)
                                .isTrue();
                        var box = tab.page().locator("form[aria-label=Days]").boundingBox();
                        assertThat(box.x).as(name).isNotNegative();
                        assertThat(box.x + box.width).as(name).isLessThanOrEqualTo(look.width());
                        assertThat(tab.page().inputValue("#f-from")).as(name).isEqualTo("2026-02-30");
                        assertThat(tab.axe()).as(name).isEmpty();
                        assertThat(tab.overflow()).as(name).isLessThanOrEqualTo(0);
                    }
                }
            }
        }
    }

    private static void drag(Tab tab, TestApp app) {
        tab.go(app.address() + "/analytics?days=7&f=source:Instagram");
        var box = tab.page().locator("[data-zoom] .dk svg").boundingBox();
        double left = box.x + box.width * 48 / 1092;
        double right = box.x + box.width * 1080 / 1092;
        tab.page().mouse().move(left + (right - left) / 6, box.y + 50);
        assertThat(tab.page().textContent("[data-readout]")).startsWith("Tue 17 Nov 2026: ");
        tab.page().mouse().down();
        tab.page().mouse().move(left + (right - left) / 2, box.y + 60);
        assertThat(tab.page().textContent("[data-readout]")).isEqualTo("Tue 17 Nov 2026 to Thu 19 Nov 2026");
        tab.page().mouse().up();
        tab.page().waitForURL("**from=2026-11-17&to=2026-11-19");
        assertThat(tab.page().url()).contains("f=source").doesNotContain("days=");
    }

    private static void tabs(Tab tab, TestApp app) {
        tab.go(app.address() + "/analytics");
        tab.page().click("#ways nav >> text=Channels");
        tab.page().waitForSelector("#ways nav a[aria-current]:has-text('Channels')");
        assertThat(tab.page().textContent("#ways .bars")).contains("Social networks");
        assertThat(tab.page().url()).contains("ways=channel");
    }

    private static void follow(Tab tab, TestApp app, long site) {
        tab.go(app.address() + "/analytics/live");
        tab.page().waitForSelector("[data-live-state]:has-text('Live')");
        app.app.traffic().happened(hit(site, new Act.View("/brand-new"), "203.0.113.9", PHONE, ""));
        app.app.traffic().flush();
        tab.page().waitForSelector("#now-page + *, [data-live] >> text=/brand-new");
        assertThat(tab.errors()).isEmpty();
    }

    private static long fill(TestApp app) {
        var owner = app.owner();
        long site = owner.post("/api/v1/bio-sites", Map.of("handle", "mia", "name", "Mia Torres"))
                .is(201)
                .at("/data/id")
                .asLong();
        List<Long> links = new ArrayList<>();
        for (var title : List.of("Hear the new single", "Piano from zero", "Book a trial lesson with me this spring")) {
            links.add(owner.post(
                            "/api/v1/bio-sites/" + site + "/blocks",
                            Map.of("content", Map.of("kind", "link", "title", title, "url", "https://example.com/")))
                    .is(201)
                    .at("/data/id")
                    .asLong());
        }
        owner.post("/api/v1/bio-sites/" + site + "/publication").is(201);
        owner.post("/api/v1/bio-sites", Map.of("handle", "leo", "name", "Leo")).is(201);
        app.app.traffic().store(visits(site, links), new SplittableRandom(3));
        places(app);
        return site;
    }

    private static List<Seen> visits(long site, List<Long> links) {
        var random = new SplittableRandom(5);
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            // more of them the nearer to today, and in the evenings
            double ago = Math.pow(random.nextDouble(), 1.5) * 56;
            var at = TestApp.NOW
                    .minus(Duration.ofMinutes((long) (ago * 1440)))
                    .plus(Duration.ofHours(random.nextInt(3) == 0 ? 8 : 0));
            if (at.isAfter(TestApp.NOW)) {
                at = at.minus(Duration.ofHours(8));
            }
            var address = "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
            var agent = random.nextInt(4) == 0 ? LAPTOP : PHONE;
            seen.add(new Seen(at, hit(site, new Act.View("/"), address, agent, WAYS.get(random.nextInt(WAYS.size())))));
            if (random.nextInt(3) == 0) {
                var link = links.get(Math.min(random.nextInt(3), random.nextInt(3)));
                seen.add(new Seen(at.plusSeconds(12), hit(site, new Act.Click("/", link), address, agent, "")));
            }
        }
        seen.sort(Comparator.comparing(Seen::at));
        return seen;
    }

    private static Hit hit(long site, Act act, String address, String agent, String referrer) {
        return new Hit(
                site, act, new Trace("GET", address, agent, "de-DE", referrer, "https://mia.example", "", "", false));
    }

    /** Where a visitor was is looked up in a table that no test has: it is written down afterwards. */
    private static void places(TestApp app) {
        try (var db = Db.open(
                app.data.resolve("traffic.db"),
                Db.Durability.NORMAL,
                Traffic.MIGRATIONS,
                app.clock,
                new Ids(app.clock))) {
            var countries = List.of("PT", "DE", "BR", "US", "FR", "GB", "SG", "IN");
            for (int i = 0; i < countries.size(); i++) {
                db.run("insert into word (id, text) values (?, ?)", 9_000_000 + i, countries.get(i));
            }
            db.run("update log set country = 9000000 + min(abs(visitor) % 8, abs(visitor / 8) % 8)");
        }
    }

    private static void signIn(Tab tab, TestApp app) {
        tab.go(app.address() + "/sign-in");
        tab.page().fill("#f-email", "owner@example.com");
        tab.page().fill("#f-password", TestApp.PASSWORD);
        tab.page().click("main form button:not([type=button])");
        tab.page().waitForURL("**/today");
    }
}
