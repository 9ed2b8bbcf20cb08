package com.mewayz.traffic;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts the rows of one day. {@code chosen}: the places of the rows that count, in order; null for all. */
final class Tallies {
    static final Set<Column> NEEDS = Set.of(Column.ACT, Column.VISITOR, Column.SECONDS);

    private static final int OWN = -1;

    /** One view, and one visit. */
    private static final int A_VISIT = Column.act(Kind.VIEW, true, false);

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
            case HOUR -> split(hours(), chosen, -1, OWN, totals);
            case ENTRY -> split(entries(chosen), chosen, -1, OWN, totals);
            case EXIT -> split(day.column(Column.PAGE), lastViews(chosen), -1, A_VISIT, totals);
            case PAGE -> pages(chosen, totals);
            default ->
                split(day.column(Objects.requireNonNull(dimension.column)), chosen, dimension.kinds(), OWN, totals);
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

    /** Views, and the time until the next page or the end of the visit: that page was open. */
    private void pages(int @Nullable [] chosen, Totals totals) {
        var pages = day.column(Column.PAGE);
        var codes = pages.codes();
        var visits = day.codes(Column.VISIT);
        var seen = new Seen(pages.values(), totals);
        // one more than the place of the page that the visit has open; 0: it opened none today
        var open = new int[day.column(Column.VISIT).size()];
        int size = chosen == null ? day.rows : chosen.length;
        for (int i = 0; i < size; i++) {
            int row = chosen == null ? i : chosen[i];
            int visit = visits[row];
            int length = seconds[row];
            if (length > 0 && open[visit] > 0) {
                totals.open(open[visit] - 1, length);
            }
            if (Column.kind(acts[row]) == Kind.VIEW.code) {
                int place = seen.place(codes[row]);
                totals.add(place, acts[row], 0);
                seen.by(visitors[row], codes[row], place);
                open[visit] = place + 1;
            }
        }
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
     * @param as the act that each row counts as, or {@link #OWN}
     */
    private void split(Coded column, int @Nullable [] chosen, int kinds, int as, Totals totals) {
        var codes = column.codes();
        var seen = new Seen(column.values(), totals);
        int size = chosen == null ? day.rows : chosen.length;
        for (int i = 0; i < size; i++) {
            int row = chosen == null ? i : chosen[i];
            int act = acts[row];
            int code = codes[row];
            if (code < 0 || (kinds >> Column.kind(act) & 1) == 0) {
                continue;
            }
            int place = seen.place(code);
            if (as == OWN) {
                totals.add(place, act, seconds[row]);
            } else {
                totals.add(place, as, 0);
            }
            seen.by(visitors[row], code, place);
        }
    }

    /** Which values were met, and by whom. */
    private final class Seen {
        private final long[] values;
        private final Totals totals;
        // one more than the place of a code's value in the totals; 0: not met yet
        private final int[] places;
        // Nearly everybody has one value a day: the first is kept in an array, only further ones in a set.
        private final int[] firsts = new int[people];
        private final Set<Long> further = new HashSet<>();

        Seen(long[] values, Totals totals) {
            this.values = values;
            this.totals = totals;
            this.places = new int[Math.max(1, values.length)];
        }

        int place(int code) {
            if (places[code] == 0) {
                places[code] = totals.place(values[code]) + 1;
            }
            return places[code] - 1;
        }

        void by(int visitor, int code, int place) {
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
