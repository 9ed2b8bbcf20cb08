package com.mewayz.biosites;

import static com.mewayz.platform.web.Role.ADMIN;
import static com.mewayz.platform.web.Role.EDITOR;
import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.contacts.Consents;
import com.mewayz.contacts.Contacts;
import com.mewayz.contacts.Messages;
import com.mewayz.facts.WorkspaceFact.WorkspaceDeleted;
import com.mewayz.media.MediaFiles;
import com.mewayz.platform.Feature;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.pages.QrCode;
import com.mewayz.platform.pages.Themes;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.SiteHosts;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Link-in-bio sites: what editors, API clients and visitors can do with them. */
public final class BioSites implements Feature {
    private final Themes themes;
    private final SiteHosts hosts;
    private final Handles handles;
    private final Sites sites;
    private final Blocks blocks;
    private final Publications publications;
    private final Preview preview;
    private final SitePages visitors;
    private final Captures captures;
    private final BooleanSupplier mail;

    /**
     * @param hosts the sites that have a host of their own
     * @param published where ready pages are kept; the fast lane answers from the same
     * @param people what forms on pages need
     * @param demo whether the handle {@code demo} may be taken
     */
    public BioSites(
            Db db,
            Bus bus,
            Clock clock,
            MediaFiles media,
            Themes themes,
            PublicPages pages,
            SiteHosts hosts,
            PublishedPages published,
            Visits visits,
            People people,
            boolean demo) {
        var drawing = new Drawing(media, pages);
        this.themes = themes;
        this.hosts = hosts;
        handles = new Handles(db, demo);
        sites = new Sites(db, bus, clock, handles, themes, media, published);
        blocks = new Blocks(db, clock, sites, media);
        publications = new Publications(db, bus, clock, sites, published);
        preview = new Preview(clock, sites, publications, drawing);
        visitors = new SitePages(clock, handles, hosts, publications, published, drawing, visits);
        captures = new Captures(
                clock,
                hosts,
                publications,
                drawing,
                new Captures.Audience(people.contacts, people.consents, people.messages),
                new Stamps(clock, people.tokens));
        mail = people.mail;
        media.usedBy(publications::showing);
    }

    /**
     * What forms on pages need.
     *
     * @param mail whether letters can be sent
     */
    public record People(
            Contacts contacts, Consents consents, Messages messages, Tokens tokens, BooleanSupplier mail) {}

    /** Whether letters can be sent: without, nobody can confirm that they want any. */
    boolean sendsMail() {
        return mail.getAsBoolean();
    }

    /** Where visitors find a site. */
    public Standing standing(Call call, Site site) {
        return Standing.of(hosts, call.origin(), site.id(), site.handle());
    }

    /** What stands before a handle in an address, for eyes: {@code mia.page/@}. */
    public String prefix(Call call) {
        return new Standing(Standing.handles(hosts, call.origin()), "/@").words();
    }

    public Handles handles() {
        return handles;
    }

    public Sites sites() {
        return sites;
    }

    public Blocks blocks() {
        return blocks;
    }

    public Publications publications() {
        return publications;
    }

    public Preview preview() {
        return preview;
    }

    @Override
    public void pages(Pages pages) {
        visitors.mount(pages);
        captures.mount(pages);
        pages.everywhere("/themes/{theme}/{file}", this::themeFile);
        pages.get("/sites/{site}/preview", VIEWER, preview::page);
        pages.get("/sites/{site}/preview.css", VIEWER, preview::stylesheet);
    }

    @Override
    public void api(Api api) {
        sites(api);
        blocks(api);
    }

    @Override
    public void listen(Bus bus) {
        bus.on(
                "biosites-workspace-deleted",
                WorkspaceDeleted.class,
                fact -> sites.all(fact.workspace())
                        .forEach(site -> sites.delete(fact.workspace(), fact.by(), site.id())));
    }

    @Override
    public void jobs(Jobs jobs) {
        jobs.every(
                Duration.ofDays(1),
                "purge-deleted-sites",
                "Deletes sites for good that were removed long enough ago.",
                sites::purge);
    }

    private void sites(Api api) {
        api.get(
                "/bio-sites",
                VIEWER,
                Site[].class,
                "Sites of the workspace",
                c -> sites.page(c.workspace(), c.page(), c.perPage()));
        api.post(
                "/bio-sites",
                EDITOR,
                SiteInput.class,
                Site.class,
                "Create a site",
                (c, input) -> sites.create(c.workspace(), c.user(), input));
        api.put(
                "/bio-sites/order",
                EDITOR,
                Order.class,
                Site[].class,
                "Put the sites in another order",
                (c, order) -> sites.order(c.workspace(), order.ids()));
        api.get("/bio-sites/{site}", VIEWER, Site.class, "A site's draft", c -> sites.get(c.workspace(), site(c)));
        api.put(
                "/bio-sites/{site}",
                EDITOR,
                SiteInput.class,
                Site.class,
                "Save a site's draft",
                (c, input) -> sites.edit(c.workspace(), c.user(), site(c), input));
        api.patch(
                "/bio-sites/{site}",
                EDITOR,
                SiteInput.class,
                Site.class,
                "Change some fields of a site's draft",
                c -> sites.get(c.workspace(), site(c)).input(),
                (c, input) -> sites.edit(c.workspace(), c.user(), site(c), input));
        api.delete(
                "/bio-sites/{site}",
                ADMIN,
                "Delete a site; it can be restored for 30 days",
                c -> sites.delete(c.workspace(), c.user(), site(c)));
        api.post(
                "/bio-sites/{site}/restoration",
                ADMIN,
                Site.class,
                "Restore a deleted site",
                c -> sites.restore(c.workspace(), c.user(), site(c)));
        api.post(
                "/bio-sites/{site}/duplicates",
                EDITOR,
                Site.class,
                "Duplicate a site",
                c -> sites.duplicate(c.workspace(), c.user(), site(c)));
        api.get(
                "/bio-sites/{site}/publication",
                VIEWER,
                Publication.class,
                "Whether a site is live, and what visitors do not see yet",
                c -> publications.get(c.workspace(), site(c)));
        api.post(
                "/bio-sites/{site}/publication",
                EDITOR,
                Publication.class,
                "Show the draft to everybody",
                c -> publications.publish(c.workspace(), c.user(), site(c)));
        api.delete(
                "/bio-sites/{site}/publication",
                EDITOR,
                "Take a site offline",
                c -> publications.unpublish(c.workspace(), c.user(), site(c)));
        api.document("/bio-sites/{site}/qr", VIEWER, "The code that leads to a site, as format=svg or png", this::qr);
        api.put(
                "/bio-sites/{site}/order",
                EDITOR,
                Order.class,
                Placed[].class,
                "Put a site's blocks in another order",
                (c, order) -> blocks.reorder(c.workspace(), c.user(), site(c), order.ids()));
    }

    /** The address carries a hash of the content. */
    private Answer themeFile(Call call) {
        var file = themes.served(call.parameter("theme"), call.parameter("file"))
                .orElseThrow(() -> Problem.notFound("file"));
        return Answer.bytes(200, file.type(), file.bytes())
                .with("Cache-Control", "public, max-age=31536000, immutable")
                .with("Content-Security-Policy", Policy.FILE);
    }

    private Answer qr(Call call) {
        var address = standing(call, sites.get(call.workspace(), site(call))).page();
        return switch (call.query("format").orElse("svg")) {
            case "svg" ->
                Answer.bytes(200, "image/svg+xml", QrCode.of(address).svg().getBytes(StandardCharsets.UTF_8));
            case "png" -> Answer.bytes(200, "image/png", QrCode.of(address).png(SitePages.CODE));
            default -> throw Problem.invalid("format", "Choose svg or png.");
        };
    }

    private void blocks(Api api) {
        api.get(
                "/bio-sites/{site}/blocks",
                VIEWER,
                Placed[].class,
                "Blocks of a site's draft",
                c -> blocks.all(c.workspace(), site(c)));
        api.post(
                "/bio-sites/{site}/blocks",
                EDITOR,
                BlockInput.class,
                Placed.class,
                "Add a block",
                (c, input) -> blocks.add(c.workspace(), c.user(), site(c), input));
        api.get(
                "/bio-sites/{site}/blocks/{block}",
                VIEWER,
                Placed.class,
                "A block",
                c -> blocks.get(c.workspace(), site(c), block(c)));
        api.put(
                "/bio-sites/{site}/blocks/{block}",
                EDITOR,
                BlockInput.class,
                Placed.class,
                "Save a block",
                (c, input) -> blocks.edit(c.workspace(), c.user(), site(c), block(c), input));
        api.patch(
                "/bio-sites/{site}/blocks/{block}",
                EDITOR,
                BlockInput.class,
                Placed.class,
                "Change some fields of a block",
                c -> blocks.get(c.workspace(), site(c), block(c)).input(),
                (c, input) -> blocks.edit(c.workspace(), c.user(), site(c), block(c), input));
        api.delete(
                "/bio-sites/{site}/blocks/{block}",
                EDITOR,
                "Delete a block; it can be restored for 30 days",
                c -> blocks.delete(c.workspace(), c.user(), site(c), block(c)));
        api.post(
                "/bio-sites/{site}/blocks/{block}/restoration",
                EDITOR,
                Placed.class,
                "Restore a deleted block",
                c -> blocks.restore(c.workspace(), c.user(), site(c), block(c)));
        api.post(
                "/bio-sites/{site}/blocks/{block}/duplicates",
                EDITOR,
                Placed.class,
                "Duplicate a block",
                c -> blocks.duplicate(c.workspace(), c.user(), site(c), block(c)));
    }

    private static long site(Call call) {
        return call.id("site");
    }

    private static long block(Call call) {
        return call.id("block");
    }
}
