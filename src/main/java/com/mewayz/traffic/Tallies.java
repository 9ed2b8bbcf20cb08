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
            case HOUR -> split(hours(), chosen, -1, seconds, totals);
            case ENTRY -> split(entries(chosen), chosen, -1, seconds, totals);
            case EXIT -> exits(chosen, totals);
            case PAGE -> split(day.column(Column.PAGE), chosen, dimension.kinds(), stays(chosen), totals);
            default ->
                split(day.column(Objects.requireNonNull(dimension.column)), chosen, dimension.kinds(), seconds, totals);
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

    /** In every row the code of the page its visit began with; -1 where it began the day before. */
    private Coded entries(int @Nullable [] chosen) {
        var pages = day.column(Column.PAGE);
        var visits = day.codes(Column.VISIT);
        var entries = new int[day.column(Column.VISIT).size()];
        Arrays.fill(entries, -1);
        var rows = new int[day.rows];
        int size = chosen == null ? day.rows : chosen.length;
        for (int i = 0; i < size; i++) {
            int row = chosen == null ? i : chosen[i];
            if (Column.first(acts[row]) == 1) {
                entries[visits[row]] = pages.codes()[row];
            }
            rows[row] = entries[visits[row]];
        }
        return new Coded(rows, pages.values());
    }

    /** One visit, and its visitor, for the page of each visit's last view. */
    private void exits(int @Nullable [] chosen, Totals totals) {
        var pages = day.column(Column.PAGE);
        var left = new HashSet<Long>();
        for (int row : lastViews(chosen)) {
            int code = pages.codes()[row];
            int place = totals.place(pages.values()[code]);
            boolean fresh = left.add((long) visitors[row] * pages.values().length + code);
            totals.add(place, new Tally(fresh ? 1 : 0, 0, 0, 0, 1, 0, 0));
        }
    }

    /** For each view the time until the next page or the end of the visit: that page was open. */
    private int[] stays(int @Nullable [] chosen) {
        var visits = day.codes(Column.VISIT);
        // one more than the row with which the visit opened its page; 0: it opened none today
        var opened = new int[day.column(Column.VISIT).size()];
        var stays = new int[day.rows];
        int size = chosen == null ? day.rows : chosen.length;
        for (int i = 0; i < size; i++) {
            int row = chosen == null ? i : chosen[i];
            int view = opened[visits[row]] - 1;
            if (view >= 0) {
                stays[view] += seconds[row];
            }
            if (Column.kind(acts[row]) == Kind.VIEW.code) {
                opened[visits[row]] = row + 1;
            }
        }
        return stays;
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

    /**
     * @param column rows with a negative code have no value
     * @param kinds of rows that count, a bit each
     * @param lengths in seconds, one a row
     */
    private void split(Coded column, int @Nullable [] chosen, int kinds, int[] lengths, Totals totals) {
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
            int code = codes[row];
            if (code < 0 || (kinds >> Column.kind(act) & 1) == 0) {
                continue;
            }
            if (places[code] == 0) {
                places[code] = totals.place(column.values()[code]) + 1;
            }
            int place = places[code] - 1;
            totals.add(place, act, lengths[row]);
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
