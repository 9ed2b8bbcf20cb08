package com.mewayz.websites;

import static com.mewayz.platform.web.Role.ADMIN;
import static com.mewayz.platform.web.Role.EDITOR;
import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.facts.WorkspaceFact.WorkspaceDeleted;
import com.mewayz.platform.Feature;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Assets;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.time.Duration;

/** Counting on pages elsewhere: the websites, the script they carry, and what it sends. */
public final class Elsewhere implements Feature {
    static final String SCRIPT = "/js/m.js";
    private static final String API = "/analytics/websites";

    private final Websites websites;
    private final Beacons beacons;
    private final Assets assets;
    private final WebsitePages pages;

    public Elsewhere(Websites websites, Beacons beacons, Assets assets, Views views) {
        this.websites = websites;
        this.beacons = beacons;
        this.assets = assets;
        this.pages = new WebsitePages(websites, views);
    }

    @Override
    public void pages(Pages routes) {
        routes.open(SCRIPT, this::script);
        routes.beacon("/m", Beacon.class, beacons::take);
        pages.mount(routes);
    }

    @Override
    public void api(Api api) {
        api.get(
                API,
                VIEWER,
                Website[].class,
                "Websites whose visits are counted",
                c -> websites.page(c.workspace(), c.page(), c.perPage()));
        api.post(
                API,
                EDITOR,
                WebsiteInput.class,
                Website.class,
                "Add a website",
                (c, input) -> websites.create(c.workspace(), c.user(), input));
        api.get(API + "/{website}", VIEWER, Website.class, "A website", c -> websites.get(c.workspace(), id(c)));
        api.put(
                API + "/{website}",
                EDITOR,
                WebsiteInput.class,
                Website.class,
                "Save a website",
                (c, input) -> websites.edit(c.workspace(), c.user(), id(c), input));
        api.delete(
                API + "/{website}",
                ADMIN,
                "Delete a website with its figures; it can be restored for 30 days",
                c -> websites.delete(c.workspace(), c.user(), id(c)));
        api.post(
                API + "/{website}/restoration",
                ADMIN,
                Website.class,
                "Restore a deleted website",
                c -> websites.restore(c.workspace(), c.user(), id(c)));
    }

    @Override
    public void listen(Bus bus) {
        bus.on(
                "websites-workspace-deleted",
                WorkspaceDeleted.class,
                fact -> websites.all(fact.workspace())
                        .forEach(website -> websites.delete(fact.workspace(), fact.by(), website.id())));
    }

    @Override
    public void jobs(Jobs jobs) {
        jobs.every(
                Duration.ofDays(1),
                "purge-deleted-websites",
                "Deletes websites for good that were removed long enough ago.",
                websites::purge);
    }

    /** Its address stays the same, so a browser asks again every hour. Pages anywhere may load it. */
    private Answer script(Call call) {
        return Answer.bytes(200, "text/javascript; charset=utf-8", assets.bytes("m.js"))
                .with("Cache-Control", "public, max-age=3600")
                .with("Cross-Origin-Resource-Policy", "cross-origin");
    }

    static long id(Call call) {
        return call.id("website");
    }
}
