package com.mewayz.traffic;

import com.mewayz.platform.db.Db;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The filters of a question, ready to be applied to days: texts looked up once. */
final class Chosen {
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

    /** Which rows of the day are of visits that were chosen; null for all. */
    boolean @Nullable [] rows(Day day) {
        if (filters.isEmpty()) {
            return null;
        }
        var visits = day.codes(Column.VISIT);
        var out = new boolean[day.column(Column.VISIT).size()];
        for (var filter : filters) {
            var in = filter.visits(day, visits, out.length);
            for (int visit = 0; visit < out.length; visit++) {
                out[visit] |= !in[visit];
            }
        }
        var rows = new boolean[day.rows];
        for (int row = 0; row < day.rows; row++) {
            rows[row] = !out[visits[row]];
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
        boolean[] visits(Day day, int[] visits, int size) {
            var acts = day.codes(Column.ACT);
            var column = day.column(Objects.requireNonNull(filter.dimension().column));
            var wanted = new boolean[column.values().length];
            for (int code = 0; code < wanted.length; code++) {
                wanted[code] = numbers.contains(column.values()[code]);
            }
            var in = new boolean[size];
            var codes = column.codes();
            for (int row = 0; row < day.rows; row++) {
                if (wanted[codes[row]] && filter.dimension().concerns(Column.kind(acts[row]))) {
                    in[visits[row]] = true;
                }
            }
            if (filter.not()) {
                for (int visit = 0; visit < size; visit++) {
                    in[visit] = !in[visit];
                }
            }
            return in;
        }
    }
}
