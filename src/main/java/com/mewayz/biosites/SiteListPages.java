package com.mewayz.biosites;

import static com.mewayz.platform.web.Role.ADMIN;
import static com.mewayz.platform.web.Role.EDITOR;
import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.biosites.BuilderPages.Audience;
import com.mewayz.media.MediaFile;
import com.mewayz.media.MediaFiles;
import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Times;
import com.mewayz.platform.web.Views;
import com.mewayz.workspaces.Workspaces;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The sites of a workspace: the list, a new one, and what is done to a site as a whole. */
final class SiteListPages {
    private static final String PATH = "/sites";

    private final Sites sites;
    private final BioSites feature;
    private final Handles handles;
    private final MediaFiles media;
    private final Workspaces workspaces;
    private final Clock clock;
    private final Views views;
    private final Audience audience;

    SiteListPages(
            BioSites feature, MediaFiles media, Workspaces workspaces, Clock clock, Views views, Audience audience) {
        this.feature = feature;
        this.sites = feature.sites();
        this.handles = feature.handles();
        this.media = media;
        this.workspaces = workspaces;
        this.clock = clock;
        this.views = views;
        this.audience = audience;
    }

    void mount(Pages pages) {
        pages.get(PATH, VIEWER, this::list);
        pages.get(PATH + "/new", EDITOR, this::blank);
        pages.get(PATH + "/handle", EDITOR, call -> SiteFormPages.available(handles, call, 0));
        pages.post(
                PATH, EDITOR, this::create, (call, problem) -> views.again(call, problem, "biosites/new", model(call)));
        pages.post(PATH + "/order", EDITOR, this::order);
        pages.post(PATH + "/{site}/position", EDITOR, this::move);
        pages.post(PATH + "/{site}/duplicates", EDITOR, this::duplicate);
        pages.post(PATH + "/{site}/deletion", ADMIN, this::delete);
        pages.post(PATH + "/{site}/restoration", ADMIN, this::restore);
    }

    private Answer list(Call call) {
        var zone = workspaces.get(call.workspace()).zone();
        var now = clock.instant();
        var all = sites.all(call.workspace());
        var views30 = audience.views(all.stream().map(Site::id).toList(), zone);
        return views.page(
                call,
                "biosites/sites",
                Map.of(
                        "page", "Sites",
                        "sites",
                                all.stream()
                                        .map(site -> row(call, site, views30.getOrDefault(site.id(), 0L), now, zone))
                                        .toList(),
                        "mayEdit", call.role().covers(EDITOR),
                        "mayDelete", call.role().covers(ADMIN),
                        "toasts", Toast.of(call).stream().toList()));
    }

    private Row row(Call call, Site site, long viewed, Instant now, ZoneId zone) {
        var published = site.publishedAt();
        return new Row(
                site.id(),
                site.position() + 1,
                site.name(),
                feature.standing(call, site).words(),
                feature.standing(call, site).page(),
                site.live(),
                site.live() && published != null && site.updatedAt().isAfter(published),
                "%,d".formatted(viewed),
                Times.words(site.updatedAt(), now, zone),
                site.updatedAt(),
                Optional.ofNullable(site.avatar())
                        .flatMap(id -> media.find(call.workspace(), id))
                        .map(MediaFile::smallAddress)
                        .orElse(""),
                initial(site.name()));
    }

    private Answer blank(Call call) {
        return views.page(call, "biosites/new", model(call));
    }

    private Map<String, Object> model(Call call) {
        return Map.of("page", "New site", "prefix", feature.prefix(call));
    }

    private Answer create(Call call) {
        var site = sites.create(
                call.workspace(),
                call.user(),
                new SiteInput(call.form().text("handle"), call.form().text("name")));
        return Answer.seeOther(BuilderPages.path(site.id(), "did=site-created"));
    }

    private Answer order(Call call) {
        sites.order(call.workspace(), BuilderPages.ids(call));
        return Answer.seeOther(PATH);
    }

    private Answer move(Call call) {
        var ids = new ArrayList<>(
                sites.all(call.workspace()).stream().map(Site::id).toList());
        int from = ids.indexOf(call.id("site"));
        if (from < 0) {
            throw Problem.notFound("site");
        }
        int to = from + (call.form().text("by").equals("-1") ? -1 : 1);
        if (to >= 0 && to < ids.size()) {
            ids.add(to, ids.remove(from));
            sites.order(call.workspace(), ids);
        }
        return Answer.seeOther(PATH);
    }

    private Answer duplicate(Call call) {
        var copy = sites.duplicate(call.workspace(), call.user(), call.id("site"));
        return Answer.seeOther(BuilderPages.path(copy.id(), "tab=page&did=site-duplicated"));
    }

    private Answer delete(Call call) {
        sites.delete(call.workspace(), call.user(), call.id("site"));
        return Answer.seeOther(PATH + "?did=site-deleted&it=" + call.id("site"));
    }

    private Answer restore(Call call) {
        sites.restore(call.workspace(), call.user(), call.id("site"));
        return Answer.seeOther(PATH + "?did=site-restored");
    }

    private static String initial(String name) {
        return name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }

    /** A line of the list. */
    public record Row(
            long id,
            int number,
            String name,
            String shown,
            String address,
            boolean live,
            boolean changed,
            String views,
            String saved,
            Instant savedAt,
            String picture,
            String initial) {}
}
