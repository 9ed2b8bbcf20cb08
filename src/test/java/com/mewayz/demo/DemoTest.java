package com.mewayz.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.Client;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What {@code --demo} shows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTest {
    private static final Pattern STYLESHEET = Pattern.compile("rel=\"?stylesheet\"? href=\"?([^\" >]+)");
    private static final Pattern LINK = Pattern.compile("href=\"?/l/([0-9]+)");
    private static final LocalDate TODAY = LocalDate.ofInstant(TestApp.NOW, Story.HOME);

    private final TestApp app = new TestApp(Map.of(Setting.DEMO, "true"));
    private final Tables tables = new Tables(app.data);

    @AfterAll
    void stop() {
        app.close();
    }

    @Test
    void thePageIsThereAndSmall() {
        var page = app.visitor().get("/@demo").is(200);
        assertThat(page.body()).contains("Mia Torres", "Book a guitar lesson", "Salt &amp; Copper", "og:image");

        long bytes = packed("/@demo");
        var sheets = STYLESHEET.matcher(page.body());
        while (sheets.find()) {
            bytes += packed(sheets.group(1));
        }
        assertThat(bytes).as("HTML and CSS, packed, of " + page.body().length()).isBetween(4_000L, 14L * 1024);
    }

    @Test
    void ofTwelveLinksOneIsHiddenAndOneIsStillToCome() {
        var page = app.visitor().get("/@demo").body();

        assertThat(
                        tables.number(
                                "mewayz.db",
                                "select count(*) from block join site on site.id = site where handle = 'demo' and content ->> 'kind' = 'link'"))
                .isEqualTo(12);
        assertThat(LINK.matcher(page).results().map(found -> found.group(1)).distinct())
                .hasSize(10);
        assertThat(page).doesNotContain("Summer guitar week", "Tickets for Casa do Rio");
    }

    @Test
    void aLinkLeadsToItsAddress() {
        var link = LINK.matcher(app.visitor().get("/@demo").body())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        assertThat(app.visitor().get("/l/" + link).is(302).header("Location")).startsWith("https://miatorres.example/");
    }

    @Test
    void theOwnerSignsInAndSeesTheFiguresOfTheStore() {
        var browser = browser(Demo.EMAIL);
        var today = browser.get("/today").is(200).body();

        long from = start(TODAY.minusDays(6));
        long to = start(TODAY.plusDays(1));
        var during = " from log where at >= %d and at < %d".formatted(from, to);
        long visitors = tables.number("traffic.db", "select count(distinct visitor)" + during);
        long views = tables.number("traffic.db", "select count(*)" + during + " and act & 7 = 0");
        long clicks = tables.number("traffic.db", "select count(*)" + during + " and act & 7 = 1");

        assertThat(views).isGreaterThan(300);
        for (long figure : List.of(visitors, views, clicks)) {
            assertThat(today).contains("<b>%,d</b>".formatted(figure));
        }
        assertThat(today)
                .contains("%,d visitors and %,d link clicks in the last seven days.".formatted(visitors, clicks));
    }

    @Test
    void theColleaguesHaveTheirRoles() {
        var site = api(Demo.EMAIL)
                .get("/api/v1/bio-sites")
                .is(200)
                .at("/data/0/id")
                .asLong();
        var blocks = "/api/v1/bio-sites/" + site + "/blocks";
        var block = Map.of("content", Map.of("kind", "heading", "text", "Soon"));

        assertThat(api(Demo.EDITOR)
                        .get("/api/v1/bio-sites")
                        .at("/data/0/handle")
                        .asText())
                .isEqualTo("demo");
        api(Demo.EDITOR).post(blocks, block).is(201);
        api(Demo.EDITOR).get("/api/v1/audit").is(403);
        api(Demo.VIEWER).get(blocks).is(200);
        api(Demo.VIEWER).post(blocks, block).is(403);
    }

    @Test
    void theHistoryCoversNinetyDays() {
        var days = tables.rows(
                "mewayz.db",
                "select distinct date(at / 1000, 'unixepoch') from fact where at < "
                        + TestApp.NOW.minus(Duration.ofHours(1)).toEpochMilli() + " order by 1");

        assertThat(days.getFirst()).isEqualTo(TODAY.minusDays(90).toString());
        assertThat(days.getLast()).isEqualTo(TODAY.toString());
        assertThat(days).hasSizeGreaterThan(8);
        assertThat(browser(Demo.EMAIL)
                        .get("/settings/audit?kind=site-published")
                        .is(200)
                        .body())
                .contains("Site published", "Joana Reis");
    }

    @Test
    void everyDayHasVisitorsAndThePostBroughtTheMost() {
        var days = tables.rows(
                "traffic.db",
                "select date(at / 1000, 'unixepoch'), count(*) from log where at < %d group by 1 order by 1"
                        .formatted(TestApp.NOW.toEpochMilli()));

        assertThat(days).hasSize(91);
        assertThat(days.stream()
                        .max(Comparator.comparing(day -> Long.parseLong(day.split("\\|")[1])))
                        .orElseThrow())
                .startsWith(TODAY.minusDays(30).toString());
        assertThat(tables.rows("traffic.db", "select distinct text from log join word on word.id = source"))
                .contains("Instagram", "TikTok", "YouTube", "Google", "Direct", "Mail", "QR code");
        assertThat(tables.rows("traffic.db", "select distinct text from log join word on word.id = device"))
                .contains("phone", "tablet", "computer");
        assertThat(tables.rows("traffic.db", "select distinct reason from left_out"))
                .contains("head", "prefetch", "preview", "crawler", "program", "member", "repeated");
    }

    @Test
    void aSecondPageIsStillADraft() {
        assertThat(tables.rows("mewayz.db", "select handle, status from site order by position"))
                .containsExactly("demo|live", "mia-workshops|draft");
        app.visitor().get("/@mia-workshops").is(404);
    }

    private long packed(String path) {
        return app.visitor().with("Accept-Encoding", "gzip").get(path).is(200).bytes().length;
    }

    private Client browser(String email) {
        var browser = app.visitor();
        browser.submit("/sign-in", Map.of("email", email, "password", Demo.PASSWORD))
                .is(303);
        return browser;
    }

    private Client api(String email) {
        var client = app.visitor();
        Reply reply = client.post("/api/v1/auth/login", Map.of("email", email, "password", Demo.PASSWORD))
                .is(201);
        return client.with("Authorization", "Bearer " + reply.at("/data/token").asText());
    }

    private static long start(LocalDate day) {
        return day.atStartOfDay(Story.HOME).toInstant().toEpochMilli();
    }
}
