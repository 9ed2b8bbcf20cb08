package com.mewayz.traffic;

import static com.mewayz.traffic.House.arrival;
import static com.mewayz.traffic.House.click;
import static com.mewayz.traffic.House.hit;
import static com.mewayz.traffic.House.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.traffic.Report.LeftOut;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficTest {
    @TempDir
    Path folder;

    House house;

    @BeforeEach
    void open() {
        house = new House(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aViewAndAClickAreCounted() {
        house.traffic.happened(view("192.0.2.1"));
        house.pass(5_000);
        house.traffic.happened(click("192.0.2.1", 9));

        var report = house.today();
        assertThat(House.figures(report.total())).containsExactly(1L, 1L, 1L);
        assertThat(report.total().rate()).isEqualTo(1);
        assertThat(House.clicks(report)).containsExactly(Map.entry("9", 1L));
        assertThat(House.visitors(report, Dimension.DEVICE)).containsExactly(Map.entry("phone", 1L));
        assertThat(report.leftOut()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD,'',HEAD",
        "POST,'',HEAD",
        "GET,prefetch,PREFETCH",
        "GET,prefetch;prerender,PREFETCH",
        "GET,preview,PREFETCH"
    })
    void whatReadsNoPageIsLeftOut(String method, String purpose, Reason reason) {
        house.traffic.happened(new Hit(
                1, new Act.View("/"), new Trace(method, "192.0.2.1", House.SAFARI, "", "", "", "", purpose, false)));
        assertLeftOut(reason);
    }

    @Test
    void aMemberOfTheWorkspaceIsLeftOut() {
        house.traffic.happened(
                new Hit(1, new Act.View("/"), new Trace("GET", "192.0.2.1", House.SAFARI, "", "", "", "", "", true)));
        assertLeftOut(Reason.MEMBER);
    }

    @ParameterizedTest
    @CsvSource({
        "'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',CRAWLER",
        "facebookexternalhit/1.1,PREVIEW",
        "WhatsApp/2.23.20.0 A,PREVIEW",
        "curl/8.5.0,PROGRAM",
        "'',PROGRAM",
        "Mozilla/5.0,PROGRAM"
    })
    void whatIsNoPersonIsLeftOut(String agent, Reason reason) {
        house.traffic.happened(hit(1, 0, "192.0.2.1", agent));
        assertLeftOut(reason);
    }

    @Test
    void aPageOpenedAgainAtOnceIsOneView() {
        house.traffic.happened(view("192.0.2.1"));
        house.pass(1_999);
        house.traffic.happened(view("192.0.2.1"));
        house.traffic.happened(view("192.0.2.2"));
        house.pass(2_000);
        house.traffic.happened(view("192.0.2.1"));

        var report = house.today();
        assertThat(House.figures(report.total())).containsExactly(2L, 3L, 0L);
        assertThat(report.leftOut()).containsExactly(new LeftOut(Reason.REPEATED, 1));
    }

    @Test
    void whoAsksNotToBeCountedIsLeftOut() {
        var hit = view("192.0.2.1");
        house.traffic.happened(new Hit(hit.site(), hit.act(), hit.trace(), true));
        assertLeftOut(Reason.OPTED_OUT);
    }

    @Test
    void manyAgentsFromOneAddressAreCutOffAtLast() {
        for (int i = 0; i < Bursts.AT_ONCE + 500; i++) {
            house.traffic.happened(hit(1, 0, "192.0.2.1", House.FIREFOX.replace("141.0", i + ".0")));
            house.traffic.happened(hit(2, 0, "2001:db8::" + Integer.toHexString(i), House.SAFARI));
        }
        house.traffic.happened(view("192.0.2.2"));
        house.pass(60_000);
        for (int i = 0; i < 400; i++) {
            house.traffic.happened(hit(1, 0, "192.0.2.1", House.FIREFOX.replace("141.0", i + ".5")));
        }

        var report = house.today();
        assertThat(report.total().views()).isEqualTo(Bursts.AT_ONCE + 1 + 300);
        assertThat(report.leftOut()).containsExactly(new LeftOut(Reason.BURST, 500 + 100));
        assertThat(house.db.number("select number from left_out where site = 2"))
                .isEqualTo(500);
    }

    /** A school class scans a code at once, an office works all day long: neither is a burst. */
    @Test
    void manyPeopleBehindOneAddressAreCounted() {
        for (int person = 0; person < 400; person++) {
            house.traffic.happened(hit(1, 0, "192.0.2.1", House.FIREFOX.replace("141.0", person + ".0")));
        }
        for (int minute = 0; minute < 120; minute++) {
            house.pass(60_000);
            for (int person = 0; person < 250; person++) {
                house.traffic.happened(hit(1, 0, "192.0.2.1", House.FIREFOX.replace("141.0", person + ".0")));
            }
            house.traffic.flush();
        }

        assertThat(house.today().total().views()).isEqualTo(400 + 120 * 250);
        assertThat(house.today().leftOut()).isEmpty();
    }

    @Test
    void hammeringALinkIsOneClick() {
        for (int i = 0; i < 50; i++) {
            house.traffic.happened(click("192.0.2.1", 9));
            house.pass(9_999);
        }
        house.pass(1);
        house.traffic.happened(click("192.0.2.1", 9));
        house.traffic.happened(click("192.0.2.1", 10));

        assertThat(House.clicks(house.today())).containsExactly(Map.entry("9", 2L), Map.entry("10", 1L));
        assertThat(house.today().leftOut()).containsExactly(new LeftOut(Reason.REPEATED, 49));
    }

    @Test
    void aVisitorIsCountedOnceADayAndSite() {
        house.traffic.happened(view("192.0.2.1"));
        house.clock.set("2026-03-10T23:00:00Z");
        house.traffic.happened(view("192.0.2.1"));
        house.traffic.happened(hit(2, 0, "192.0.2.1", House.SAFARI));
        house.clock.set("2026-03-11T12:00:00Z");
        house.traffic.happened(view("192.0.2.1"));

        assertThat(House.figures(house.report("2026-03-10", "2026-03-10").total()))
                .containsExactly(1L, 2L, 0L);
        assertThat(House.figures(house.report("2026-03-10", "2026-03-11").total()))
                .containsExactly(2L, 3L, 0L);
        assertThat(visitors()).as("no two days or sites share a number").isEqualTo(3);
    }

    @Test
    void theDayOfAVisitorIsTheWorkspacesDay() {
        house.zone = java.time.ZoneId.of("America/Los_Angeles");
        house.clock.set("2026-03-10T23:30:00Z"); // 16:30 there, half an hour before midnight UTC
        house.traffic.happened(view("192.0.2.1"));
        house.clock.set("2026-03-11T04:00:00Z");
        house.traffic.happened(view("192.0.2.1"));

        assertThat(House.figures(house.today().total())).containsExactly(1L, 2L, 0L);
    }

    @Test
    void whoGoesOnPastMidnightStaysOneVisitor() {
        house.clock.set("2026-03-10T23:50:00Z");
        house.traffic.happened(view("192.0.2.1"));
        house.traffic.happened(view("192.0.2.2"));
        house.clock.set("2026-03-11T00:10:00Z");
        house.traffic.happened(view("192.0.2.1"));
        house.clock.set("2026-03-11T18:00:00Z");
        house.traffic.happened(view("192.0.2.1"));
        house.traffic.happened(view("192.0.2.2"));
        house.clock.set("2026-03-12T00:00:30Z");
        house.traffic.happened(view("192.0.2.1"));

        house.traffic.flush();
        assertThat(visitors())
                .as("1 over midnight, 2 before, 2 after, 1 on the third day")
                .isEqualTo(4);
        assertThat(House.figures(house.report("2026-03-10", "2026-03-12").total()))
                .containsExactly(5L, 6L, 0L);
    }

    @Test
    void theKeysOfADayAreDestroyedHalfAnHourAfterIt() {
        house.traffic.happened(view("192.0.2.1"));
        house.traffic.flush();
        var jobs = new com.mewayz.platform.jobs.Jobs(house.db, house.clock);
        house.traffic.jobs(jobs);
        house.clock.set("2026-03-11T00:29:59Z");
        jobs.run("destroy-visitor-keys");
        assertThat(house.db.number("select count(*) from salt where day = '2026-03-10'"))
                .isEqualTo(1);
        house.clock.set("2026-03-11T00:30:00Z");
        jobs.run("destroy-visitor-keys");
        assertThat(house.db.number("select count(*) from salt")).isZero();
    }

    @Test
    void aRestartCountsNobodyAnew() {
        house.traffic.happened(view("192.0.2.1"));
        house.traffic.happened(click("192.0.2.1", 9));
        house.traffic.close();
        house.open(10_000);
        house.pass(3_000);
        house.traffic.happened(view("192.0.2.1"));
        house.traffic.happened(click("192.0.2.1", 9));

        assertThat(House.figures(house.today().total())).containsExactly(1L, 2L, 1L);
    }

    @Test
    void closingLosesNothing() {
        house.traffic.start();
        for (int i = 0; i < 3_333; i++) {
            house.traffic.happened(view("10.0." + i / 250 + "." + i % 250));
        }
        house.traffic.close();
        assertThat(house.db.number("select count(*) from log")).isEqualTo(3_333);
    }

    @Test
    void whatDoesNotFitIsCounted() {
        house.open(10);
        for (int i = 0; i < 25; i++) {
            house.traffic.happened(view("192.0.2." + i));
        }
        var report = house.today();
        assertThat(report.total().views()).isEqualTo(10);
        assertThat(report.leftOut()).containsExactly(new LeftOut(Reason.OVERLOAD, 15));
        house.traffic.happened(view("192.0.2.99"));
        assertThat(house.today().total().views()).isEqualTo(11);
    }

    @Test
    void aFloodOfCrawlersTakesNobodysPlace() {
        house.open(10);
        crawled(1);
        house.traffic.flush();
        crawled(500);
        for (int i = 0; i < 10; i++) {
            house.traffic.happened(view("192.0.2." + i));
        }
        var report = house.today();
        assertThat(report.total().views()).isEqualTo(10);
        assertThat(report.leftOut()).containsExactly(new LeftOut(Reason.CRAWLER, 501));
        crawled(1);
        assertThat(house.today().leftOut())
                .as("though nothing else waits")
                .containsExactly(new LeftOut(Reason.CRAWLER, 502));
    }

    private void crawled(int times) {
        for (int i = 0; i < times; i++) {
            house.traffic.happened(House.hit(1, 0, "192.0.2.200", "Googlebot/2.1 (+http://www.google.com/bot.html)"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://l.instagram.com/?u=x,'',Instagram,l.instagram.com",
        "https://www.google.co.uk/,'',Google,google.co.uk",
        "https://google.evil.com/,'',google.evil.com,google.evil.com",
        "android-app://com.google.android.gm/,'',Mail,com.google.android.gm",
        "https://blog.example.org:444/post?a=b#c,'',blog.example.org,blog.example.org",
        "https://mia.example/other,'',Direct,",
        "https://user:secret@t.co/abc,'',X,t.co",
        "not an address,'',Direct,",
        "'https://evil.example'';drop table hit;--/x','',Direct,",
        "https://t.co/x,utm_source=newsletter&utm_medium=email,Mail,t.co",
        "'','ref=ig',Instagram,",
        "'','utm_source=%3Cscript%3E','<script>',",
        "'','utm_source=%E0%A4%A','Direct',"
    })
    void aSourceIsTheTagOrTheReferrersHost(String referrer, String query, String source, String host) {
        house.traffic.happened(arrival(referrer, query));
        assertThat(House.visitors(house.today(), Dimension.SOURCE)).containsExactly(Map.entry(source, 1L));
        assertThat(house.db.list(
                        Stored.class, "select (select text from word where id = referrer) as referrer from log"))
                .containsExactly(new Stored(host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mia.example", "mia.example:8443", "https://mia.example:8443"})
    void ourOwnPagesAreNoSource(String host) {
        house.traffic.happened(new Hit(
                1,
                new Act.View("/"),
                new Trace("GET", "192.0.2.1", House.SAFARI, "", "https://mia.example/@mia", host, "", "", false)));
        assertThat(House.visitors(house.today(), Dimension.SOURCE)).containsExactly(Map.entry("Direct", 1L));
    }

    @Test
    void whatIsTooLongIsCut() {
        var hit = new Trace("GET", "", "a".repeat(9_000), "", "r".repeat(9_000), "", "q".repeat(9_000), "", false);
        assertThat(hit.agent().length() + hit.referrer().length() + hit.query().length())
                .isEqualTo(2_048);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'; drop table hit; --", "\" or 1=1", "a','b'),(1", "\u0000x", "%00%27%3B"})
    void hostileTagsAreOnlyText(String text) {
        house.traffic.happened(
                arrival("https://" + text + ".example/", "utm_source=" + text + "&utm_campaign=" + text));
        assertThat(house.today().total().views()).isEqualTo(1);
    }

    @Test
    void neitherAddressNorAgentIsEverStored() throws IOException {
        house.traffic.happened(hit(1, 0, "203.0.113.195", House.FIREFOX));
        house.traffic.happened(hit(1, 5, "2001:db8::dead:beef", House.SAFARI));
        house.traffic.happened(hit(1, 0, "198.51.100.7", "curl/8.5.0 secret-agent"));
        house.traffic.close();
        house.db.close();

        var bytes = new StringBuilder();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                bytes.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(bytes)
                .contains("Firefox")
                .doesNotContain("203.0.113", "2001:db8", "198.51", "rv:141", "Mozilla", "AppleWebKit", "secret-agent");
        assertThat(hit(1, 0, "203.0.113.195", House.FIREFOX).toString()).doesNotContain("203", "Firefox");
        open();
    }

    @Test
    void thePastIsStoredByTheSameRules() {
        var past = new ArrayList<Seen>();
        var start = Instant.parse("2026-01-01T10:00:00Z");
        for (int i = 0; i < 100; i++) {
            past.add(new Seen(start.plusSeconds(60L * i), view("192.0.2." + i % 10)));
        }
        past.add(new Seen(start.plusSeconds(9_000), hit(1, 0, "192.0.2.1", "curl/8")));
        house.traffic.store(past, new SplittableRandom(1));

        var report = house.report("2026-01-01", "2026-01-01");
        assertThat(House.figures(report.total())).containsExactly(10L, 100L, 0L);
        assertThat(report.leftOut()).containsExactly(new LeftOut(Reason.PROGRAM, 1));
        assertThat(house.db.number("select count(*) from salt")).isZero();
    }

    @Test
    void aClickNeedsABlock() {
        assertThatThrownBy(() -> new Act.Click("/", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private void assertLeftOut(Reason reason) {
        var report = house.today();
        assertThat(report.empty()).isTrue();
        assertThat(report.leftOut()).containsExactly(new LeftOut(reason, 1));
    }

    private long visitors() {
        return house.db.number("select count(distinct visitor) from log");
    }

    private record Stored(@org.jspecify.annotations.Nullable String referrer) {}
}
