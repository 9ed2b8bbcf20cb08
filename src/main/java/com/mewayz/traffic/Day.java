package com.mewayz.traffic;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happened on a site in a day, in columns; only those that were asked for, each decoded when it is used. Rows are in
 * the order of time.
 */
final class Day {
    final int rows;
    private final Map<Column, Coded> columns = new EnumMap<>(Column.class);
    private final Map<Column, byte[]> stored = new EnumMap<>(Column.class);
    private final @Nullable Tally counted;

    /** @param counted the day's total, where it is known */
    Day(int rows, @Nullable Tally counted) {
        this.rows = rows;
        this.counted = counted;
    }

    /** @param rows of the log, from {@link Column#ACT} on, each column an array that may be longer than there are rows */
    static Day of(long[][] log, int rows) {
        var day = new Day(rows, null);
        for (var column : Column.values()) {
            var numbers = log[column.place()];
            var exact = Arrays.copyOf(numbers, rows);
            day.columns.put(column, column.listed ? Coded.listed(exact) : Coded.plain(exact));
        }
        return day;
    }

    void put(Column column, Coded coded) {
        columns.put(column, coded);
    }

    void put(Column column, byte[] bytes) {
        stored.put(column, bytes);
    }

    Coded column(Column column) {
        return columns.computeIfAbsent(
                column, name -> Coded.of(Objects.requireNonNull(stored.get(name), name.name()), rows));
    }

    int[] codes(Column column) {
        return column(column).codes();
    }

    /** What happened in all rows. */
    Tally total() {
        return counted == null ? new Tallies(this).total(null) : counted;
    }
}
