package com.mewayz.traffic;

import com.mewayz.platform.db.Db;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Hits that are sorted and wait to be stored: the counted ones, and how many were left out. */
final class Batch {
    /** Site, day and time, and then {@link Column}s. */
    static final int COLUMNS = 3 + Column.values().length;

    private static final long QUARTER = Duration.ofMinutes(15).toMillis();

    private static final String INSERT = "insert into log (site, day, at, " + Column.LOGGED + ") values ("
            + Stream.generate(() -> "?").limit(COLUMNS).collect(Collectors.joining(", ")) + ")";

    private final List<Line> lines = new ArrayList<>();
    private final Map<Slot, Long> leftOut = new LinkedHashMap<>();

    /** @param row in the order of the insert; {@code detail}: what else is to be kept of an event */
    void add(long[] row, Act.@Nullable Named detail) {
        lines.add(new Line(row, detail));
    }

    void leaveOut(long site, long at, Reason reason, long number) {
        leaveOut(Slot.of(site, at, reason), number);
    }

    void leaveOut(Slot slot, long number) {
        leftOut.merge(slot, number, Long::sum);
    }

    boolean isEmpty() {
        return lines.isEmpty() && leftOut.isEmpty();
    }

    int size() {
        return lines.size();
    }

    /** Forgets the newest rows beyond the limit, but not that they were there. */
    void shrink(int limit) {
        while (lines.size() > limit) {
            var lost = lines.removeLast();
            leaveOut(lost.row[0], lost.row[2], Reason.OVERLOAD, 1);
        }
    }

    /** Stores everything in one transaction, and is empty then. */
    void store(Db db, Words words) {
        db.inTransaction(() -> {
            words.store();
            insert(db);
            open(db);
            // "where true" keeps SQLite from reading "on conflict" as part of a join
            db.run("""
                insert into left_out (site, at, reason, number)
                select value ->> 'site', value ->> 'at', value ->> 'reason', value ->> 'number' from json_each(?)
                where true
                on conflict (site, at, reason) do update set number = number + excluded.number""", leftOut());
        });
        words.stored();
        lines.clear();
        leftOut.clear();
    }

    private void insert(Db db) {
        List<long[]> plain = new ArrayList<>();
        for (var line : lines) {
            plain.add(line.row);
            var detail = line.detail;
            if (detail != null && (detail.properties() != null || detail.currency() != null)) {
                db.runEach(INSERT, plain);
                plain.clear();
                db.run(
                        "insert into event_detail (log, properties, amount, currency) values (last_insert_rowid(), ?, ?, ?)",
                        detail.properties(),
                        detail.amount(),
                        detail.currency());
            }
        }
        db.runEach(INSERT, plain);
    }

    private void open(Db db) {
        Map<Day, Long> rows = new HashMap<>();
        for (var line : lines) {
            rows.merge(new Day(line.row[0], line.row[1]), 1L, Long::sum);
        }
        db.runEach(
                """
                insert into open_day (site, day, rows) values (?, ?, ?)
                on conflict (site, day) do update set rows = rows + excluded.rows""",
                rows.entrySet().stream()
                        .map(entry -> new long[] {entry.getKey().site, entry.getKey().day, entry.getValue()})
                        .toList());
    }

    private List<LeftOut> leftOut() {
        return leftOut.entrySet().stream()
                .map(entry ->
                        new LeftOut(entry.getKey().site, entry.getKey().at, entry.getKey().reason, entry.getValue()))
                .toList();
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Line(long[] row, Act.@Nullable Named detail) {}

    private record Day(long site, long day) {}

    /** What was left out is counted by the quarter of an hour. */
    record Slot(long site, long at, Reason reason) {
        static Slot of(long site, long at, Reason reason) {
            return new Slot(site, at - Math.floorMod(at, QUARTER), reason);
        }
    }

    private record LeftOut(long site, long at, Reason reason, long number) {}
}
