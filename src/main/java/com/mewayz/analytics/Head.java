package com.mewayz.analytics;

import com.mewayz.analytics.SiteCatalogue.SiteInfo;
import com.mewayz.traffic.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is chosen: period, site, filters, comparison; each with the addresses that change it. */
record Head(String home, Asked asked, Address address, Report report) {
    /** @param verb is, or is not; {@code turn} the address for everything but this, and back; {@code remove} the one without it */
    record Chip(String name, String verb, String value, String turn, String remove) {}

    Map<String, Object> model() {
        var period = asked.period();
        return Map.ofEntries(
                Map.entry("home", home),
                Map.entry("query", address.query()),
                Map.entry("periods", periods()),
                Map.entry("from", period.from().toString()),
                Map.entry("to", period.to().toString()),
                Map.entry("kept", address.fields(List.of("days", "month", "from", "to"))),
                Map.entry("sites", sites()),
                Map.entry(
                        "siteName",
                        asked.chosen() == null ? "All sites" : asked.chosen().name()),
                Map.entry("chips", chips()),
                Map.entry("clear", address.without(Address.FILTER).query()),
                Map.entry("compare", asked.compare()),
                Map.entry(
                        "comparison",
                        address.with("compare", asked.compare() ? "off" : "").query()),
                Map.entry("zone", period.zone().getId().replace('_', ' ')),
                Map.entry("span", Words.span(period.from(), period.to())),
                Map.entry("before", before()));
    }

    /** The period before, in words. */
    String before() {
        return Words.span(
                report.before().getFirst().day(), report.before().getLast().day());
    }

    private List<Choice> periods() {
        var month = address.first("month");
        List<Choice> periods = new ArrayList<>();
        Lengths.ALL.forEach((days, label) -> periods.add(new Choice(
                label,
                address.days(days).query(),
                month.isEmpty() && asked.recent() && asked.period().length() == days)));
        periods.add(new Choice("This month", address.month("this").query(), month.equals("this")));
        periods.add(new Choice("Last month", address.month("last").query(), month.equals("last")));
        return periods;
    }

    /** Nothing to choose with a single site. */
    private List<Choice> sites() {
        List<Choice> choices = new ArrayList<>();
        if (asked.all().size() > 1) {
            choices.add(new Choice("All sites", address.without("site").query(), asked.chosen() == null));
            for (SiteInfo site : asked.all()) {
                choices.add(new Choice(
                        site.name(),
                        address.with("site", String.valueOf(site.id())).query(),
                        site.equals(asked.chosen())));
            }
        }
        return choices;
    }

    private List<Chip> chips() {
        return address.all(Address.FILTER).stream()
                .map(text -> {
                    var one = Filters.parse(text, Address.FILTER);
                    var without = address.minus(Address.FILTER, text);
                    return new Chip(
                            Labels.name(one.dimension()),
                            one.not() ? "is not" : "is",
                            asked.labels().of(one.dimension(), one.value()),
                            without.plus(Address.FILTER, one.turned().text()).query(),
                            without.query());
                })
                .toList();
    }
}
