package com.mewayz.analytics;

import com.mewayz.platform.Check;
import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Filter;
import com.mewayz.traffic.Period;
import com.mewayz.traffic.Question;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a report asks.
 *
 * @param sites all of the workspace's if none is named
 * @param filters all of them apply
 * @param dimensions by what to list figures: source, country, page …
 * @param measures visitors and views if none is named
 */
public record ReportQuestion(
        @Nullable List<Long> sites,
        @Nullable ReportPeriod period,
        @Nullable List<ReportFilter> filters,
        @Nullable List<String> dimensions,
        @Nullable List<Measure> measures) {
    private static final int MOST = 6;

    Check check(Check check, Collection<Long> known) {
        return check.that("sites", sites().stream().allMatch(known::contains), "Choose from your sites.")
                .that("period", period != null, "Choose which days.")
                .that("filters", filters().size() <= MOST, "Use at most " + MOST + ".")
                .that(
                        "filters",
                        filters().stream().allMatch(filter -> filter != null && filter.isRight()),
                        "A filter has a dimension, like source or country, and up to 20 values.")
                .that("dimensions", dimensions().size() <= MOST, "Choose at most " + MOST + ".")
                .that(
                        "dimensions",
                        dimensions().stream()
                                .allMatch(word ->
                                        word != null && Dimension.of(word).isPresent()),
                        "Choose from: " + String.join(", ", words()) + ".")
                .that("measures", measures().stream().allMatch(measure -> measure != null), "Choose from the list.");
    }

    /** With nothing left open. */
    ReportQuestion whole() {
        return new ReportQuestion(
                List.copyOf(new LinkedHashSet<>(sites())),
                period,
                filters(),
                List.copyOf(new LinkedHashSet<>(dimensions())),
                List.copyOf(new LinkedHashSet<>(measures())));
    }

    @Override
    public List<Long> sites() {
        return sites == null ? List.of() : sites;
    }

    @Override
    public List<ReportFilter> filters() {
        return filters == null ? List.of() : filters;
    }

    @Override
    public List<String> dimensions() {
        return dimensions == null ? List.of() : dimensions;
    }

    @Override
    public List<Measure> measures() {
        return measures == null || measures.isEmpty() ? List.of(Measure.VISITORS, Measure.VIEWS) : measures;
    }

    Set<Dimension> split() {
        var split = new LinkedHashSet<Dimension>();
        dimensions().forEach(word -> Dimension.of(word).ifPresent(split::add));
        return split;
    }

    Question ask(List<Long> present, LocalDate today, ZoneId zone) {
        return new Question(
                present,
                days(today, zone),
                filters().stream().map(ReportFilter::filter).toList());
    }

    /** In words, for people. */
    String filtered() {
        return String.join(
                ", ",
                filters().stream()
                        .map(ReportFilter::filter)
                        .map(ReportQuestion::words)
                        .toList());
    }

    private static String words(Filter filter) {
        return filter.dimension().word()
                + (filter.not() ? " is not " : " is ")
                + String.join(
                        " or ",
                        filter.values().stream()
                                .sorted()
                                .map(value -> Labels.words(filter.dimension(), value))
                                .toList());
    }

    private Period days(LocalDate today, ZoneId zone) {
        return (period == null ? ReportPeriod.LAST_7_DAYS : period).before(today, zone);
    }

    private static List<String> words() {
        return List.of(Dimension.values()).stream().map(Dimension::word).toList();
    }
}
