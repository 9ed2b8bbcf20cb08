package com.mewayz.analytics;

import com.mewayz.analytics.SiteCatalogue.SiteInfo;
import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Call;
import com.mewayz.traffic.Period;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which sites and which days a caller asks about. */
record Scope(SiteCatalogue sites, Clock clock) {
    /** The site that is asked for, or all of them. */
    List<SiteInfo> of(Call call) {
        var all = sites.all(call.workspace());
        var asked = call.query("site").orElse("");
        return asked.isEmpty() ? all : List.of(site(call.workspace(), asked));
    }

    /** @throws Problem 404 if it is no site of the workspace */
    SiteInfo site(long workspace, String id) {
        if (!id.matches("[0-9]{1,16}")) {
            throw Problem.notFound("site");
        }
        return sites.find(workspace, Long.parseLong(id)).orElseThrow(() -> Problem.notFound("site"));
    }

    /** Those of these sites that are still there; all of the workspace's where none is named. */
    List<SiteInfo> present(long workspace, Collection<Long> chosen) {
        return sites.all(workspace).stream()
                .filter(site -> chosen.isEmpty() || chosen.contains(site.id()))
                .toList();
    }

    Period period(Call call) {
        return Span.of(call, zone(call.workspace()), clock);
    }

    ZoneId zone(long workspace) {
        return sites.zone(workspace);
    }

    LocalDate today(long workspace) {
        return LocalDate.ofInstant(clock.instant(), zone(workspace));
    }

    /** Titles of all links of the workspace by block id. */
    Map<Long, String> titles(long workspace) {
        return titles(workspace, sites.all(workspace));
    }

    Map<Long, String> titles(long workspace, List<SiteInfo> shown) {
        Map<Long, String> titles = new HashMap<>();
        shown.forEach(site -> titles.putAll(sites.linkTitles(workspace, site.id())));
        return titles;
    }

    static List<Long> ids(List<SiteInfo> shown) {
        return shown.stream().map(SiteInfo::id).toList();
    }
}
