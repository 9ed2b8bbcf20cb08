package com.mewayz.audit;

import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.FactQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What of the log somebody wants to see, as it stands in a query or a form. Empty means all. */
record Filter(String group, String kind, String who, String from, String to, String q) {
    static Filter of(Function<String, String> value) {
        return new Filter(
                value.apply("group"),
                value.apply("kind"),
                value.apply("who"),
                value.apply("from"),
                value.apply("to"),
                value.apply("q").strip());
    }

    /**
     * Narrows a query down.
     *
     * @param zone where the days begin
     * @param people id and name of those who may be meant by a name
     */
    FactQuery narrow(FactQuery query, ZoneId zone, Map<Long, String> people) {
        var narrowed = query.of(kinds()).between(start(zone), end(zone));
        if (!who.isEmpty()) {
            narrowed = narrowed.by(person());
        }
        return q.isEmpty() ? narrowed : narrowed.holding(q, Entries.kindsHolding(q), named(people));
    }

    Map<String, String> fields() {
        return Map.of("group", group, "kind", kind, "who", who, "from", from, "to", to, "q", q);
    }

    private List<String> kinds() {
        if (!kind.isEmpty()) {
            return List.of(kind);
        }
        return group.isEmpty()
                ? List.of()
                : Stream.of(Group.values())
                        .filter(each -> each.word().equals(group))
                        .findFirst()
                        .map(Group::kinds)
                        .orElseThrow(() -> Problem.invalid("group", "There is no such group."));
    }

    private long person() {
        if (!who.matches("[0-9]{1,16}")) {
            throw Problem.invalid("who", "Choose a person of the list.");
        }
        return Long.parseLong(who);
    }

    private List<Long> named(Map<Long, String> people) {
        return people.entrySet().stream()
                .filter(person -> Entries.holds(person.getValue(), q))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Instant start(ZoneId zone) {
        return day("from", from).map(day -> day.atStartOfDay(zone).toInstant()).orElse(FactQuery.BEGINNING);
    }

    /** The last day counts whole. */
    private Instant end(ZoneId zone) {
        return day("to", to)
                .map(day -> day.plusDays(1).atStartOfDay(zone).toInstant())
                .orElse(FactQuery.END);
    }

    private static Optional<LocalDate> day(String name, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var day = LocalDate.parse(text);
            if (day.getYear() < 1970 || day.getYear() > 9000) {
                throw Problem.invalid(name, "Choose a day from 1970-01-01 to 9000-12-31.");
            }
            return Optional.of(day);
        } catch (DateTimeException e) {
            throw Problem.invalid(name, "Write a day like 2026-11-22.");
        }
    }
}
