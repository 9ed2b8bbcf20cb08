package com.mewayz.platform.oidc;

import com.mewayz.platform.http.Outcome;
import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

/** The JSON a provider answers with. What is missing or of another type reads as empty; what is not known is left out. */
record Members(Map<String, Object> values) {
    /** The object in a good answer. */
    static Told<Members> of(Outcome outcome) {
        return answered(outcome).then(answer -> {
            try {
                var values = JSONObjectUtils.parse(answer.text());
                return values == null ? unreadable() : new Told.Known<>(new Members(values));
            } catch (ParseException e) {
                return unreadable();
            }
        });
    }

    /** The objects in a good answer that is a list. */
    static Told<List<Members>> listOf(Outcome outcome) {
        return answered(outcome).then(answer -> {
            try {
                var values = JSONArrayUtils.parse(answer.text());
                return values == null ? unreadable() : new Told.Known<>(objects(values));
            } catch (ParseException e) {
                return unreadable();
            }
        });
    }

    static Told<Outcome.Answered> answered(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answer when answer.fine() -> new Told.Known<>(answer);
            case Outcome.Answered answer
            when answer.status() >= 500 -> new Told.TryLater<>("The provider has trouble of its own at the moment.");
            case Outcome.Answered answer -> new Told.Refused<>("The provider did not accept what we asked.");
            case Outcome.Refused refused -> new Told.Refused<>(refused.why());
            case Outcome.TryLater later -> new Told.TryLater<>(later.why());
            case Outcome.Uncertain uncertain -> new Told.TryLater<>(uncertain.why());
        };
    }

    String text(String name) {
        return values.get(name) instanceof String text ? text : "";
    }

    /** True, also where it is written as a word, as some providers do; nothing else is. */
    boolean flag(String name) {
        var value = values.get(name);
        return Boolean.TRUE.equals(value) || "true".equals(value);
    }

    /** A whole number as digits. */
    String digits(String name) {
        return values.get(name) instanceof Number number
                        && String.valueOf(number).matches("[0-9]{1,19}")
                ? String.valueOf(number)
                : "";
    }

    List<String> texts(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }

    /** Also for "null", which the parser reads as no object rather than as a mistake. */
    private static <T> Told<T> unreadable() {
        return new Told.Refused<>("The provider's answer cannot be read.");
    }

    private static List<Members> objects(List<Object> list) {
        return list.stream()
                .filter(Map.class::isInstance)
                .map(item -> {
                    var values = new java.util.HashMap<String, Object>();
                    ((Map<?, ?>) item).forEach((name, value) -> values.put(String.valueOf(name), value));
                    return new Members(values);
                })
                .toList();
    }

    @Override
    public String toString() {
        return "members " + values.keySet(); // never the values
    }
}
