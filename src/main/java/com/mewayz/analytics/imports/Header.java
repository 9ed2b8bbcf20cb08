package com.mewayz.analytics.imports;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names of a table's columns, and where they are. */
record Header(Map<String, Integer> places) {
    static Header of(List<String> cells) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            places.putIfAbsent(plain(cells.get(i)), i);
        }
        return new Header(places);
    }

    boolean has(String name) {
        return places.containsKey(name);
    }

    /** The cell of a column; empty if there is no such column or the line is short. */
    String cell(List<String> line, String name) {
        var place = places.get(name);
        return place == null || place >= line.size() ? "" : line.get(place);
    }

    /** In lower case, one kind of space, dash and apostrophe. */
    static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .replace("\ufeff", "")
                .replaceAll("[\\u2010-\\u2015]", "-")
                .replace('\u2019', '\'')
                .replaceAll("\\s+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
