package com.mewayz.traffic;

import static com.mewayz.traffic.House.click;
import static com.mewayz.traffic.House.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.mewayz.facts.SiteFact.SiteChanged;
import com.mewayz.facts.SiteFact.SiteDeleted;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Ids;
import com.mewayz.platform.jobs.Jobs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisitsTest {
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
    void anEmptyDatabaseShowsZeros() {
        var report = house.report("2026-03-09", "2026-03-10");
        assertThat(report.empty()).isTrue();
        assertThat(days("2026-03-09", "2026-03-10"))
                .containsExactly(day("2026-03-09", 0, 0, 0), day("2026-03-10", 0, 0, 0));
        assertThat(report.total()).isEqualTo(Tally.NOTHING);
        assertThat(report.total().rate()).isZero();
        assertThat(report.previous()).isEqualTo(Tally.NOTHING);
        assertThat(report.by(Dimension.LINK)).isEmpty();
        assertThat(report.by(Dimension.SOURCE)).isEmpty();
        assertThat(report.leftOut()).isEmpty();
    }

    @Test
    void noSitesAreEmptyToo() {
        var report = new Visits(house.db, house.clock)
                .report(Question.of(List.of(), Period.last(7, ZoneOffset.UTC, house.clock)), Set.of());
        assertThat(report.empty()).isTrue();
        assertThat(report.days()).hasSize(7);
    }

    @Test
    void theDayTheClocksGoForwardHas23Hours() {
        house.zone = House.BERLIN;
        visit("2026-03-28T22:59:59.999Z"); // the 28th, 23:59:59.999
        visit("2026-03-28T23:00:00Z"); // the 29th, 00:00
        visit("2026-03-29T21:59:59.999Z"); // the 29th, 23:59:59.999 summer time
        visit("2026-03-29T22:00:00Z"); // the 30th, 00:00
        assertThat(days("2026-03-28", "2026-03-30"))
                .containsExactly(day("2026-03-28", 1, 1, 0), day("2026-03-29", 2, 2, 0), day("2026-03-30", 1, 1, 0));
    }

    @Test
    void theDayTheClocksGoBackHas25Hours() {
        house.zone = House.BERLIN;
        visit("2026-10-24T21:59:59.999Z"); // the 24th, 23:59:59.999 summer time
        visit("2026-10-24T22:00:00Z"); // the 25th, 00:00
        visit("2026-10-25T00:30:00Z"); // 02:30 for the first time
        visit("2026-10-25T01:30:00Z"); // 02:30 for the second time
        visit("2026-10-25T22:59:59.999Z"); // the 25th, 23:59:59.999
        visit("2026-10-25T23:00:00Z"); // the 26th
        assertThat(days("2026-10-24", "2026-10-26"))
                .containsExactly(day("2026-10-24", 1, 1, 0), day("2026-10-25", 4, 4, 0), day("2026-10-26", 1, 1, 0));
    }

    @Test
    void theDayBeforeIsComparedUpToTheSameTime() {
        visit("2026-03-09T09:00:00Z");
        visit("2026-03-09T15:00:00Z");
        visit("2026-03-10T08:00:00Z");
        house.clock.set("2026-03-10T10:00:00Z");
        assertThat(house.today().total().views()).isEqualTo(1);
        assertThat(house.today().previous().views()).isEqualTo(1);
        house.clock.set("2026-03-10T23:00:00Z");
        assertThat(house.today().previous().views()).isEqualTo(2);
        house.clock.set("2026-03-11T01:00:00Z");
        assertThat(house.report("2026-03-10", "2026-03-10").previous().views())
                .as("a day that is over is compared with a whole one")
                .isEqualTo(2);
    }

    @Test
    void figuresAreExact() {
        for (int i = 0; i < 40; i++) {
            house.pass(60_000);
            house.traffic.happened(
                    i % 4 == 0 ? House.hit(1, 0, "192.0.2." + i, House.FIREFOX) : view("192.0.2." + i % 10));
            if (i % 2 == 0) {
                house.traffic.happened(click("192.0.2." + i % 10, i % 3 + 1));
            }
        }
        var report = house.today();
        assertThat(House.figures(report.total())).containsExactly(20L, 40L, 20L);
        assertThat(report.total().rate()).isEqualTo(0.5);
        assertThat(House.visitors(report, Dimension.DEVICE))
                .containsExactly(Map.entry("computer", 10L), Map.entry("phone", 10L));
        assertThat(House.clicks(report).stream().mapToLong(Map.Entry::getValue).sum())
                .isEqualTo(20);
        assertThat(House.visitors(report, Dimension.SOURCE)).containsExactly(Map.entry("Direct", 20L));
        assertThat(new Visits(house.db, house.clock).totals(List.of(1L, 2L), report.period()))
                .containsExactly(Map.entry(1L, report.total()));
    }

    @Test
    void aLinkIsMeasuredByItsOwnSite() {
        for (int i = 0; i < 4; i++) {
            house.traffic.happened(view("192.0.2." + i));
            house.traffic.happened(House.hit(2, 0, "192.0.2." + i, House.SAFARI));
        }
        house.traffic.happened(click("192.0.2.1", 5));
        house.traffic.happened(click("192.0.2.2", 5));
        house.traffic.happened(House.hit(2, 6, "192.0.2.3", House.SAFARI));
        house.traffic.flush();
        var today = LocalDate.parse("2026-03-10");
        var report = new Visits(house.db, house.clock)
                .report(
                        Question.of(List.of(1L, 2L), Period.of(today, today, house.zone)),
                        EnumSet.of(Dimension.LINK, Dimension.PAGE));
        assertThat(report.total().views()).isEqualTo(8);
        assertThat(report.by(Dimension.LINK))
                .extracting(Report.Part::value, link -> link.tally().rate())
                .containsExactly(tuple("5", 0.5), tuple("6", 0.25));
    }

    /** A shop of three pages: 40 s on the first, 20 s on the second, and nobody knows how long on the last. */
    @Test
    void timeBelongsToThePageThatWasOpen() {
        open("/", 0);
        open("/shop", 40);
        open("/thanks", 20);
        var report = house.today();
        assertThat(report.by(Dimension.PAGE))
                .extracting(Report.Part::value, page -> page.tally().stay())
                .containsExactlyInAnyOrder(tuple("/", 40L), tuple("/shop", 20L), tuple("/thanks", 0L));
        assertThat(report.by(Dimension.ENTRY))
                .extracting(
                        Report.Part::value,
                        page -> page.tally().duration(),
                        page -> page.tally().bounceRate())
                .containsExactly(tuple("/", 60L, 0.0));
        assertThat(report.by(Dimension.EXIT))
                .extracting(Report.Part::value, page -> page.tally().visits())
                .containsExactly(tuple("/thanks", 1L));
    }

    private void open(String page, int secondsLater) {
        house.pass(1_000L * secondsLater);
        house.traffic.happened(new Hit(1, new Act.View(page), view("192.0.2.1").trace()));
    }

    @Test
    void aDeletedSitesRowsGoWhenItCanBeRestoredNoMore() {
        for (long site = 1; site <= 3; site++) {
            house.traffic.happened(House.hit(site, 0, "192.0.2.1", House.SAFARI));
            house.traffic.happened(House.hit(site, 0, "192.0.2.1", "curl/8"));
        }
        house.traffic.flush();
        try (var main = Db.open(
                folder.resolve("main.db"),
                Db.Durability.NORMAL,
                List.of("0001-house.sql"),
                house.clock,
                new Ids(house.clock))) {
            var bus = new Bus(main, house.clock);
            house.traffic.listen(bus);
            main.inTransaction(() -> bus.publish(new SiteDeleted(1, 1, 1, "mia")));
            main.inTransaction(() -> bus.publish(new SiteDeleted(1, 1, 2, "leo")));
            bus.deliver();
            main.inTransaction(() -> bus.publish(new SiteChanged(1, 1, 2, "restored")));
            bus.deliver();
        }
        var jobs = new Jobs(house.db, house.clock);
        house.traffic.jobs(jobs);
        house.clock.forward(Duration.ofDays(30));
        jobs.run("forget-deleted-sites");
        assertThat(house.db.number("select count(*) from log")).isEqualTo(3);

        house.clock.forward(Duration.ofDays(1));
        jobs.run("forget-deleted-sites");
        assertThat(house.db.number("select count(*) from log where site = 1")).isZero();
        assertThat(house.db.number("select count(*) from log")).isEqualTo(2);
        assertThat(house.db.number("select count(*) from left_out")).isEqualTo(2);
        assertThat(house.db.number("select count(*) from gone")).isZero();
    }

    private void visit(String at) {
        house.clock.set(at);
        house.traffic.happened(view("10.0.0." + Math.floorMod(at.hashCode(), 250)));
    }

    private List<Figures> days(String from, String to) {
        return house.report(from, to).days().stream()
                .map(day -> new Figures(day.day(), day.visitors(), day.views(), day.clicks()))
                .toList();
    }

    private static Figures day(String day, long visitors, long views, long clicks) {
        return new Figures(LocalDate.parse(day), visitors, views, clicks);
    }

    private record Figures(LocalDate day, long visitors, long views, long clicks) {}
}
