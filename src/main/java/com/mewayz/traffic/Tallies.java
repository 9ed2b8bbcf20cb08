package com.mewayz.traffic;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts the rows of one day. {@code chosen}: the places of the rows that count, in order; null for all. */
final class Tallies {
    static final Set<Column> NEEDS = Set.of(Column.ACT, Column.VISITOR, Column.SECONDS);

    private final Day day;
    private final int[] acts;
    private final int[] visitors;
    private final int[] seconds;
    private final int people;

    Tallies(Day day) {
        this.day = day;
        this.acts = day.codes(Column.ACT);
        this.visitors = day.codes(Column.VISITOR);
        this.seconds = day.codes(Column.SECONDS);
        this.people = day.column(Column.VISITOR).size();
    }

    Tally total(int @Nullable [] chosen) {
        var total = new Totals();
        int place = total.place(0);
        var seen = new boolean[people];
        int size = chosen == null ? day.rows : chosen.length;
        for (int i = 0; i < size; i++) {
            int row = chosen == null ? i : chosen[i];
            total.add(place, acts[row], seconds[row]);
            if (!seen[visitors[row]]) {
                seen[visitors[row]] = true;
                total.visitor(place);
            }
        }
        return total.tally(place);
    }

    /** Adds the rows to the totals of the dimension's values. */
    void by(Dimension dimension, int @Nullable [] chosen, Totals totals) {
        switch (dimension) {
            case HOUR -> split(hours(), chosen, -1, totals);
            case ENTRY -> split(day.column(Column.PAGE), firsts(chosen), -1, totals);
            case EXIT -> split(day.column(Column.PAGE), lastViews(chosen), -1, totals);
            default -> split(day.column(Objects.requireNonNull(dimension.column)), chosen, dimension.kinds(), totals);
        }
    }

    private Coded hours() {
        var minutes = day.codes(Column.MINUTE);
        var hours = new int[day.rows];
        for (int row = 0; row < hours.length; row++) {
            hours[row] = minutes[row] / 60;
        }
        return Coded.of(hours);
    }

    private int[] firsts(int @Nullable [] chosen) {
        int size = chosen == null ? day.rows : chosen.length;
        var rows = new int[size];
        int found = 0;
        for (int i = 0; i < size; i++) {
            int row = chosen == null ? i : chosen[i];
            if (Column.first(acts[row]) == 1) {
                rows[found++] = row;
            }
        }
        return Arrays.copyOf(rows, found);
    }

    private int[] lastViews(int @Nullable [] chosen) {
        var visits = day.codes(Column.VISIT);
        var last = new int[day.column(Column.VISIT).size()];
        int size = chosen == null ? day.rows : chosen.length;
        for (int i = 0; i < size; i++) {
            int row = chosen == null ? i : chosen[i];
            if (Column.kind(acts[row]) == Kind.VIEW.code) {
                last[visits[row]] = row + 1;
            }
        }
        return Arrays.stream(last).filter(row -> row > 0).map(row -> row - 1).toArray();
    }

    /** @param kinds of rows that count, a bit each */
    private void split(Coded column, int @Nullable [] chosen, int kinds, Totals totals) {
        var codes = column.codes();
        // one more than the place of a code's value in the totals; 0: not met yet
        var places = new int[Math.max(1, column.values().length)];
        // Nearly everybody has one value a day: the first is kept in an array, only further ones in a set.
        var firsts = new int[people];
        Set<Long> further = new HashSet<>();
        int size = chosen == null ? day.rows : chosen.length;
        for (int i = 0; i < size; i++) {
            int row = chosen == null ? i : chosen[i];
            int act = acts[row];
            if ((kinds >> Column.kind(act) & 1) == 0) {
                continue;
            }
            int code = codes[row];
            if (places[code] == 0) {
                places[code] = totals.place(column.values()[code]) + 1;
            }
            int place = places[code] - 1;
            totals.add(place, act, seconds[row]);
            int visitor = visitors[row];
            int first = firsts[visitor];
            if (first == 0) {
                firsts[visitor] = code + 1;
                totals.visitor(place);
            } else if (first != code + 1 && further.add((long) visitor * places.length + code)) {
                totals.visitor(place);
            }
        }
    }
}
