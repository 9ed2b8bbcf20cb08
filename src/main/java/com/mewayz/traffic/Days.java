package com.mewayz.traffic;

import com.mewayz.platform.db.Cells;
import com.mewayz.platform.db.Db;
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
                reader.day(day, whole.read(columns));
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
            totals.day(day, whole(site, day).read(Tallies.NEEDS).total());
        }
    }

    /** A day as it is now, what is sealed of it and what is not; its columns are read when they are asked for. */
    Whole whole(long site, long day) {
        var sealed = new Whole[1];
        db.each(
                "select rows, upto, closed from sealed_day where site = ? and day = ?",
                cells -> sealed[0] = new Whole(site, day, (int) cells.number(1), cells.number(2), cells.number(3) != 0),
                site,
                day);
        var known = sealed[0] == null ? new Whole(site, day, 0, 0, false) : sealed[0];
        if (known.closed) {
            long logged = db.number("select count(*) from log where site = ? and day = ?", site, day);
            if (logged < known.sealed) {
                return known; // its log is gone: it is as it is
            }
            known = new Whole(site, day, 0, 0, false); // made anew, for new rows may be of visitors it has forgotten
        }
        return known.grown();
    }

    /** Another number after every sealing. */
    private long state(long site, long day) {
        return db.number("select 2 * upto + closed from sealed_day where site = ? and day = ?", site, day);
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

    interface Reader {
        void day(long day, Day columns);
    }

    interface Totals {
        void day(long day, Tally total);
    }

    /** A day whose sealed part may have rows of the log behind it. */
    final class Whole {
        private final long site;
        private final long day;
        private final int sealed;
        private final long from;
        private final boolean closed;
        private final long state;
        private long upto;
        private int rows;

        private Whole(long site, long day, int sealed, long from, boolean closed) {
            this.site = site;
            this.day = day;
            this.sealed = sealed;
            this.from = from;
            this.closed = closed;
            this.upto = from;
            this.rows = sealed;
            this.state = state(site, day);
        }

        /** Up to the last row that is there now: what comes while columns are read is not among them. */
        private Whole grown() {
            db.each(
                    "select count(*), max(id) from log where site = ? and day = ? and id > ?",
                    cells -> {
                        rows = sealed + (int) cells.number(1);
                        upto = Math.max(from, cells.number(2));
                    },
                    site,
                    day,
                    from);
            return this;
        }

        int rows() {
            return rows;
        }

        /** The last row of the log that is in it. */
        long upto() {
            return upto;
        }

        /** Where the day was sealed meanwhile, it is read once more as it is then. */
        Day read(Set<Column> columns) {
            var read = new Day(rows, null);
            var wanted = List.copyOf(columns);
            var tails = tails(wanted);
            for (int i = 0; i < wanted.size(); i++) {
                read.put(wanted.get(i), column(wanted.get(i), tails[i]));
            }
            return state(site, day) == state ? read : whole(site, day).read(columns);
        }

        private Coded column(Column column, long[] tail) {
            return column.listed ? head(column).grownListed(tail) : head(column).grownPlain(tail);
        }

        private Coded head(Column column) {
            var head = new Coded[] {Coded.EMPTY};
            if (sealed > 0) {
                var names = column == Column.VISITOR ? "hashes" : column == Column.VISIT ? "visit_ids" : "null";
                db.each(
                        "select " + column.sql() + ", " + names + " from sealed_day where site = ? and day = ?",
                        cells -> {
                            var coded = Coded.of(bytes(cells, 1), sealed);
                            var values = cells.bytes(2);
                            head[0] = values == null
                                    ? coded
                                    : new Coded(
                                            coded.codes(), Coded.of(values, 0).values());
                        },
                        site,
                        day);
            }
            return head[0];
        }

        /** Of each column what the log has beyond the sealed rows. */
        private long[][] tails(List<Column> columns) {
            var tails = new long[columns.size()][rows - sealed];
            var next = new int[1];
            if (rows > sealed) {
                var names = columns.stream().map(Column::sql).collect(Collectors.joining(", "));
                db.each(
                        "select " + names + " from log where site = ? and day = ? and id > ? and id <= ? order by id",
                        cells -> {
                            if (next[0] < rows - sealed) {
                                for (int i = 0; i < tails.length; i++) {
                                    tails[i][next[0]] = cells.number(i + 1);
                                }
                                next[0]++;
                            }
                        },
                        site,
                        day,
                        from,
                        upto);
            }
            return tails;
        }
    }
}
