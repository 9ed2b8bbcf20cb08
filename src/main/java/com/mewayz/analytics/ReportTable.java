package com.mewayz.analytics;

import com.mewayz.platform.Csv;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A result as a page and a spreadsheet show it. */
final class ReportTable {
    private ReportTable() {}

    static Map<String, Object> of(ReportResult result) {
        var data = result.data();
        var model = new HashMap<String, Object>();
        model.put("id", result.id());
        model.put("span", span(data));
        model.put("imported", data.imported());
        model.put("head", data.measures().stream().map(measure -> measure.label).toList());
        var sums = new ArrayList<Map<String, String>>();
        for (int i = 0; i < data.measures().size(); i++) {
            var measure = data.measures().get(i);
            sums.add(Map.of(
                    "label",
                    measure.label,
                    "value",
                    measure.written(data.total().get(i)),
                    "note",
                    data.before().get(i) == null
                            ? "not counted before"
                            : "from " + measure.written(data.before().get(i))));
        }
        model.put("sums", sums);
        model.put(
                "days",
                data.days().reversed().stream()
                        .map(day -> row(data, Words.fullDay(LocalDate.parse(day.name())), day))
                        .toList());
        model.put(
                "lists",
                data.lists().stream()
                        .map(list -> Map.of(
                                "title", list.title(),
                                "head", list.head(data.measures()),
                                "rows",
                                        list.rows().stream()
                                                .map(row -> Map.of(
                                                        "name", row.name(), "cells", list.cells(data.measures(), row)))
                                                .toList(),
                                "more", list.more()))
                        .toList());
        return model;
    }

    static String span(ReportData data) {
        return Words.span(LocalDate.parse(data.from()), LocalDate.parse(data.to()));
    }

    /** What became of the letters, in a few words. */
    static String sent(List<ReportResult.SentReport> sent) {
        return sent.stream()
                .collect(Collectors.groupingBy(
                        ReportResult.SentReport::state, java.util.TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(state -> state.getKey() + ": "
                        + state.getValue().stream()
                                .map(each ->
                                        each.why().isEmpty() || each.state().equals("sent")
                                                ? each.name()
                                                : each.name() + " (" + each.why() + ")")
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }

    static String csv(ReportData data) {
        var text = new StringBuilder(Csv.line(Stream.concat(
                        Stream.of("part", "name"), data.measures().stream().map(Measure::word))
                .toList()));
        text.append(line("total", data.from() + " to " + data.to(), data.total()));
        text.append(line("before", "", data.before()));
        data.days().forEach(day -> text.append(line("day", day.name(), day.values())));
        data.lists()
                .forEach(list ->
                        list.rows().forEach(row -> text.append(line(list.dimension(), row.name(), row.values()))));
        return text.toString();
    }

    private static String line(String part, String name, List<@Nullable Double> values) {
        var cells = new ArrayList<>(List.of(part, name));
        values.forEach(value -> cells.add(Measure.plain(value)));
        return Csv.line(cells);
    }

    private static Map<String, Object> row(ReportData data, String name, ReportData.ReportRow row) {
        var cells = new ArrayList<String>();
        for (int i = 0; i < row.values().size(); i++) {
            cells.add(data.measures().get(i).written(row.values().get(i)));
        }
        return Map.of("name", name, "cells", cells);
    }
}
