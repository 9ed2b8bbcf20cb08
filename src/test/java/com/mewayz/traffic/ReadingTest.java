package com.mewayz.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heat, funnel, what goes on now, and the rows themselves: exact on rows that were put there. */
class ReadingTest {
    @TempDir
    Path folder;

    House house;
    Visits visits;

    @BeforeEach
    void open() {
        house = new House(folder);
        visits = new Visits(house.db, house.clock);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void nothingIsZeroEverywhere() {
        assertThat(visits.heat(week()).weekdays()).hasSize(7).allMatch(hours -> hours.size() == 24);
        assertThat(visits.heat(week()).weekdays().stream().flatMap(List::stream))
                .containsOnly(Tally.NOTHING);
        assertThat(visits.funnel(week(), List.of(Funnel.Step.VISIT, Funnel.Step.CLICK))
                        .steps())
                .extracting(Funnel.Reached::visitors)
                .containsExactly(0L, 0L);
        var now = visits.realtime(List.of(1L));
        assertThat(now.present()).isZero();
        assertThat(now.minutes()).hasSize(30).allMatch(minute -> minute.tally().equals(Tally.NOTHING));
        assertThat(now.by(Dimension.PAGE)).isEmpty();
        assertThat(visits.lines(week(), Lines.Which.ALL, "", 10)).isEqualTo(new Lines(List.of(), ""));
    }

    @Test
    void hoursOfAWeekdayAreAddedUpSealedOrNot() {
        see("2026-03-02T09:10:00Z", "a");
        see("2026-03-02T09:50:00Z", "a");
        see("2026-03-02T10:00:00Z", "a");
        see("2026-03-09T09:59:59Z", "b");
        see("2026-03-10T23:30:00Z", "b");
        for (int round = 0; round < 2; round++) {
            var heat = visits.heat(question("2026-03-01", "2026-03-10"));
            assertThat(heat.at(DayOfWeek.MONDAY, 9).visitors()).isEqualTo(2);
            assertThat(heat.at(DayOfWeek.MONDAY, 9).views()).isEqualTo(3);
            assertThat(heat.at(DayOfWeek.MONDAY, 10).visitors()).isEqualTo(1);
            assertThat(heat.at(DayOfWeek.TUESDAY, 23).views()).isEqualTo(1);
            assertThat(heat.weekdays().stream().flatMap(List::stream).mapToLong(Tally::views))
                    .satisfies(views -> assertThat(
                                    views.stream().mapToLong(Long::longValue).sum())
                            .isEqualTo(5));
            house.clock.set("2026-03-12T00:00:00Z");
            house.traffic.seal();
        }
    }

    @Test
    void aFunnelCountsStepsInTheirOrderWithinADay() {
        see("2026-03-10T08:00:00Z", "a"); // visit, shop, click, signup
        act("2026-03-10T08:01:00Z", "a", new Act.View("/shop"));
        act("2026-03-10T08:02:00Z", "a", new Act.Click("/shop", 7));
        act("2026-03-10T12:00:00Z", "a", new Act.Named("/shop", "signup", null, 0, null));
        act("2026-03-10T08:00:30Z", "b", new Act.Click("/", 7)); // clicked before the shop
        act("2026-03-10T08:01:30Z", "b", new Act.View("/shop"));
        see("2026-03-10T23:50:00Z", "c"); // goes on after midnight: another day
        act("2026-03-11T00:01:00Z", "c", new Act.Click("/", 7));
        var question = question("2026-03-10", "2026-03-11");
        assertThat(reached(question, "visit", "click")).containsExactly(3L, 1L);
        assertThat(reached(question, "page:/shop", "link:7", "event:signup")).containsExactly(2L, 1L, 1L);
        assertThat(reached(question, "page:/shop", "link:8")).containsExactly(2L, 0L);
        assertThat(reached(question, "visit", "visit"))
                .as("one view is one step")
                .containsExactly(3L, 1L);
        assertThat(reached(
                        new Question(List.of(1L), question.period(), List.of(Filter.is(Dimension.EVENT, "signup"))),
                        "visit",
                        "click"))
                .as("the event belongs to a later visit of its own")
                .containsExactly(0L, 0L);
        house.clock.set("2026-03-13T00:00:00Z");
        house.traffic.seal();
        assertThat(reached(question, "visit", "click")).containsExactly(3L, 1L);
    }

    @Test
    void stepsHaveWords() {
        for (var word : List.of("visit", "click", "page:/a:b", "link:5", "event:signup", "outbound:https://a.b/c")) {
            assertThat(Funnel.Step.of(word)).get().extracting(Funnel.Step::word).isEqualTo(word);
        }
        for (var word : List.of("", "page", "page:", "source:X", "nothing:1")) {
            assertThat(Funnel.Step.of(word)).isEmpty();
        }
    }

    @Test
    void nowIsTheLastHalfHour() {
        see("2026-03-10T11:30:59Z", "old"); // the minute before the thirty
        see("2026-03-10T11:31:00Z", "a");
        act("2026-03-10T11:40:00Z", "a", new Act.Click("/", 7));
        see("2026-03-10T11:55:00Z", "b"); // five minutes ago is not within five minutes
        see("2026-03-10T11:55:01Z", "c");
        act("2026-03-10T12:00:00Z", "d", new Act.View("/shop"));
        house.clock.set("2026-03-10T12:00:00Z");
        house.traffic.flush();
        var now = visits.realtime(List.of(1L));
        assertThat(now.present()).isEqualTo(2);
        assertThat(House.figures(now.total())).containsExactly(4L, 4L, 1L);
        assertThat(now.minutes().getFirst().start()).isEqualTo("2026-03-10T11:31:00Z");
        assertThat(now.minutes().getFirst().tally().visitors()).isEqualTo(1);
        assertThat(now.minutes().get(9).tally().clicks()).isEqualTo(1);
        assertThat(now.minutes().getLast().tally().views()).isEqualTo(1);
        assertThat(now.by(Dimension.PAGE).stream()
                        .map(part -> Map.entry(part.value(), part.tally().visitors())))
                .containsExactly(Map.entry("/", 3L), Map.entry("/shop", 1L));
        assertThat(now.by(Dimension.LINK)).extracting(Report.Part::value).containsExactly("7");
        assertThat(visits.realtime(List.of(2L)).present()).isZero();
        house.clock.forward(Duration.ofHours(1));
        assertThat(visits.realtime(List.of(1L)).total()).isEqualTo(Tally.NOTHING);
    }

    @Test
    void aVisitorIsCountedOnceInAMinuteAndOnceByEachValue() {
        see("2026-03-10T11:50:00Z", "a");
        act("2026-03-10T11:50:20Z", "a", new Act.View("/shop"));
        act("2026-03-10T11:51:00Z", "a", new Act.View("/"));
        act("2026-03-10T11:51:30Z", "a", new Act.View("/shop"));
        see("2026-03-10T11:51:40Z", "b");
        house.clock.set("2026-03-10T12:00:00Z");
        var now = visits.realtime(List.of(1L));
        assertThat(House.figures(now.total())).containsExactly(2L, 5L, 0L);
        assertThat(now.minutes().get(19).tally().visitors()).isEqualTo(1);
        assertThat(House.figures(now.minutes().get(20).tally())).containsExactly(2L, 3L, 0L);
        assertThat(now.by(Dimension.PAGE).stream().map(part -> Map.entry(part.value(), House.figures(part.tally()))))
                .containsExactly(Map.entry("/", List.of(2L, 3L, 0L)), Map.entry("/shop", List.of(1L, 2L, 0L)));
        assertThat(now.present()).isZero();
        assertThat(visits.present(List.of(1L))).isZero();
    }

    @Test
    void ofTooMuchOnlyTheNewestIsCounted() {
        for (int i = 0; i < 10; i++) {
            act("2026-03-10T11:5%d:00Z".formatted(i), "v" + i, new Act.View("/" + i));
        }
        house.clock.set("2026-03-10T12:00:00Z");
        var reading = new Realtime.Reading(house.db, 3);
        var now = reading.read(List.of(1L), house.clock.instant());
        assertThat(now.more()).isTrue();
        assertThat(now.present()).as("of all").isEqualTo(4).isEqualTo(visits.present(List.of(1L)));
        assertThat(now.by(Dimension.PAGE)).extracting(Report.Part::value).containsExactly("/7", "/8", "/9");
        assertThat(House.figures(now.total())).containsExactly(3L, 3L, 0L);
        assertThat(new Realtime.Reading(house.db, 10)
                        .read(List.of(1L), house.clock.instant())
                        .more())
                .isFalse();
    }

    @Test
    void ofManyPagesTheLargestAreListed() {
        house.clock.set("2026-03-10T11:50:00Z");
        for (int i = 0; i < 120; i++) {
            for (int view = 0; view < (i % 10 == 0 ? 2 : 1); view++) {
                house.traffic.happened(arrival("p" + i + "-" + view, new Act.View("/" + i)));
            }
        }
        house.traffic.flush();
        var now = visits.realtime(List.of(1L));
        assertThat(now.values(Dimension.PAGE)).isEqualTo(120);
        assertThat(now.by(Dimension.PAGE)).hasSize(Realtime.LISTED);
        assertThat(now.by(Dimension.PAGE).subList(0, 12))
                .allMatch(part -> part.value().endsWith("0") && part.tally().visitors() == 2);
    }

    @Test
    void whoeverWatchesTheSameSitesSharesWhatIsSeen() {
        var ticks = new AtomicLong();
        var watch = new Watch(visits, List.of(1L), house.clock, ticks::get);
        var nothing = watch.look();
        see("2026-03-10T12:00:00Z", "a");
        assertThat(watch.look()).as("within a second").isSameAs(nothing);
        ticks.addAndGet(Watch.PAUSE);
        var one = watch.look();
        assertThat(one.present()).isEqualTo(1);
        house.traffic.happened(House.hit(2, 0, "192.0.2.9", House.SAFARI));
        house.traffic.flush();
        ticks.addAndGet(Watch.PAUSE);
        assertThat(watch.look()).as("a visit elsewhere").isSameAs(one);
        house.clock.forward(Duration.ofMinutes(1));
        ticks.addAndGet(Watch.PAUSE);
        assertThat(watch.look().minutes().getLast().start()).isEqualTo("2026-03-10T12:01:00Z");
        var held = visits.watch(List.of(1L, 2L));
        assertThat(visits.watch(List.of(2L, 1L))).isSameAs(held);
        assertThat(visits.watch(List.of(1L))).isNotSameAs(held);
    }

    @Test
    void rowsComeNewestFirstPageByPage() {
        for (int i = 0; i < 5; i++) {
            see("2026-03-0%dT10:00:00Z".formatted(i + 1), "v" + i);
            act("2026-03-0%dT10:00:20Z".formatted(i + 1), "v" + i, new Act.Click("/", i + 1));
        }
        var question = question("2026-03-01", "2026-03-05");
        var first = visits.lines(question, Lines.Which.ALL, "", 3);
        assertThat(first.lines()).extracting(Line::kind).containsExactly(Kind.CLICK, Kind.VIEW, Kind.CLICK);
        assertThat(first.lines().getFirst().at()).isEqualTo("2026-03-05T10:00:20Z");
        assertThat(first.lines().getFirst().target()).isEqualTo("5");
        assertThat(first.lines().get(1).first()).isTrue();
        assertThat(first.lines().get(1).device()).isEqualTo("phone");
        var second = visits.lines(question, Lines.Which.ALL, first.next(), 7);
        assertThat(second.lines()).hasSize(7);
        assertThat(second.next()).isEmpty();
        assertThat(visits.lines(question, Lines.Which.VIEWS, "", 10).lines()).hasSize(5);
        assertThat(visits.lines(question, Lines.Which.CLICKS, "", 10).lines()).hasSize(5);
        var filtered = new Question(List.of(1L), question.period(), List.of(Filter.is(Dimension.LINK, "2")));
        assertThat(visits.lines(filtered, Lines.Which.ALL, "", 10).lines())
                .extracting(Line::kind)
                .containsExactly(Kind.CLICK, Kind.VIEW);
        house.clock.set("2026-06-10T00:00:00Z");
        house.traffic.seal();
        assertThat(visits.lines(question, Lines.Which.ALL, "", 10).lines())
                .as("kept for 90 days")
                .isEmpty();
        assertThat(visits.report(question, Set.of()).total().views()).isEqualTo(5);
    }

    @Test
    void filtersChooseTheRowsOfWholeVisitsOfAllSites() {
        see("2026-03-05T10:00:00Z", "a");
        act("2026-03-05T10:01:00Z", "a", new Act.View("/shop"));
        act("2026-03-05T10:02:00Z", "a", new Act.Click("/shop", 7));
        see("2026-03-05T11:00:00Z", "b");
        house.traffic.happened(House.hit(2, 7, "192.0.2.9", House.FIREFOX));
        house.traffic.flush();
        var question = question("2026-03-05", "2026-03-05");
        var both = new Question(List.of(1L, 2L), question.period(), List.of());
        assertThat(visits.lines(both, Lines.Which.ALL, "", 10).lines())
                .extracting(Line::site)
                .containsExactly(2L, 1L, 1L, 1L, 1L);
        var page = visits.lines(both, Lines.Which.ALL, "", 2);
        assertThat(page.lines()).extracting(Line::site).containsExactly(2L, 1L);
        assertThat(visits.lines(both, Lines.Which.ALL, page.next(), 2).lines())
                .extracting(Line::kind)
                .containsExactly(Kind.CLICK, Kind.VIEW);
        assertThat(kinds(both, Lines.Which.ALL, Filter.is(Dimension.PAGE, "/shop")))
                .containsExactly(Kind.CLICK, Kind.VIEW, Kind.VIEW);
        assertThat(kinds(both, Lines.Which.VISITS, Filter.is(Dimension.PAGE, "/shop")))
                .containsExactly(Kind.VIEW);
        assertThat(kinds(both, Lines.Which.ALL, new Filter(Dimension.PAGE, Set.of("/shop"), true)))
                .containsExactly(Kind.CLICK, Kind.VIEW);
        assertThat(kinds(
                        both,
                        Lines.Which.ALL,
                        Filter.is(Dimension.LINK, "7"),
                        new Filter(Dimension.BROWSER, Set.of("Firefox"), true)))
                .containsExactly(Kind.CLICK, Kind.VIEW, Kind.VIEW);
        assertThat(kinds(both, Lines.Which.ALL, Filter.is(Dimension.CAMPAIGN, "")))
                .hasSize(5);
        assertThat(kinds(both, Lines.Which.ALL, Filter.is(Dimension.CAMPAIGN, "never")))
                .isEmpty();
        assertThat(kinds(both, Lines.Which.ALL, new Filter(Dimension.CAMPAIGN, Set.of("never"), true)))
                .hasSize(5);
    }

    private List<Kind> kinds(Question question, Lines.Which which, Filter... filters) {
        return visits
                .lines(new Question(question.sites(), question.period(), List.of(filters)), which, "", 10)
                .lines()
                .stream()
                .map(Line::kind)
                .toList();
    }

    private List<Long> reached(Question question, String... steps) {
        house.traffic.flush();
        return visits
                .funnel(
                        question,
                        List.of(steps).stream()
                                .map(step -> Funnel.Step.of(step).orElseThrow())
                                .toList())
                .steps()
                .stream()
                .map(Funnel.Reached::visitors)
                .toList();
    }

    private void see(String at, String who) {
        act(at, who, new Act.View("/"));
    }

    private void act(String at, String who, Act act) {
        house.clock.set(at);
        house.traffic.happened(arrival(who, act));
        house.traffic.flush();
    }

    private static Hit arrival(String who, Act act) {
        return new Hit(
                1,
                act,
                new Trace("GET", "198.51.100." + who, House.SAFARI, "de", "", "https://mia.example", "", "", false));
    }

    private Question week() {
        return question("2026-03-04", "2026-03-10");
    }

    private Question question(String from, String to) {
        house.traffic.flush();
        return Question.of(List.of(1L), Period.of(LocalDate.parse(from), LocalDate.parse(to), house.zone));
    }
}
