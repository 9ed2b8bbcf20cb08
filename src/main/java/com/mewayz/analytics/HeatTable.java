package com.mewayz.analytics;

import com.mewayz.traffic.Heat;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Visitors by weekday and hour, as a table with shades.
 *
 * @param busiest a sentence, empty when nobody came
 */
record HeatTable(List<Row> rows, String busiest) {
    /** @param step how dark the cell is, 0 to 5 */
    record Cell(String hour, String value, int step) {}

    record Row(String day, String shortDay, List<Cell> cells) {}

    static HeatTable of(Heat heat) {
        long highest = 0;
        var busiest = "";
        for (var day : DayOfWeek.values()) {
            for (int hour = 0; hour < 24; hour++) {
                long visitors = heat.at(day, hour).visitors();
                if (visitors > highest) {
                    highest = visitors;
                    busiest = "Busiest: %ss at %02d:00, %s."
                            .formatted(
                                    day.getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                                    hour,
                                    Words.counted(visitors, "visitor"));
                }
            }
        }
        long most = Math.max(1, highest);
        return new HeatTable(
                Stream.of(DayOfWeek.values())
                        .map(day -> new Row(
                                day.getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                                day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH),
                                IntStream.range(0, 24)
                                        .mapToObj(hour ->
                                                cell(hour, heat.at(day, hour).visitors(), most))
                                        .toList()))
                        .toList(),
                busiest);
    }

    private static Cell cell(int hour, long visitors, long most) {
        return new Cell("%02d".formatted(hour), Words.number(visitors), (int) Math.ceilDiv(5 * visitors, most));
    }
}
