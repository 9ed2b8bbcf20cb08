package com.mewayz.traffic;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What happened on a site in a day, in columns; only those that were asked for. Rows are in the order of time. */
final class Day {
    final int rows;
    private final Map<Column, Coded> columns;

    Day(int rows, Map<Column, Coded> columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /** @param rows of the log, from {@link Column#ACT} on, each column an array that may be longer than there are rows */
    static Day of(long[][] log, int rows) {
        Map<Column, Coded> columns = new EnumMap<>(Column.class);
        for (var column : Column.values()) {
            var numbers = log[column.place()];
            columns.put(column, column.listed ? Coded.listed(numbers, rows) : Coded.plain(numbers, rows));
        }
        return new Day(rows, columns);
    }

    Coded column(Column column) {
        return Objects.requireNonNull(columns.get(column), column.name());
    }

    int[] codes(Column column) {
        return column(column).codes();
    }

    /** What happened in all rows. */
    Tally total() {
        return new Tallies(this).total(null);
    }
}
