package com.mewayz.traffic;

import com.mewayz.platform.db.Cells;
import com.mewayz.platform.db.Db;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a day piece by piece, first what is sealed of it, then what only the log has: for whoever needs every row and may
 * take long. It may be sealed in between: rows keep their order, and visitors and visits their numbers.
 *
 * <p>In each piece {@link Column#VISITOR} and {@link Column#VISIT} are numbers from 0 that hold for the whole day.
 */
final class Slices {
    private static final String STATE = "select rows, closed from sealed_day where site = ? and day = ?";

    /** Of each column what stands before the codes, and the codes of some rows; see {@link Coded} for the bytes. */
    private static final String SEALED = "select min(a.most, max(0, rows - a.first)), rows, upto, closed, "
            + Stream.of(Column.values()).map(Slices::slice).collect(Collectors.joining(", "))
            + " from sealed_day, (select ? as first, ? as most) a where site = ? and day = ?";

    private static final String NAMES =
            "select hashes, visit_ids from sealed_day where site = ? and day = ? and rows = ? and closed = 0";

    private static final String LOGGED =
            "select id, " + Column.LOGGED + " from log where site = ? and day = ? and id > ? order by id limit ?";

    private final Db db;
    private final long site;
    private final long day;
    private final int size;
    private boolean begun;
    private boolean logging;
    private boolean done;
    private long row;
    private long upto;
    private Numbering visitors = new Numbering();
    private Numbering visits = new Numbering();

    Slices(Db db, long site, long day, int size) {
        this.db = db;
        this.site = site;
        this.day = day;
        this.size = size;
    }

    /** The next piece; null at the end. */
    @Nullable
    Day next() {
        if (!begun) {
            begun = true;
            logging = isOnlyLogged();
        }
        while (!logging && !done) {
            var piece = sealed();
            if (piece != null) {
                return piece;
            }
        }
        return done ? null : logged();
    }

    /** As {@link Days} has it: a closed day that got rows afterwards is counted anew, if the log still has all of it. */
    private boolean isOnlyLogged() {
        var state = new long[] {-1, 0};
        db.each(
                STATE,
                cells -> {
                    state[0] = cells.number(1);
                    state[1] = cells.number(2);
                },
                site,
                day);
        if (state[0] < 0) {
            return true;
        }
        return state[1] != 0
                && db.number("select count(*) from open_day where site = ? and day = ?", site, day) > 0
                && db.number("select count(*) from log where site = ? and day = ?", site, day) >= state[0];
    }

    /** The next of the sealed rows. After the last it is null, and what goes on in the log is known. */
    private @Nullable Day sealed() {
        var found = new Day[1];
        var state = new long[] {row, 0, 1};
        db.each(
                SEALED,
                cells -> {
                    int rows = (int) cells.number(1);
                    if (rows > 0) {
                        found[0] = day(cells, rows);
                    }
                    state[0] = cells.number(2);
                    state[1] = cells.number(3);
                    state[2] = cells.number(4);
                },
                row,
                size,
                site,
                day);
        if (found[0] != null) {
            row += found[0].rows;
        } else if (state[2] != 0) {
            done = true;
        } else {
            // unless more was sealed since: then there are more rows to read first
            db.each(NAMES, cells -> follow(cells, state[1]), site, day, state[0]);
        }
        return found[0];
    }

    private void follow(Cells cells, long last) {
        visitors = numbered(cells.bytes(1));
        visits = numbered(cells.bytes(2));
        upto = last;
        logging = true;
    }

    private static Numbering numbered(byte @Nullable [] names) {
        var numbering = new Numbering();
        if (names != null) {
            for (long name : Coded.of(names, 0).values()) {
                numbering.of(name);
            }
        }
        return numbering;
    }

    private @Nullable Day logged() {
        var log = new long[Column.values().length][size];
        var rows = new int[1];
        db.each(
                LOGGED,
                cells -> {
                    upto = cells.number(1);
                    for (int i = 0; i < log.length; i++) {
                        log[i][rows[0]] = cells.number(2 + i);
                    }
                    rows[0]++;
                },
                site,
                day,
                upto,
                size);
        number(log[Column.VISITOR.place()], rows[0], visitors);
        number(log[Column.VISIT.place()], rows[0], visits);
        return rows[0] == 0 ? null : Day.of(log, rows[0]);
    }

    private static void number(long[] values, int rows, Numbering numbering) {
        for (int i = 0; i < rows; i++) {
            values[i] = numbering.of(values[i]);
        }
    }

    private static Day day(Cells cells, int rows) {
        var day = new Day(rows, null);
        for (var column : Column.values()) {
            int cell = 5 + 2 * column.place();
            var head = bytes(cells, cell);
            var codes = bytes(cells, cell + 1);
            var both = Arrays.copyOf(head, head.length + codes.length);
            System.arraycopy(codes, 0, both, head.length, codes.length);
            day.put(column, both);
        }
        return day;
    }

    private static byte[] bytes(Cells cells, int column) {
        var bytes = cells.bytes(column);
        return bytes == null ? new byte[0] : bytes; // for the driver an empty blob is none
    }

    private static String slice(Column column) {
        var width = "cast(hex(substr(" + column.sql() + ", 1, 1)) as integer)";
        return "substr(#, 1, length(#) - rows * $), substr(#, length(#) - max(0, rows - a.first) * $ + 1, $ * min(a.most, max(0, rows - a.first)))"
                .replace("$", width)
                .replace("#", column.sql());
    }
}
