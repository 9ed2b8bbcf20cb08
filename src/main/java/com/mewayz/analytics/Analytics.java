package com.mewayz.analytics;

import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.analytics.SiteCatalogue.SiteInfo;
import com.mewayz.platform.Feature;
import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Period;
import com.mewayz.traffic.Question;
import com.mewayz.traffic.Tally;
import com.mewayz.traffic.Visits;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What visitors did, for one site or a whole workspace. */
public final class Analytics implements Feature {
    private static final Set<Dimension> SHOWN = Set.of(Dimension.LINK, Dimension.SOURCE, Dimension.DEVICE);

    private final Visits visits;
    private final SiteCatalogue sites;
    private final Views views;
    private final Clock clock;

    public Analytics(Visits visits, SiteCatalogue sites, Views views, Clock clock) {
        this.visits = visits;
        this.sites = sites;
        this.views = views;
        this.clock = clock;
    }

    @Override
    public void api(Api api) {
        api.get("/bio-sites/{site}/analytics", VIEWER, Figures.class, "Read the figures of a site.", this::ofSite);
        api.get(
                "/analytics/overview",
                VIEWER,
                Overview.class,
                "Read the workspace's totals, and each site's.",
                this::overview);
        api.get(
                "/analytics/traffic",
                VIEWER,
                Figures.class,
                "Read the figures of all sites together.",
                this::ofWorkspace);
    }

    @Override
    public void pages(Pages pages) {
        pages.get("/analytics", VIEWER, this::page);
        pages.get("/w/{workspace}/analytics", VIEWER, this::page);
    }

    private Figures ofSite(Call call) {
        return figures(call, List.of(site(call, call.id("site"))));
    }

    private Figures ofWorkspace(Call call) {
        return figures(call, sites.all(call.workspace()));
    }

    private Overview overview(Call call) {
        var all = sites.all(call.workspace());
        var figures = figures(call, all);
        var totals = visits.totals(ids(all), period(call));
        return new Overview(
                figures.from(),
                figures.to(),
                figures.zone(),
                figures.empty(),
                figures.total(),
                figures.previous(),
                all.stream()
                        .map(site -> new Overview.OfSite(
                                site.id(),
                                site.name(),
                                Figures.Total.of(totals.getOrDefault(site.id(), Tally.NOTHING))))
                        .toList());
    }

    private Answer page(Call call) {
        var all = sites.all(call.workspace());
        var chosen = call.query("site").filter(id -> !id.isEmpty()).map(id -> site(call, number(id)));
        var period = period(call);
        var shown = chosen.map(List::of).orElse(all);
        var report = visits.report(Question.of(ids(shown), period), SHOWN);
        boolean recent = period.to().equals(LocalDate.ofInstant(clock.instant(), period.zone()));
        var board = new Board(
                call.origin().base(),
                all,
                chosen.orElse(null),
                recent,
                report,
                Figures.of(report, titles(call.workspace(), shown)));
        return views.page(call, "analytics/analytics.peb", board.model());
    }

    private Figures figures(Call call, List<SiteInfo> shown) {
        return Figures.of(visits.report(Question.of(ids(shown), period(call)), SHOWN), titles(call.workspace(), shown));
    }

    private Period period(Call call) {
        return Span.of(call, sites.zone(call.workspace()), clock);
    }

    private SiteInfo site(Call call, long id) {
        return sites.find(call.workspace(), id).orElseThrow(() -> Problem.notFound("site"));
    }

    private Map<Long, String> titles(long workspace, List<SiteInfo> shown) {
        Map<Long, String> titles = new HashMap<>();
        shown.forEach(site -> titles.putAll(sites.linkTitles(workspace, site.id())));
        return titles;
    }

    private static List<Long> ids(List<SiteInfo> shown) {
        return shown.stream().map(SiteInfo::id).toList();
    }

    private static long number(String id) {
        if (!id.matches("[0-9]{1,16}")) {
            throw Problem.notFound("site");
        }
        return Long.parseLong(id);
    }
}
