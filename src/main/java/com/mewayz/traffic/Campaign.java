package com.mewayz.traffic;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a tagged link says of itself; {@code ref} stands in for {@code utm_source}. */
record Campaign(
        @Nullable String source,
        @Nullable String medium,
        @Nullable String name,
        @Nullable String content,
        @Nullable String term) {
    private static final int LONGEST = 100;
    private static final Campaign NONE = new Campaign(null, null, null, null, null);

    boolean isEmpty() {
        return source == null && medium == null && name == null && content == null && term == null;
    }

    static Campaign of(String query) {
        if (!query.contains("utm_") && !query.contains("ref=")) {
            return NONE;
        }
        Map<String, String> values = new HashMap<>();
        for (var pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                var value = clean(pair.substring(equals + 1));
                if (!value.isEmpty()) {
                    values.putIfAbsent(pair.substring(0, equals), value);
                }
            }
        }
        var source = values.get("utm_source");
        return new Campaign(
                source == null ? values.get("ref") : source,
                values.get("utm_medium"),
                values.get("utm_campaign"),
                values.get("utm_content"),
                values.get("utm_term"));
    }

    private static String clean(String raw) {
        String text;
        try {
            text = URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ""; // a broken escape: the tag says nothing
        }
        text = text.replaceAll("\\p{Cntrl}", " ").strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
