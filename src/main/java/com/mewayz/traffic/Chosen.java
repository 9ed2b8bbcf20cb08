package com.mewayz.traffic;

import com.mewayz.platform.db.Db;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The filters of a question, ready to be applied to days: texts looked up once. */
final class Chosen {
    private static final int[] NONE = {};

    private final List<Values> filters;

    private Chosen(List<Values> filters) {
        this.filters = filters;
    }

    static Chosen of(Db db, List<Filter> filters) {
        List<Values> ready = new ArrayList<>();
        for (var filter : filters) {
            ready.add(new Values(filter, numbers(db, filter)));
        }
        return new Chosen(ready);
    }

    Set<Column> needs() {
        Set<Column> needs = EnumSet.noneOf(Column.class);
        for (var filter : filters) {
            needs.addAll(Set.of(Column.ACT, Column.VISIT, Objects.requireNonNull(filter.filter.dimension().column)));
        }
        return needs;
    }

    boolean isEmpty() {
        return filters.isEmpty();
    }

    /** The places of the rows whose visits were chosen, in order; null for all. */
    int @Nullable [] rows(Day day) {
        int @Nullable [] rows = null;
        for (var filter : filters) {
            rows = filter.rows(day, rows);
        }
        return rows;
    }

    static Set<Long> numbers(Db db, Filter filter) {
        Set<Long> numbers = new HashSet<>();
        if (filter.dimension() == Dimension.LINK) {
            filter.values().stream()
                    .filter(text -> text.matches("\\d{1,18}"))
                    .map(Long::valueOf)
                    .forEach(numbers::add);
        } else {
            numbers.addAll(Words.numbers(db, filter.values()));
            if (filter.values().contains("")) {
                numbers.add(0L);
            }
        }
        return numbers;
    }

    private record Values(Filter filter, Set<Long> numbers) {
        int[] rows(Day day, int @Nullable [] of) {
            var column = day.column(Objects.requireNonNull(filter.dimension().column));
            var wanted = new boolean[column.values().length];
            boolean any = filter.not();
            for (int code = 0; code < wanted.length; code++) {
                wanted[code] = numbers.contains(column.values()[code]);
                any |= wanted[code];
            }
            if (!any) {
                return NONE;
            }
            return filter.dimension().ofActs()
                    ? byVisit(day, column.codes(), wanted, of)
                    : byRow(column.codes(), wanted, of);
        }

        /** How somebody came is the same in all rows of the visit. */
        private int[] byRow(int[] codes, boolean[] wanted, int @Nullable [] of) {
            int size = of == null ? codes.length : of.length;
            var rows = new int[size];
            int found = 0;
            for (int i = 0; i < size; i++) {
                int row = of == null ? i : of[i];
                if (wanted[codes[row]] != filter.not()) {
                    rows[found++] = row;
                }
            }
            return Arrays.copyOf(rows, found);
        }

        private int[] byVisit(Day day, int[] codes, boolean[] wanted, int @Nullable [] of) {
            var acts = day.codes(Column.ACT);
            var visits = day.codes(Column.VISIT);
            int kinds = filter.dimension().kinds();
            var in = new boolean[day.column(Column.VISIT).size()];
            for (int row = 0; row < day.rows; row++) {
                if (wanted[codes[row]] && (kinds >> Column.kind(acts[row]) & 1) == 1) {
                    in[visits[row]] = true;
                }
            }
            return byRow(visits, in, of);
        }
    }
}
