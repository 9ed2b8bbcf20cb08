package com.mewayz.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Single acts are counted from open and sealed days alike, and what events were worth outlives their rows. */
class ActsTest {
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
    void sealedDaysGiveTheSameAsOpenOnes() {
        house.traffic.happened(House.view("192.0.2.1"));
        house.traffic.happened(House.click("192.0.2.1", 9));
        house.traffic.happened(House.click("192.0.2.2", 9));
        house.traffic.happened(House.click("192.0.2.3", 8));
        house.traffic.flush();
        var question = question();
        var open = new Acts(house.db).count(question, Dimension.LINK, "9", Set.of(Dimension.SOURCE));
        assertThat(open.total().clicks()).isEqualTo(2);
        assertThat(open.total().visitors()).isEqualTo(2);
        assertThat(open.total().views()).as("only the act itself").isZero();
        house.clock.forward(Duration.ofDays(2));
        house.traffic.seal();
        assertThat(new Acts(house.db).count(question, Dimension.LINK, "9", Set.of(Dimension.SOURCE)))
                .isEqualTo(open);
    }

    @Test
    void severalAreCountedAtOnce() {
        house.traffic.happened(House.view("192.0.2.1"));
        house.traffic.happened(House.click("192.0.2.1", 9));
        house.traffic.happened(House.click("192.0.2.2", 9_000_000_000_001L));
        house.traffic.flush();
        var counted = new Acts(house.db)
                .count(
                        question(),
                        List.of(
                                new Acts.Wanted(Dimension.LINK, "9"),
                                new Acts.Wanted(Dimension.PAGE, "/*"),
                                new Acts.Wanted(Dimension.OUTBOUND, "*"),
                                new Acts.Wanted(Dimension.LINK, "none")),
                        Set.of());
        assertThat(counted).extracting(each -> each.total().visitors()).containsExactly(1L, 1L, 0L, 0L);
    }

    @Test
    void filtersChooseTheVisits() {
        house.traffic.happened(House.arrival("https://instagram.com/", ""));
        house.traffic.happened(House.click("192.0.2.77", 9));
        house.traffic.happened(House.click("192.0.2.2", 9));
        house.traffic.flush();
        var filtered =
                new Question(List.of(1L), question().period(), List.of(Filter.is(Dimension.SOURCE, "Instagram")));
        assertThat(new Acts(house.db)
                        .count(filtered, Dimension.LINK, "9", Set.of())
                        .total()
                        .clicks())
                .isEqualTo(1);
    }

    @Test
    void whatEventsWereWorthOutlivesTheirRows() {
        order("192.0.2.1", 1250, "EUR");
        order("192.0.2.2", 250, "EUR");
        order("192.0.2.2", 99, "JPY");
        house.traffic.flush();
        var question = question();
        var worth = List.of(
                new Acts.Worth(LocalDate.parse("2026-03-10"), "EUR", 2, 1500),
                new Acts.Worth(LocalDate.parse("2026-03-10"), "JPY", 1, 99));
        assertThat(new Acts(house.db).worth(question, "Order")).isEqualTo(worth);
        house.clock.forward(Duration.ofDays(200));
        house.traffic.seal();
        assertThat(house.db.number("select count(*) from log")).isZero();
        assertThat(house.db.number("select count(*) from event_detail")).isZero();
        assertThat(new Acts(house.db).worth(question, "Order")).isEqualTo(worth);
        assertThat(new Acts(house.db)
                        .count(question, Dimension.EVENT, "Order", Set.of())
                        .total()
                        .events())
                .isEqualTo(3);
    }

    private void order(String address, long amount, String currency) {
        house.pass(1_000);
        house.traffic.happened(new Hit(
                1,
                new Act.Named("/", "Order", null, amount, currency),
                new Trace("GET", address, House.SAFARI, "", "", "https://mia.example", "", "", false)));
    }

    private Question question() {
        return Question.of(
                List.of(1L), Period.of(LocalDate.parse("2026-03-09"), LocalDate.parse("2026-03-11"), house.zone));
    }
}
