package com.mewayz.analytics;

import com.mewayz.platform.Problem;
import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Filter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Filters as texts: {@code country:DE}, {@code !source:Instagram} for everything but that, {@code campaign:} for where
 * none is known. Several of one kind choose any of them, those of different kinds all apply.
 */
final class Filters {
    static final int MOST = 20;

    private static final int LONGEST = 400;

    private static final String WORDS = Stream.of(Dimension.values())
            .filter(Dimension::filters)
            .map(Dimension::word)
            .collect(Collectors.collectingAndThen(
                    Collectors.toList(),
                    words -> String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast()));

    private Filters() {}

    /** @throws Problem 422 under {@code field} for what is no filter */
    static List<Filter> of(List<String> texts, String field) {
        if (texts.size() > MOST) {
            throw Problem.invalid(field, "Choose at most " + MOST + " filters.");
        }
        var values = new LinkedHashMap<Kind, Set<String>>();
        for (var text : texts) {
            var one = parse(text, field);
            values.computeIfAbsent(new Kind(one.dimension, one.not), kind -> new LinkedHashSet<>())
                    .add(one.value);
        }
        List<Filter> filters = new ArrayList<>();
        values.forEach((kind, all) -> filters.add(new Filter(kind.dimension, all, kind.not)));
        return filters;
    }

    static One parse(String text, String field) {
        boolean not = text.startsWith("!");
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw Problem.invalid(
                    field,
                    Quoted.of(text) + " is no filter. Write a filter as source:Instagram, or !source:Instagram for"
                            + " everything but that.");
        }
        if (text.length() > LONGEST) {
            throw Problem.invalid(field, "Keep a filter to " + LONGEST + " characters; one has " + text.length() + ".");
        }
        var word = text.substring(not ? 1 : 0, colon);
        return Dimension.of(word)
                .filter(Dimension::filters)
                .map(dimension -> new One(dimension, text.substring(colon + 1), not))
                .orElseThrow(() -> Problem.invalid(
                        field, "There is no filter by %s. Filter by %s.".formatted(Quoted.of(word), WORDS)));
    }

    static String text(Dimension dimension, String value) {
        return new One(dimension, value, false).text();
    }

    /** One value of a filter. */
    record One(Dimension dimension, String value, boolean not) {
        String text() {
            return (not ? "!" : "") + dimension.word() + ":" + value;
        }

        One turned() {
            return new One(dimension, value, !not);
        }
    }

    private record Kind(Dimension dimension, boolean not) {}
}
