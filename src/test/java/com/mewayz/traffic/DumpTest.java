package com.mewayz.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day leaves in pieces as it would leave whole, sealed or not. */
class DumpTest {
    private static final LocalDate DAY = LocalDate.parse("2026-03-10");

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
    void piecesAreTheWholeWhetherLoggedOrSealedOrBoth() throws Exception {
        for (int i = 0; i < 10; i++) {
            act(i, "192.0.2." + i % 4, new Act.View("/" + i % 3));
        }
        var logged = acts(3);
        assertThat(logged).hasSize(10);
        assertThat(logged.getFirst().subList(0, 7)).containsExactly("2026-03-10", "12:00", "view", "1", "1", "0", "/0");
        assertThat(logged).extracting(cells -> cells.get(3)).startsWith("1", "2", "3", "4", "1", "2");
        assertThat(acts(1_000)).isEqualTo(logged);

        house.db.run("update open_day set rows = 20000"); // as if so many had come: the day is sealed and goes on
        house.traffic.seal();
        assertThat(house.db.number("select rows from sealed_day where closed = 0"))
                .isEqualTo(10);
        assertThat(acts(3)).isEqualTo(logged);
        act(20, "192.0.2.1", new Act.Click("/1", 7));
        act(21, "192.0.2.9", new Act.View("/new"));
        var grown = acts(3);
        assertThat(grown.subList(0, 10)).isEqualTo(logged);
        assertThat(grown.subList(10, 12).stream().map(cells -> cells.subList(1, 8)))
                .containsExactly(
                        List.of("12:20", "click", "2", "2", "660", "/1", "7"),
                        List.of("12:21", "view", "5", "5", "0", "/new", ""));

        house.clock.set("2026-03-12T00:00:00Z");
        house.traffic.seal();
        assertThat(house.db.number("select rows from sealed_day where closed = 1"))
                .isEqualTo(12);
        assertThat(acts(5)).isEqualTo(grown);
        house.clock.set("2026-06-20T00:00:00Z");
        house.traffic.seal();
        assertThat(house.db.number("select count(*) from log")).isZero();
        assertThat(acts(4)).isEqualTo(grown);
        assertThat(acts(12)).isEqualTo(grown);
    }

    @Test
    void aDayMayBeSealedWhileItLeaves() throws Exception {
        for (int i = 0; i < 6; i++) {
            act(i, "192.0.2." + i, new Act.View("/" + i));
        }
        var whole = acts(1_000);
        house.db.run("update open_day set rows = 20000");
        house.traffic.seal();
        var slices = new Slices(house.db, 1, DAY.toEpochDay(), 4);
        int rows = rows(slices.next());
        act(7, "192.0.2.3", new Act.View("/late"));
        house.clock.set("2026-03-12T00:00:00Z");
        house.traffic.seal();
        for (var piece = slices.next(); piece != null; piece = slices.next()) {
            rows += piece.rows;
        }
        assertThat(rows).isEqualTo(7);
        assertThat(acts(4).subList(0, 6)).isEqualTo(whole);
    }

    @Test
    void eventsLeaveInPiecesToo() throws Exception {
        for (int i = 0; i < 7; i++) {
            act(i, "192.0.2.1", new Act.Named("/", "order" + i, "{\"n\":" + i + "}", i, "EUR"));
        }
        List<String> names = new ArrayList<>();
        new Dump(house.db, 3).events(1, DAY, cells -> names.add(cells.get(2) + cells.get(5)));
        assertThat(names).hasSize(7).startsWith("order0{\"n\":0}").endsWith("order6{\"n\":6}");
        assertThat(acts(3)).extracting(cells -> cells.get(7)).contains("order0", "order6");
    }

    private static int rows(@Nullable Day day) {
        return Objects.requireNonNull(day).rows;
    }

    private List<List<String>> acts(int slice) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        new Dump(house.db, slice).acts(1, DAY, rows::add);
        return rows;
    }

    private void act(int minute, String address, Act act) {
        house.clock.set("2026-03-10T12:%02d:00Z".formatted(minute));
        house.traffic.happened(new Hit(
                1, act, new Trace("GET", address, House.SAFARI, "de", "", "https://mia.example", "", "", false)));
        house.traffic.flush();
    }
}
