package com.mewayz.analytics;

import com.mewayz.platform.web.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a page shows, as its address says it: everything is kept in the query, so that it can be shared and gone back to. */
record Address(Map<String, List<String>> values) {
    static final String FILTER = "f";

    static final List<String> SPAN = List.of("days", "month", "from", "to");
    private static final List<String> KEPT = List.of(
            "days", "month", "from", "to", "site", FILTER, "compare", "show", "ways", "pages", "acts", "tech", "when",
            "step");

    Address {
        values = new LinkedHashMap<>(values);
    }

    static Address of(Call call) {
        var values = new LinkedHashMap<String, List<String>>();
        for (var name : KEPT) {
            var given =
                    call.queries(name).stream().filter(text -> !text.isEmpty()).toList();
            if (!given.isEmpty()) {
                values.put(name, given);
            }
        }
        return new Address(values);
    }

    Address with(String name, String value) {
        return changed(name, value.isEmpty() ? List.of() : List.of(value));
    }

    Address without(String name) {
        return changed(name, List.of());
    }

    Address plus(String name, String value) {
        var all = new ArrayList<>(all(name));
        if (!all.contains(value)) {
            all.add(value);
        }
        return changed(name, all);
    }

    Address minus(String name, String value) {
        return changed(
                name, all(name).stream().filter(text -> !text.equals(value)).toList());
    }

    Address days(int days) {
        return spanless().with("days", String.valueOf(days));
    }

    Address month(String which) {
        return spanless().with("month", which);
    }

    Address between(String from, String to) {
        return spanless().with("from", from).with("to", to);
    }

    String first(String name) {
        return all(name).isEmpty() ? "" : all(name).getFirst();
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Name and value, for the hidden fields of a form that sets {@code others}. */
    List<Map.Entry<String, String>> fields(List<String> others) {
        return values.entrySet().stream()
                .filter(entry -> !others.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream().map(value -> Map.entry(entry.getKey(), value)))
                .toList();
    }

    /** The query with its question mark. */
    String query() {
        return values.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> entry.getKey() + "=" + encoded(value)))
                .collect(Collectors.joining("&", "?", ""));
    }

    /** Without any period. */
    Address spanless() {
        var all = new LinkedHashMap<>(values);
        SPAN.forEach(all::remove);
        return new Address(all);
    }

    Address changed(String name, List<String> value) {
        var all = new LinkedHashMap<>(values);
        if (value.isEmpty()) {
            all.remove(name);
        } else {
            all.put(name, List.copyOf(value));
        }
        return new Address(all);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%3A", ":")
                .replace("%2F", "/");
    }
}
