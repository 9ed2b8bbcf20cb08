package com.mewayz.analytics;

import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Call;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The query of a page, as far as it makes sense. In place of what does not, the page shows what it shows to whoever asks
 * for nothing, and says what is wrong; so a mistyped day leaves nobody without the form to type it anew.
 *
 * @param address without what makes no sense
 * @param errors sentences by the name that stands in the query
 * @param typed the first and the last day as they were written, {@code from} and {@code to}, where they are wrong
 */
record Query(Asked asked, Address address, Map<String, List<String>> errors, Map<String, String> typed) {
    /** @throws Problem 404 for a site that is not there */
    static Query of(Call call, SiteCatalogue sites, Clock clock) {
        var errors = new Errors();
        var address = Address.of(call);
        var zone = sites.zone(call.workspace());
        var period = errors.unless(() -> Span.of(call, zone, clock));
        var texts = address.all(Address.FILTER);
        var filters = errors.fitting(
                texts.stream().limit(Filters.MOST).toList(), text -> Filters.parse(text, Address.FILTER));
        if (texts.size() > Filters.MOST) {
            errors.unless(() -> Filters.of(texts, Address.FILTER));
        }
        return new Query(
                Asked.page(
                        call,
                        sites,
                        clock,
                        period.orElseGet(() -> Span.standard(zone, clock)),
                        Filters.of(filters, Address.FILTER)),
                (period.isPresent() ? address : address.spanless()).changed(Address.FILTER, filters),
                errors.all,
                period.isPresent() ? Map.of() : typed(address));
    }

    /** With a look at the steps of a funnel, too: the usual ones where too few make sense. */
    Query stepping() {
        var errors = new Errors();
        errors.all.putAll(this.errors);
        var texts = address.all(Steps.STEP);
        var steps = errors.fitting(texts.stream().limit(Steps.MOST).toList(), Steps::step);
        if (steps.size() == texts.size() || texts.size() > Steps.MOST) {
            errors.unless(() -> Steps.of(texts));
        }
        return new Query(
                asked, address.changed(Steps.STEP, steps.size() < Steps.LEAST ? List.of() : steps), errors.all, typed);
    }

    int status() {
        return errors.isEmpty() ? 200 : Problem.Kind.INVALID.status();
    }

    /** The model of a page with what is to say about the query. */
    Map<String, Object> onto(Map<String, Object> model) {
        var all = new HashMap<>(model);
        all.put("errors", errors);
        all.putAll(typed);
        // a field for days shows nothing at all of what is no day
        all.put("dayType", typed.values().stream().allMatch(Query::isDay) ? "date" : "text");
        all.put("shownInstead", instead());
        return all;
    }

    private String instead() {
        var left = errors.containsKey(Address.FILTER) || errors.containsKey(Steps.STEP)
                ? "What makes no sense was left out."
                : "";
        return Address.SPAN.stream().anyMatch(errors::containsKey)
                ? ("Here are the last " + Span.STANDARD + " days instead. " + left).strip()
                : left;
    }

    private static Map<String, String> typed(Address address) {
        return address.first("from").isEmpty() && address.first("to").isEmpty()
                ? Map.of()
                : Map.of("from", address.first("from"), "to", address.first("to"));
    }

    private static boolean isDay(String text) {
        try {
            return text.isEmpty() || LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Collects complaints in place of failing with the first. */
    private static final class Errors {
        private final Map<String, List<String>> all = new LinkedHashMap<>();

        <T> Optional<T> unless(Supplier<T> value) {
            try {
                return Optional.of(value.get());
            } catch (Problem problem) {
                if (problem.kind() != Problem.Kind.INVALID) {
                    throw problem;
                }
                problem.fields().forEach((name, sentences) -> all.merge(name, sentences, Errors::plus));
                return Optional.empty();
            }
        }

        /** Those of the texts that can be read. */
        <T> List<String> fitting(List<String> texts, Function<String, T> reading) {
            return texts.stream()
                    .filter(text -> unless(() -> reading.apply(text)).isPresent())
                    .toList();
        }

        private static List<String> plus(List<String> known, List<String> more) {
            return Stream.concat(known.stream(), more.stream()).distinct().toList();
        }
    }
}
