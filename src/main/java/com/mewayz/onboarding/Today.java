package com.mewayz.onboarding;

import com.mewayz.biosites.BioSites;
import com.mewayz.biosites.Site;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Role;
import com.mewayz.platform.web.Views;
import com.mewayz.traffic.Period;
import com.mewayz.traffic.Question;
import com.mewayz.traffic.Report;
import com.mewayz.traffic.Visits;
import com.mewayz.workspaces.Workspaces;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The page that greets: four figures of the last seven days, what happened, what is left to set up. */
public final class Today {
    private static final int DAYS = 7;
    private static final int EVENTS = 8;

    private final Workspaces workspaces;
    private final BioSites bioSites;
    private final Visits visits;
    private final Happenings happenings;
    private final Clock clock;
    private final Views views;

    public Today(
            Workspaces workspaces, BioSites bioSites, Visits visits, Happenings happenings, Clock clock, Views views) {
        this.workspaces = workspaces;
        this.bioSites = bioSites;
        this.visits = visits;
        this.happenings = happenings;
        this.clock = clock;
        this.views = views;
    }

    Answer page(Call call) {
        var zone = workspaces.get(call.workspace()).zone();
        var sites = bioSites.sites().all(call.workspace());
        var report = visits.report(
                Question.of(sites.stream().map(Site::id).toList(), Period.last(DAYS, zone, clock)), Set.of());
        var live = sites.stream().filter(Site::live).findFirst();
        var model = new HashMap<String, Object>();
        model.put("page", "Today");
        model.put(
                "greeting",
                greeting(clock.instant(), zone) + ", " + call.caller().name().split("\\s+")[0]);
        model.put("summary", summary(report, live));
        model.put("numbers", numbers(report));
        model.put("events", happenings.latest(call.workspace(), call.role().covers(Role.ADMIN), EVENTS, zone));
        model.put("checklist", checklist(call, sites));
        model.put(
                "site",
                live.<Object>map(site ->
                                Map.of("address", bioSites.standing(call, site).page(), "href", "/@" + site.handle()))
                        .orElse(null));
        return views.page(call, "web/today", model);
    }

    private static String greeting(Instant now, ZoneId zone) {
        int hour = now.atZone(zone).getHour();
        return hour < 5 ? "Good night" : hour < 12 ? "Good morning" : hour < 18 ? "Good afternoon" : "Good evening";
    }

    private static String summary(Report report, Optional<Site> live) {
        if (live.isEmpty()) {
            return "Your page is not published yet.";
        }
        var total = report.total();
        return report.empty()
                ? "Your page is live. Nobody has visited it yet."
                : "%,d visitors and %,d link clicks in the last seven days."
                        .formatted(total.visitors(), total.clicks());
    }

    private static List<Map<String, Object>> numbers(Report report) {
        var now = report.total();
        var before = report.previous();
        return List.of(
                number("Visitors", report, Report.Day::visitors, now.visitors(), before.visitors()),
                number("Page views", report, Report.Day::views, now.views(), before.views()),
                number("Link clicks", report, Report.Day::clicks, now.clicks(), before.clicks()),
                rate(report));
    }

    private static Map<String, Object> number(
            String label, Report report, ToLongFunction<Report.Day> figure, long now, long before) {
        if (report.empty()) {
            return Map.of("label", label, "value", "0", "change", "", "tone", "", "note", "no data yet", "spark", "");
        }
        var change = before == 0 || !report.comparable()
                ? ""
                : "%+d%%".formatted(Math.round(100.0 * (now - before) / before));
        return Map.of(
                "label",
                label,
                "value",
                "%,d".formatted(now),
                "change",
                change,
                "tone",
                change.isEmpty() ? "" : now > before ? "up" : now < before ? "down" : "",
                "note",
                report.comparable() ? "from %,d the week before".formatted(before) : "the week before was not counted",
                "spark",
                spark(report.days().stream().mapToLong(figure).toArray()));
    }

    private static Map<String, Object> rate(Report report) {
        if (report.empty() || report.total().views() == 0) {
            return Map.of(
                    "label", "Click rate", "value", "–", "change", "", "tone", "", "note", "no data yet", "spark", "");
        }
        double now = 100 * report.total().rate();
        double before = 100 * report.previous().rate();
        boolean known = report.comparable() && report.previous().views() > 0;
        return Map.of(
                "label",
                "Click rate",
                "value",
                "%.1f%%".formatted(now),
                "change",
                !known ? "" : "%+.1f points".formatted(now - before),
                "tone",
                !known ? "" : now > before ? "up" : now < before ? "down" : "",
                "note",
                "clicks for each view",
                "spark",
                "");
    }

    /** A line through the figures in a box of 72 by 28. */
    private static String spark(long[] figures) {
        long most = Math.max(
                1,
                IntStream.range(0, figures.length)
                        .mapToLong(i -> figures[i])
                        .max()
                        .orElse(1));
        return IntStream.range(0, figures.length)
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "%s%.1f %.1f",
                        i == 0 ? "M" : "L",
                        2 + 68.0 * i / Math.max(1, figures.length - 1),
                        26 - 24.0 * figures[i] / most))
                .collect(Collectors.joining(" "));
    }

    private Map<String, Object> checklist(Call call, List<Site> sites) {
        var site = sites.stream().findFirst();
        var builder = site.map(known -> "/sites/" + known.id()).orElse("/setup/workspace");
        boolean links = site.map(known ->
                        !bioSites.blocks().all(call.workspace(), known.id()).isEmpty())
                .orElse(false);
        var items = List.of(
                item("Create your page", site.isPresent(), "Start", "/setup/workspace"),
                item("Add your links", links, "Add links", builder),
                item(
                        "Add a picture of you",
                        site.map(known -> known.avatar() != null).orElse(false),
                        "Choose",
                        builder + "?tab=page"),
                item("Publish your page", sites.stream().anyMatch(Site::live), "Publish", builder));
        long done = items.stream()
                .filter(item -> Boolean.TRUE.equals(item.get("done")))
                .count();
        return Map.of("done", done, "total", (long) items.size(), "percent", 100 * done / items.size(), "items", items);
    }

    private static Map<String, Object> item(String text, boolean done, String action, String href) {
        return Map.of("text", text, "done", done, "action", action, "href", href);
    }

    /** What happened last in a workspace, newest first: icon, tone, text, detail, when and at of each. */
    public interface Happenings {
        List<Map<String, Object>> latest(long workspace, boolean everything, int count, ZoneId zone);
    }
}
