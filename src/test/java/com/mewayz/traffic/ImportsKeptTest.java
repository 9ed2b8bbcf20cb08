package com.mewayz.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.platform.Problem;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an import holds, while it is read, kept and undone, and after a crash. */
class ImportsKeptTest {
    private static final Import.Outcome OUTCOME = new Import.Outcome("Plausible", 1, 0, List.of());
    private static final long FIRST = LocalDate.parse("2026-02-01").toEpochDay();
    private static final Tally ONE = new Tally(1, 2, 0, 0, 1, 0, 3);

    @TempDir
    Path folder;

    House house;
    Imports imports;

    @BeforeEach
    void open() {
        house = new House(folder);
        imports = new Imports(house.db, house.clock);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void piecesOfTheSameDayAddUp() {
        long id = reading();
        imports.store(id, days(0, 3), 10);
        assertThat(imports.get(1, id).percent()).isEqualTo(10);
        imports.store(id, days(2, 2), 90);
        imports.ready(id, OUTCOME);
        assertThat(imports.get(1, id).percent()).isEqualTo(100);
        assertThat(house.db.number("select figures from import where id = ?", id))
                .isEqualTo(4);
        imports.keep(1, id);
        assertThat(visitors()).containsExactly(1L, 1L, 2L, 1L, 0L, 0L);
    }

    @Test
    void undoingPassesOnOnlyItsOwnDays() {
        long first = kept(0, 3);
        long second = kept(1, 4);
        long third = kept(2, 4);
        assertThat(visitors()).containsExactly(1L, 1L, 1L, 1L, 1L, 1L);
        imports.undo(1, first);
        assertThat(owners()).containsExactly(second, second, second, second, third);
        imports.undo(1, second);
        assertThat(owners()).containsExactly(third, third, third, third);
        imports.undo(1, third);
        assertThat(owners()).isEmpty();
        assertThat(house.db.number("select count(*) from imported")).isZero();
        assertThat(house.db.number("select count(*) from imported_day")).isZero();
    }

    @Test
    void whatIsBeingReadIsNotUndone() {
        long id = reading();
        assertThatThrownBy(() -> imports.undo(1, id)).hasMessageContaining("being read");
        imports.store(id, days(0, 1), 50);
        Imports.forget(house.db, 1);
        assertThatThrownBy(() -> imports.store(id, days(1, 1), 60)).isInstanceOf(Problem.class);
        assertThat(house.db.number("select count(*) from imported")).isZero();
    }

    @Test
    void aFileThatStopsTheServerTwiceIsRefused() {
        long id = reading();
        imports.store(id, days(0, 3), 10);
        imports.recover();
        assertThat(imports.get(1, id).state()).isEqualTo(Import.State.WAITING);
        assertThat(house.db.number("select count(*) from imported")).isZero();
        assertThat(imports.next().orElseThrow().id()).isEqualTo(id);
        imports.store(id, days(0, 3), 10);
        imports.recover();
        assertThat(imports.get(1, id).state()).isEqualTo(Import.State.REFUSED);
        assertThat(imports.get(1, id).why()).contains("stopped twice");
        assertThat(house.db.number("select count(*) from imported")).isZero();
        assertThat(house.db.number("select count(*) from import_file")).isZero();
    }

    @Test
    void aWorkspaceHoldsOnlySoMuch() {
        long full = kept(0, 2);
        house.db.run("update import set figures = 599999 where id = ?", full);
        long id = reading();
        imports.store(id, days(3, 1), 10);
        assertThatThrownBy(() -> imports.store(id, days(4, 1), 20)).hasMessageContaining("at most 600000");
        imports.ready(id, OUTCOME);
        assertThatThrownBy(() -> imports.begin(1, 1, 1, "x.csv", new byte[] {1}))
                .hasMessageContaining("Undo an import");
        assertThat(imports.begin(2, 2, 1, "x.csv", new byte[] {1})).isPositive();
        imports.undo(1, id);
        assertThat(imports.begin(1, 1, 1, "x.csv", new byte[] {1})).isPositive();
    }

    private long reading() {
        imports.begin(1, 1, 1, "x.csv", new byte[] {1});
        return imports.next().orElseThrow().id();
    }

    private long kept(int from, int count) {
        long id = reading();
        imports.store(id, days(from, count), 50);
        imports.ready(id, OUTCOME);
        imports.keep(1, id);
        return id;
    }

    private static List<Import.Line> days(int from, int count) {
        return LongStream.range(from, from + count)
                .mapToObj(day -> new Import.Line(null, FIRST + day, "", ONE))
                .toList();
    }

    private List<Long> visitors() {
        return house.report("2026-02-01", "2026-02-06").days().stream()
                .map(Report.Day::visitors)
                .toList();
    }

    private List<Long> owners() {
        return house.db.list(Owner.class, "select import as importer from import_day order by day").stream()
                .map(owner -> owner.importer)
                .toList();
    }

    private record Owner(long importer) {}
}
