package com.mewayz.traffic;

import com.mewayz.platform.db.Db;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Which rows of a site's day in the log are wanted, as a condition of SQL: the same rows as {@link Chosen} chooses. */
final class Wanted {
    private static final String IN = " in (select value from json_each(?))";

    private final List<Condition> conditions;

    private Wanted(List<Condition> conditions) {
        this.conditions = conditions;
    }

    static Wanted of(Db db, List<Filter> filters, Lines.Which which) {
        List<Condition> conditions = new ArrayList<>();
        if (which != Lines.Which.ALL) {
            conditions.add(new Condition(which.sql, List.of(), false));
        }
        for (var filter : filters) {
            conditions.add(condition(filter, Chosen.numbers(db, filter)));
        }
        return new Wanted(conditions);
    }

    /** Goes on after a where clause. */
    String sql() {
        var sql = new StringBuilder();
        conditions.forEach(condition -> sql.append(" and ").append(condition.sql));
        return sql.toString();
    }

    /** The parameters of the condition, in their order. */
    List<Object> params(long site, long day) {
        List<Object> params = new ArrayList<>();
        for (var condition : conditions) {
            if (condition.ofVisits) {
                params.add(site);
                params.add(day);
            }
            params.addAll(condition.params);
        }
        return params;
    }

    /** How somebody came is the same in all rows of the visit; what was done is looked for in all of its rows that day. */
    private static Condition condition(Filter filter, Set<Long> numbers) {
        var column = Objects.requireNonNull(filter.dimension().column).sql();
        var not = filter.not() ? " not" : "";
        List<Collection<Long>> values = List.of(numbers);
        return filter.dimension().ofActs()
                ? new Condition(
                        "visit" + not
                                + " in (select v.visit from log v where v.site = ? and v.day = ? and (1 << (v.act & 7) & "
                                + filter.dimension().kinds() + ") <> 0 and v." + column + IN + ")",
                        values,
                        true)
                : new Condition(column + not + IN, values, false);
    }

    /** @param ofVisits whether site and day come before the parameters */
    private record Condition(String sql, List<? extends Object> params, boolean ofVisits) {}
}
