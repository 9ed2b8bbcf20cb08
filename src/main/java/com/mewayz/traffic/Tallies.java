package com.mewayz.traffic;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** Counts the rows of one day. {@code chosen}: whether each row counts; null for all. */
final class Tallies {
    static final Set<Column> NEEDS = Set.of(Column.ACT, Column.VISITOR, Column.SECONDS);

    private static final int VIEW = Kind.VIEW.code;
    private static final int CLICK = Kind.CLICK.code;
    private static final int OUT = Kind.OUT.code;
    private static final int EVENT = Kind.EVENT.code;

    private final Day day;
    private final int[] acts;
    private final int[] visitors;
    private final int[] seconds;

    Tallies(Day day) {
        this.day = day;
        this.acts = day.codes(Column.ACT);
        this.visitors = day.codes(Column.VISITOR);
        this.seconds = day.codes(Column.SECONDS);
    }

    Tally total(boolean @Nullable [] chosen) {
        var sums = new Sums(1);
        var seen = new boolean[day.column(Column.VISITOR).size()];
        for (int row = 0; row < day.rows; row++) {
            if (chosen == null || chosen[row]) {
                sums.add(0, row);
                if (!seen[visitors[row]]) {
                    seen[visitors[row]] = true;
                    sums.visitors[0]++;
                }
            }
        }
        return sums.tally(0);
    }

    /** By the values of a dimension; {@code each} is handed every value that has rows. */
    void by(Dimension dimension, boolean @Nullable [] chosen, ObjLongConsumer<Tally> each) {
        switch (dimension) {
            case HOUR -> {
                var minutes = day.codes(Column.MINUTE);
                split(24, row -> minutes[row] / 60, chosen, (tally, code) -> each.accept(tally, code));
            }
            case ENTRY -> pages(row -> Column.first(acts[row]) == 1, chosen, each);
            case EXIT -> {
                var last = lastViews(chosen);
                pages(row -> last[row], chosen, each);
            }
            default -> {
                var column = day.column(Objects.requireNonNull(dimension.column));
                var codes = column.codes();
                split(
                        Math.max(column.values().length, column.size()),
                        row -> dimension.concerns(Column.kind(acts[row])) ? codes[row] : -1,
                        chosen,
                        (tally, code) -> each.accept(tally, column.values()[(int) code]));
            }
        }
    }

    private void pages(IntPredicate counts, boolean @Nullable [] chosen, ObjLongConsumer<Tally> each) {
        var pages = day.column(Column.PAGE);
        split(
                pages.values().length,
                row -> counts.test(row) ? pages.codes()[row] : -1,
                chosen,
                (tally, code) -> each.accept(tally, pages.values()[(int) code]));
    }

    private boolean[] lastViews(boolean @Nullable [] chosen) {
        var visits = day.codes(Column.VISIT);
        var last = new int[day.column(Column.VISIT).size()];
        Arrays.fill(last, -1);
        for (int row = 0; row < day.rows; row++) {
            if ((chosen == null || chosen[row]) && Column.kind(acts[row]) == VIEW) {
                last[visits[row]] = row;
            }
        }
        var is = new boolean[day.rows];
        for (int row : last) {
            if (row >= 0) {
                is[row] = true;
            }
        }
        return is;
    }

    /** @param code of a row, -1 where it has none */
    private void split(int size, IntUnaryOperator code, boolean @Nullable [] chosen, ObjLongConsumer<Tally> each) {
        var sums = new Sums(size);
        var touched = new boolean[size];
        // Nearly everybody has one value a day: the first is kept in an array, only further ones in a set.
        var firsts = new int[day.column(Column.VISITOR).size()];
        Set<Long> further = new HashSet<>();
        for (int row = 0; row < day.rows; row++) {
            if (chosen != null && !chosen[row]) {
                continue;
            }
            int value = code.applyAsInt(row);
            if (value < 0) {
                continue;
            }
            touched[value] = true;
            sums.add(value, row);
            int visitor = visitors[row];
            int first = firsts[visitor];
            if (first == 0) {
                firsts[visitor] = value + 1;
                sums.visitors[value]++;
            } else if (first != value + 1 && further.add((long) visitor * size + value)) {
                sums.visitors[value]++;
            }
        }
        for (int value = 0; value < size; value++) {
            if (touched[value]) {
                each.accept(sums.tally(value), value);
            }
        }
    }

    /** Sums by value. */
    private final class Sums {
        final long[] visitors;
        private final long[] views;
        private final long[] clicks;
        private final long[] events;
        private final long[] visits;
        private final long[] engaged;
        private final long[] duration;

        Sums(int size) {
            visitors = new long[size];
            views = new long[size];
            clicks = new long[size];
            events = new long[size];
            visits = new long[size];
            engaged = new long[size];
            duration = new long[size];
        }

        void add(int value, int row) {
            int act = acts[row];
            int kind = Column.kind(act);
            if (kind == VIEW) {
                views[value]++;
            } else if (kind == CLICK || kind == OUT) {
                clicks[value]++;
            } else if (kind == EVENT) {
                events[value]++;
            }
            visits[value] += Column.first(act);
            engaged[value] += Column.engaged(act);
            duration[value] += seconds[row];
        }

        Tally tally(int value) {
            return new Tally(
                    visitors[value],
                    views[value],
                    clicks[value],
                    events[value],
                    visits[value],
                    engaged[value],
                    duration[value]);
        }
    }
}
