package com.mewayz.traffic;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was counted so far: each day's total, and what the figures are split by. */
final class Counts {
    private final Map<Long, Tally> totals = new TreeMap<>();
    private final Set<Dimension> dimensions;
    private final Map<Long, OfSite> sites = new TreeMap<>();
    private final Map<Dimension, Totals> parts = new EnumMap<>(Dimension.class);

    Counts(Set<Dimension> dimensions) {
        this.dimensions = dimensions;
    }

    void add(long day, Tally total) {
        totals.merge(day, total, Tally::plus);
    }

    void add(long site, long number, Day day, int @Nullable [] chosen) {
        if (chosen != null && chosen.length == 0) {
            return;
        }
        var tallies = new Tallies(day);
        var total = chosen == null ? day.total() : tallies.total(chosen);
        add(number, total);
        var ofSite = site(site);
        ofSite.views += total.views();
        dimensions.forEach(dimension -> tallies.by(dimension, chosen, totals(ofSite, dimension)));
    }

    Counts plus(Counts other) {
        other.totals.forEach(this::add);
        other.parts.forEach((dimension, more) -> totals(parts, dimension).add(more));
        other.sites.forEach((number, more) -> {
            var site = site(number);
            site.views += more.views;
            more.parts.forEach(
                    (dimension, totals) -> totals(site.parts, dimension).add(totals));
        });
        return this;
    }

    /** A link's views are those of its site: of all pages on which it could have been followed. */
    Map<Dimension, Totals> parts() {
        Map<Dimension, Totals> all = new EnumMap<>(parts);
        for (var dimension : dimensions) {
            var totals = all.computeIfAbsent(dimension, _ -> new Totals());
            for (var site : sites.values()) {
                var ofSite = site.parts.get(dimension);
                if (ofSite != null) {
                    totals.add(ofSite, site.views);
                }
            }
        }
        return all;
    }

    List<Report.Day> days(Period period) {
        return period.days().stream()
                .map(day -> new Report.Day(day, totals.getOrDefault(day.toEpochDay(), Tally.NOTHING)))
                .toList();
    }

    private Totals totals(OfSite site, Dimension dimension) {
        return totals(dimension.ofSites() ? site.parts : parts, dimension);
    }

    private static Totals totals(Map<Dimension, Totals> parts, Dimension dimension) {
        return parts.computeIfAbsent(dimension, _ -> new Totals());
    }

    private OfSite site(long number) {
        return sites.computeIfAbsent(number, _ -> new OfSite());
    }

    private static final class OfSite {
        private long views;
        private final Map<Dimension, Totals> parts = new EnumMap<>(Dimension.class);
    }
}
