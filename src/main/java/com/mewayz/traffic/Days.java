package com.mewayz.traffic;

import com.mewayz.platform.db.Cells;
import com.mewayz.platform.db.Db;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Hands out days in columns. Most are sealed already; of the others, what the log holds beyond the sealed rows is added
 * in memory. Sealing in between does no harm: which days are open is asked first, and the log keeps its rows.
 */
final class Days {
    private static final String GROWTH =
            "select id, " + Column.LOGGED + " from log where site = ? and day = ? and id > ? order by id";

    private static final String TOTAL = "visitors, views, clicks, events, visits, engaged, seconds_total";

    private final Db db;

    Days(Db db) {
        this.db = db;
    }

    /** Every day of the site that has rows, in no order; only these columns. */
    void each(long site, long from, long to, Set<Column> columns, Reader reader) {
        var open = open(site, from, to);
        var held = List.copyOf(new TreeSet<>(columns));
        var sql = held.stream().map(Column::sql).collect(Collectors.joining(", "));
        db.each(
                "select day, " + TOTAL + ", rows, " + sql
                        + " from sealed_day where site = ? and day between ? and ? order by day",
                cells -> {
                    if (!open.contains(cells.number(1))) {
                        reader.day(cells.number(1), day(cells, held));
                    }
                },
                site,
                from,
                to);
        for (long day : open) {
            var whole = whole(site, day);
            if (whole.rows > 0) {
                reader.day(day, whole);
            }
        }
    }

    /** The totals of the days that are sealed and complete, without reading their rows; the others are counted. */
    void totals(long site, long from, long to, Totals totals) {
        var open = open(site, from, to);
        db.each(
                "select day, " + TOTAL + " from sealed_day where site = ? and day between ? and ?",
                cells -> {
                    if (!open.contains(cells.number(1))) {
                        totals.day(cells.number(1), total(cells));
                    }
                },
                site,
                from,
                to);
        for (long day : open) {
            totals.day(day, whole(site, day).total());
        }
    }

    /** Everything of a day, sealed or not. */
    Day whole(long site, long day) {
        return grown(site, day).day();
    }

    /** A day that may still grow, its visitors' hashes and visits' numbers with it. */
    Grown grown(long site, long day) {
        var sealed = new Grown[1];
        db.each(
                "select rows, upto, closed, hashes, visit_ids, " + Column.LOGGED
                        + " from sealed_day where site = ? and day = ?",
                cells -> sealed[0] = read(cells),
                site,
                day);
        var known = sealed[0];
        if (known != null && known.closed) {
            long logged = db.number("select count(*) from log where site = ? and day = ?", site, day);
            if (logged < known.rows) {
                return known; // its log is gone: it is as it is
            }
            known = null; // made anew, for new rows may be of visitors it has forgotten
        }
        var grown = known == null ? new Grown() : known;
        db.each(GROWTH, grown::add, site, day, grown.upto);
        return grown;
    }

    private Set<Long> open(long site, long from, long to) {
        Set<Long> days = new HashSet<>();
        db.each(
                "select day from open_day where site = ? and day between ? and ?",
                cells -> days.add(cells.number(1)),
                site,
                from,
                to);
        return days;
    }

    /** @param cells the day's number, its total, how many rows, and the columns held */
    private static Day day(Cells cells, List<Column> held) {
        var day = new Day((int) cells.number(9), total(cells));
        for (int i = 0; i < held.size(); i++) {
            day.put(held.get(i), bytes(cells, 10 + i));
        }
        return day;
    }

    private static Tally total(Cells cells) {
        return new Tally(
                cells.number(2),
                cells.number(3),
                cells.number(4),
                cells.number(5),
                cells.number(6),
                cells.number(7),
                cells.number(8));
    }

    private static byte[] bytes(Cells cells, int column) {
        var bytes = cells.bytes(column);
        if (bytes == null) {
            throw new IllegalStateException("a sealed day without its columns");
        }
        return bytes;
    }

    private static Grown read(Cells cells) {
        int rows = (int) cells.number(1);
        var grown = new Grown();
        grown.upto = cells.number(2);
        grown.closed = cells.number(3) != 0;
        var hashes = cells.bytes(4);
        var visits = cells.bytes(5);
        for (var column : Column.values()) {
            var coded = Coded.of(bytes(cells, 6 + column.place()), rows);
            if (column == Column.VISITOR && hashes != null) {
                coded = new Coded(coded.codes(), Coded.of(hashes, 0).values());
            } else if (column == Column.VISIT && visits != null) {
                coded = new Coded(coded.codes(), Coded.of(visits, 0).values());
            }
            grown.take(column, coded, rows);
        }
        return grown;
    }

    interface Reader {
        void day(long day, Day columns);
    }

    interface Totals {
        void day(long day, Tally total);
    }

    /** A day as the log would have it, growing. */
    static final class Grown {
        long upto;
        boolean closed;
        int rows;
        private final long[][] log = new long[Column.values().length][64];

        private void take(Column column, Coded coded, int count) {
            var numbers = new long[count + 64];
            for (int row = 0; row < count; row++) {
                numbers[row] = coded.at(row);
            }
            log[column.place()] = numbers;
            rows = count;
        }

        /** @param cells the row's id, and its columns */
        void add(Cells cells) {
            if (rows == log[0].length) {
                for (int i = 0; i < log.length; i++) {
                    log[i] = Arrays.copyOf(log[i], rows + (rows >> 1) + 1);
                }
            }
            upto = cells.number(1);
            for (int i = 0; i < log.length; i++) {
                log[i][rows] = cells.number(2 + i);
            }
            rows++;
        }

        Day day() {
            return Day.of(log, rows);
        }
    }
}
