package com.mewayz.analytics;

import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Report;
import com.mewayz.traffic.Tally;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Lists of what visitors did and where they came from, each with tabs; a row chooses its visits. */
record Panels(Report report, Address address, Labels labels, int sites) {
    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "ways",
                    "Sources",
                    List.of(
                            new Tab(Dimension.SOURCE, "Sources"),
                            new Tab(Dimension.CHANNEL, "Channels"),
                            new Tab(Dimension.REFERRER, "Referrers"),
                            new Tab(Dimension.CAMPAIGN, "Campaigns"))),
            new Kind(
                    "acts",
                    "Links",
                    List.of(
                            new Tab(Dimension.LINK, "Links"),
                            new Tab(Dimension.OUTBOUND, "Outgoing"),
                            new Tab(Dimension.EVENT, "Events"))),
            new Kind(
                    "pages",
                    "Pages",
                    List.of(
                            new Tab(Dimension.PAGE, "Pages"),
                            new Tab(Dimension.ENTRY, "First"),
                            new Tab(Dimension.EXIT, "Last"))),
            new Kind(
                    "tech",
                    "Devices",
                    List.of(
                            new Tab(Dimension.DEVICE, "Devices"),
                            new Tab(Dimension.BROWSER, "Browsers"),
                            new Tab(Dimension.SYSTEM, "Systems"),
                            new Tab(Dimension.LANGUAGE, "Languages"))));
    private static final int FIRST = 10;
    private static final int MOST = 100;

    private record Kind(String id, String title, List<Tab> tabs) {
        Tab shown(Address address) {
            return tabs.stream()
                    .filter(tab -> tab.dimension.word().equals(address.first(id)))
                    .findFirst()
                    .orElse(tabs.getFirst());
        }
    }

    private record Tab(Dimension dimension, String label) {}

    /** What the page needs to know for these tabs. */
    static Set<Dimension> dimensions(Address address) {
        var dimensions = EnumSet.of(Dimension.COUNTRY);
        KINDS.forEach(kind -> dimensions.add(kind.shown(address).dimension));
        return dimensions;
    }

    /**
     * A list as the page shows it.
     *
     * @param rest rows below the first ones; {@code more} what is missing even then, in words
     */
    record Panel(
            String id,
            String title,
            List<Choice> tabs,
            String note,
            List<Row> rows,
            List<Row> rest,
            String more,
            String nothing) {}

    /** @param href chooses the row's visits, empty where that is not possible */
    record Row(String name, String href, String width, String value, String share) {}

    List<Panel> lists() {
        return KINDS.stream().map(this::list).toList();
    }

    private Panel list(Kind kind) {
        var shown = kind.shown(address);
        var tabs = kind.tabs.stream()
                .map(tab -> new Choice(
                        tab.label,
                        address.with(kind.id, tab.equals(kind.tabs.getFirst()) ? "" : tab.dimension.word())
                                        .query() + "#" + kind.id,
                        tab.equals(shown)))
                .toList();
        return panel(kind.id, kind.title, tabs, shown.dimension);
    }

    Panel countries() {
        return panel("countries", "Countries", List.of(), Dimension.COUNTRY);
    }

    /** How strongly a country is coloured, 1 to 5, by its two letters. */
    Map<String, Integer> map() {
        var known = report.by(Dimension.COUNTRY).stream()
                .filter(part -> part.value().matches("[A-Z]{2}"))
                .toList();
        long highest =
                known.stream().mapToLong(part -> part.tally().visitors()).max().orElse(1);
        var steps = new TreeMap<String, Integer>();
        // the root, because a few countries have nearly all visitors and the others would look alike
        known.forEach(part -> steps.put(part.value(), (int) Math.clamp(
                Math.ceil(5 * Math.sqrt((double) part.tally().visitors() / highest)), 1, 5)));
        return steps;
    }

    private Panel panel(String id, String title, List<Choice> tabs, Dimension dimension) {
        var measure = dimension.measure();
        var parts = report.by(dimension).stream()
                .filter(part -> measure.applyAsLong(part.tally()) > 0)
                .toList();
        long highest = parts.stream()
                .mapToLong(part -> measure.applyAsLong(part.tally()))
                .max()
                .orElse(1);
        List<Row> rows = new ArrayList<>();
        for (var part : parts.subList(0, Math.min(MOST, parts.size()))) {
            rows.add(row(dimension, part, measure, highest));
        }
        return new Panel(
                id,
                title,
                tabs,
                note(dimension),
                rows.subList(0, Math.min(FIRST, rows.size())),
                rows.subList(Math.min(FIRST, rows.size()), rows.size()),
                parts.size() > MOST ? Words.number(parts.size() - MOST) + " more are not listed here." : "",
                nothing(dimension));
    }

    private Row row(Dimension dimension, Report.Part part, ToLongFunction<Tally> measure, long highest) {
        long value = measure.applyAsLong(part.tally());
        var total = report.total();
        long whole = switch (dimension) {
            case LINK, OUTBOUND -> part.tally().views();
            case ENTRY, EXIT -> total.visits();
            default -> total.visitors();
        };
        return new Row(
                labels.of(dimension, part.value()),
                dimension.filters()
                        ? address.plus(Address.FILTER, Filters.text(dimension, part.value()))
                                .query()
                        : "",
                Bar.width(value, highest),
                Words.number(value),
                whole == 0 ? "" : Words.percent((double) value / whole));
    }

    /** The front pages of two sites are one path. */
    private String ofAllSites() {
        return sites > 1 ? ", by path on all sites" : "";
    }

    private String note(Dimension dimension) {
        return switch (dimension) {
            case LINK, OUTBOUND -> "Clicks, click rate";
            case EVENT -> "Events, for each visitor";
            case ENTRY, EXIT -> "Visits, share" + ofAllSites();
            case PAGE -> "Visitors, share" + ofAllSites();
            default -> "Visitors, share";
        };
    }

    private String nothing(Dimension dimension) {
        if (!report.imported().isEmpty() && report.total().views() > 0) {
            return "The days that another program counted tell nothing of this.";
        }
        return switch (dimension) {
            case LINK -> "No link was followed in this period.";
            case OUTBOUND -> "No link on a page elsewhere was followed in this period.";
            case EVENT -> "No page elsewhere reported an event in this period.";
            default -> "Nobody came in this period.";
        };
    }
}
