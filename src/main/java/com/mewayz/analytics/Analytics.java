package com.mewayz.analytics;

import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.platform.Feature;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Facts;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Question;
import com.mewayz.traffic.Report;
import com.mewayz.traffic.Tally;
import com.mewayz.traffic.Visits;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What visitors did, for one site or a whole workspace. */
public final class Analytics implements Feature {
    private static final String CHOOSE =
            " Choose by days, month or from and to; by filter, several times, as country:DE or !source:Instagram.";
    private static final String SITES = " Choose sites by site, several times; without it all count.";
    private static final Set<Dimension> ALWAYS = EnumSet.of(Dimension.LINK, Dimension.SOURCE, Dimension.DEVICE);

    private final Visits visits;
    private final SiteCatalogue sites;
    private final Clock clock;
    private final AnalyticsPages pages;

    public Analytics(Visits visits, SiteCatalogue sites, Facts facts, Views views, Clock clock) {
        this.visits = visits;
        this.sites = sites;
        this.clock = clock;
        this.pages = new AnalyticsPages(visits, sites, new Annotations(facts), views, clock);
    }

    @Override
    public void api(Api api) {
        api.get(
                "/bio-sites/{site}/analytics",
                VIEWER,
                Figures.class,
                "Read the figures of a site." + CHOOSE + " compare=false leaves the period before out; by names"
                        + " dimensions to split by, with commas, in place of all.",
                call -> figures(call, Asked.api(call, sites, clock, call.id("site"))));
        api.get(
                "/analytics/overview",
                VIEWER,
                Overview.class,
                "Read the workspace's totals, and each site's." + SITES + CHOOSE,
                this::overview);
        api.get(
                "/analytics/traffic",
                VIEWER,
                Figures.class,
                "Read the figures of all sites together." + SITES + CHOOSE
                        + " compare=false leaves the period before out; by names dimensions to split by, with commas,"
                        + " in place of all.",
                call -> figures(call, Asked.api(call, sites, clock)));
        api.get(
                "/analytics/realtime",
                VIEWER,
                Present.class,
                "Read who is here now, and the last thirty minutes." + SITES,
                this::realtime);
        api.get(
                "/analytics/funnel",
                VIEWER,
                Present.Reached[].class,
                "Read how many visitors took the steps, one after the other within a day: step, several times, as visit,"
                        + " click, page:/shop, link:5, event:signup or outbound:address." + SITES + CHOOSE,
                call -> Present.Reached.of(
                        visits.funnel(Asked.api(call, sites, clock).question(), Steps.of(call.queries("step")))));
    }

    @Override
    public void pages(Pages table) {
        pages.mount(table);
    }

    private Figures figures(Call call, Asked asked) {
        return Figures.of(visits.report(asked.question(), dimensions(call)), asked);
    }

    private static Set<Dimension> dimensions(Call call) {
        var by = call.query("by").orElse("");
        if (by.isEmpty()) {
            return EnumSet.allOf(Dimension.class);
        }
        var dimensions = EnumSet.copyOf(ALWAYS);
        for (var word : by.split(",")) {
            dimensions.add(Dimension.of(word)
                    .orElseThrow(() -> Problem.invalid("by", "Name dimensions, as source,country,page.")));
        }
        return dimensions;
    }

    private Overview overview(Call call) {
        var asked = Asked.api(call, sites, clock);
        var figures = Figures.of(visits.report(asked.question(), Set.of()), asked);
        var totals = totals(asked);
        return new Overview(
                figures.from(),
                figures.to(),
                figures.zone(),
                figures.empty(),
                figures.total(),
                figures.previous(),
                asked.all().stream()
                        .map(site -> new Overview.OfSite(
                                site.id(),
                                site.name(),
                                Figures.Total.of(totals.getOrDefault(site.id(), Tally.NOTHING))))
                        .toList());
    }

    /** Without filters they stand ready. */
    private Map<Long, Tally> totals(Asked asked) {
        if (asked.filters().isEmpty()) {
            return visits.totals(asked.ids(), asked.period());
        }
        Map<Long, Tally> totals = new HashMap<>();
        for (long site : asked.ids()) {
            var days = visits.days(new Question(List.of(site), asked.period(), asked.filters()));
            totals.put(site, days.stream().map(Report.Day::tally).reduce(Tally.NOTHING, Tally::plus));
        }
        return totals;
    }

    private Present realtime(Call call) {
        var asked = Asked.api(call, sites, clock);
        return Present.of(visits.realtime(asked.ids()), asked.labels());
    }
}
