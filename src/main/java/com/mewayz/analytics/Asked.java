package com.mewayz.analytics;

import com.mewayz.analytics.SiteCatalogue.SiteInfo;
import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Call;
import com.mewayz.traffic.Filter;
import com.mewayz.traffic.Period;
import com.mewayz.traffic.Question;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants to know.
 *
 * @param all the workspace's sites, or those of them that a program named
 * @param chosen the site shown, null for all
 * @param recent whether the period ends today
 * @param compare whether with the period before
 */
record Asked(
        List<SiteInfo> all,
        @Nullable SiteInfo chosen,
        Period period,
        boolean recent,
        List<Filter> filters,
        boolean compare,
        Labels labels) {

    /** From the query of a page: its site; period and filters as they were understood, see {@link Query}. */
    static Asked page(Call call, SiteCatalogue sites, Clock clock, Period period, List<Filter> filters) {
        var chosen = call.query("site").filter(id -> !id.isEmpty()).map(id -> site(call, sites, number(id)));
        return of(call, sites, clock, sites.all(call.workspace()), chosen.orElse(null), period, filters);
    }

    /** From the query of a program: {@code filter} in place of {@code f}, and any number of sites. */
    static Asked api(Call call, SiteCatalogue sites, Clock clock) {
        var all = sites.all(call.workspace());
        var named = call.queries("site").stream()
                .filter(id -> !id.isEmpty())
                .distinct()
                .map(id -> all.stream()
                        .filter(site -> site.id() == number(id))
                        .findFirst()
                        .orElseThrow(() -> Problem.notFound("site")))
                .toList();
        return program(call, sites, clock, named.isEmpty() ? all : named, named.size() == 1 ? named.getFirst() : null);
    }

    /** From the query of a program, of the site that its path names. */
    static Asked api(Call call, SiteCatalogue sites, Clock clock, long site) {
        return program(call, sites, clock, sites.all(call.workspace()), site(call, sites, site));
    }

    private static Asked program(
            Call call, SiteCatalogue sites, Clock clock, List<SiteInfo> all, @Nullable SiteInfo chosen) {
        var name = "filter";
        return of(
                call,
                sites,
                clock,
                all,
                chosen,
                Span.of(call, sites.zone(call.workspace()), clock),
                Filters.of(
                        call.queries(name).stream()
                                .filter(text -> !text.isEmpty())
                                .toList(),
                        name));
    }

    private static Asked of(
            Call call,
            SiteCatalogue sites,
            Clock clock,
            List<SiteInfo> all,
            @Nullable SiteInfo chosen,
            Period period,
            List<Filter> filters) {
        Map<Long, String> titles = new HashMap<>();
        (chosen == null ? all : List.of(chosen))
                .forEach(site -> titles.putAll(sites.linkTitles(call.workspace(), site.id())));
        return new Asked(
                all,
                chosen,
                period,
                period.to().equals(LocalDate.ofInstant(clock.instant(), period.zone())),
                filters,
                !List.of("off", "false").contains(call.query("compare").orElse("")),
                new Labels(titles));
    }

    List<SiteInfo> sites() {
        return chosen == null ? all : List.of(chosen);
    }

    List<Long> ids() {
        return sites().stream().map(SiteInfo::id).toList();
    }

    Question question() {
        return new Question(ids(), period, filters);
    }

    String nameOf(long site) {
        return all.stream()
                .filter(info -> info.id() == site)
                .findFirst()
                .map(SiteInfo::name)
                .orElse("");
    }

    private static SiteInfo site(Call call, SiteCatalogue sites, long id) {
        return sites.find(call.workspace(), id).orElseThrow(() -> Problem.notFound("site"));
    }

    private static long number(String id) {
        if (!id.matches("[0-9]{1,16}")) {
            throw Problem.notFound("site");
        }
        return Long.parseLong(id);
    }
}
