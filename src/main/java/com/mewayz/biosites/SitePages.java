package com.mewayz.biosites;

import com.mewayz.biosites.PublicPage.Answered;
import com.mewayz.biosites.Publications.Published;
import com.mewayz.platform.Problem;
import com.mewayz.platform.cache.PageCache.Entry;
import com.mewayz.platform.pages.QrCode;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.SiteHosts;
import com.mewayz.platform.web.lane.Ready;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What visitors get: the page behind a handle or at the root of its own host, its style sheet and codes, and the links that are counted. */
final class SitePages {
    /** A code's side in pixels: sharp on a poster, 3 KB. */
    static final int CODE = 1024;

    private static final String HTML = "text/html; charset=utf-8";

    private final Clock clock;
    private final Handles handles;
    private final SiteHosts hosts;
    private final Publications publications;
    private final PublishedPages pages;
    private final Drawing drawing;
    private final Visits visits;

    SitePages(
            Clock clock,
            Handles handles,
            SiteHosts hosts,
            Publications publications,
            PublishedPages pages,
            Drawing drawing,
            Visits visits) {
        this.clock = clock;
        this.handles = handles;
        this.hosts = hosts;
        this.publications = publications;
        this.pages = pages;
        this.drawing = drawing;
        this.visits = visits;
    }

    void mount(Pages routes) {
        routes.open("/@{handle}", call -> apart(call, this::pageByHandle));
        routes.open("/@{handle}/{file}", call -> apart(call, this::fileByHandle));
        routes.onShared("/@{handle}", this::pageByHandle);
        routes.onShared("/@{handle}/{file}", this::fileByHandle);
        routes.onSites("/", call -> page(call, hosted(call), home(call)));
        routes.onSites("/{file}", call -> file(call, hosted(call), home(call)));
        routes.onSites("/@{handle}", this::toRoot);
        routes.onSites("/@{handle}/{file}", this::toRoot);
        routes.everywhere("/l/{block}", this::follow);
        routes.open("/robots.txt", SitePages::robots);
        routes.open("/sitemap.xml", this::sitemap);
        routes.onShared("/robots.txt", SitePages::robotsOfSite);
        routes.onShared("/sitemap.xml", this::sitemap);
        routes.onSites("/robots.txt", SitePages::robotsOfSite);
        routes.onSites("/sitemap.xml", this::sitemapOfSite);
    }

    private Answer pageByHandle(Call call) {
        return byHandle(call, (site, place) -> page(call, site, place));
    }

    private Answer fileByHandle(Call call) {
        return byHandle(call, (site, place) -> file(call, site, place));
    }

    /** Sites are on the console's host only as long as there is no other for them. */
    private Answer apart(Call call, Function<Call, Answer> here) {
        return moved(call, call.parameter("handle"))
                .or(() -> hosts.shared().map(base -> Answer.movedForGood(base + call.address())))
                .orElseGet(() -> here.apply(call));
    }

    /** What is at an address with a handle: the page behind it, or the way to where it is now. */
    private Answer byHandle(Call call, BiFunction<Supplier<Published>, Standing, Answer> shown) {
        var handle = call.parameter("handle");
        return moved(call, handle)
                .orElseGet(() -> shown.apply(() -> published(handle), Standing.byHandle(call.origin(), handle)));
    }

    private Supplier<Published> hosted(Call call) {
        return () -> publications.find(call.origin().site()).orElseThrow(() -> Problem.notFound("page"));
    }

    private static Standing home(Call call) {
        return new Standing(call.origin().base(), "");
    }

    private Answer page(Call call, Supplier<Published> site, Standing place) {
        var playing = call.query("play");
        if (playing.isPresent()) {
            return played(call, site, place, playing.get());
        }
        var sent = call.query("sent");
        if (sent.isPresent()) {
            return thanked(call, site, place, sent.get());
        }
        var ready = pages.get(place.page(), () -> made(call, site.get(), place));
        visits.viewed(ready.subject(), call, call.carriesSession());
        return Answer.ready(ready, call);
    }

    private Entry made(Call call, Published site, Standing place) {
        var now = clock.instant();
        var html = drawing.html(drawn(site, now, place));
        return entry(call, site, now, HTML, html.getBytes(StandardCharsets.UTF_8), Policy.of(Optional.empty()));
    }

    /** The page with thanks in place of a form that was sent; whoever comes back to it finds the same. It is no view. */
    private Answer thanked(Call call, Supplier<Published> site, Standing place, String block) {
        if (!block.matches("[1-9][0-9]{0,15}")) {
            throw Problem.notFound("form");
        }
        long id = Long.parseLong(block);
        var ready = pages.get(place.page() + "?sent=" + id, () -> {
            var now = clock.instant();
            var published = site.get();
            if (published.content().visible(now).stream()
                    .noneMatch(piece -> piece.id() == id && Captures.takes(piece.content()))) {
                throw Problem.notFound("form");
            }
            var page = drawn(published, now, place).answering(new Answered(id, true, "", "", "", "", ""));
            var html = drawing.html(page).getBytes(StandardCharsets.UTF_8);
            return entry(call, published, now, HTML, html, Policy.of(Optional.empty()));
        });
        return Answer.ready(ready, call);
    }

    /** The page with one embed unfolded: only this one talks to somebody else, and only once the visitor asked for it. */
    private Answer played(Call call, Supplier<Published> site, Standing place, String block) {
        if (!block.matches("[1-9][0-9]{0,15}")) {
            throw Problem.notFound("embed");
        }
        long id = Long.parseLong(block);
        var ready = pages.get(place.page() + "?play=" + id, () -> {
            var now = clock.instant();
            var published = site.get();
            var page = drawn(published, now, place).playing(id);
            var player =
                    PublicPages.frameSources(page).stream().findFirst().orElseThrow(() -> Problem.notFound("embed"));
            var html = drawing.html(page).getBytes(StandardCharsets.UTF_8);
            return entry(call, published, now, HTML, html, Policy.of(Optional.of(player)));
        });
        visits.clicked(ready.subject(), id, call, call.carriesSession());
        return Answer.ready(ready, call);
    }

    private Answer file(Call call, Supplier<Published> site, Standing place) {
        var file = call.parameter("file");
        return switch (file) {
            case "qr.svg" ->
                ready(
                        call,
                        site,
                        place,
                        "image/svg+xml",
                        page -> QrCode.of(page).svg().getBytes(StandardCharsets.UTF_8));
            case "qr.png" ->
                ready(call, site, place, "image/png", page -> QrCode.of(page).png(CODE));
            default -> stylesheet(site, place, file);
        };
    }

    private Answer ready(
            Call call, Supplier<Published> site, Standing place, String type, Function<String, byte[]> make) {
        return Answer.ready(
                pages.get(
                        place.base() + place.file(call.parameter("file")),
                        () -> entry(call, site.get(), clock.instant(), type, make.apply(place.page()), Policy.FILE)),
                call);
    }

    /** Its name carries a hash of what is in it, so it may be kept for good; an older name gets what is current. */
    private Answer stylesheet(Supplier<Published> site, Standing place, String file) {
        if (!file.matches("[0-9a-f]{10}\\.css")) {
            throw Problem.notFound("file");
        }
        var page = drawn(site.get(), clock.instant(), place);
        boolean current = page.stylesheet().endsWith("/" + file);
        return Answer.bytes(200, "text/css; charset=utf-8", drawing.css(page).getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", current ? "public, max-age=31536000, immutable" : "no-cache");
    }

    /** To the stored address and nowhere else; on a site's own host only that site's links are known. */
    private Answer follow(Call call) {
        long block = call.id("block");
        long here = call.origin().site();
        var target = publications
                .target(block)
                .filter(it -> here == 0 || it.site() == here)
                .orElseThrow(() -> Problem.notFound("link"));
        var elsewhere = here == 0 ? place(target.site()) : Optional.<String>empty();
        if (elsewhere.isPresent() && !elsewhere.get().equals(call.origin().base())) {
            return Answer.movedForGood(elsewhere.get() + call.address());
        }
        visits.clicked(target.site(), block, call, call.carriesSession());
        return Answer.found(target.address())
                .with("Cache-Control", "no-store")
                .with("X-Robots-Tag", "noindex, nofollow");
    }

    /** The base of the host that a site is on, if that is not the console's. */
    private Optional<String> place(long site) {
        return hosts.base(site).or(hosts::shared);
    }

    private static Answer robots(Call call) {
        return Answer.text(200, """
                User-agent: *
                Allow: /@
                Disallow: /api/
                Disallow: /l/
                Disallow: /sign-in
                Disallow: /setup

                Sitemap: %s/sitemap.xml
                """.formatted(call.origin().base()));
    }

    private static Answer robotsOfSite(Call call) {
        return Answer.text(200, """
                User-agent: *
                Disallow: /l/

                Sitemap: %s/sitemap.xml
                """.formatted(call.origin().base()));
    }

    /** Each host lists what stands on it. */
    private Answer sitemap(Call call) {
        return sitemap(publications.live().stream()
                .filter(site -> place(site.site())
                        .orElse(call.origin().base())
                        .equals(call.origin().base()))
                .map(site -> new Line(Standing.byHandle(call.origin(), site.handle()), site.at())));
    }

    private Answer sitemapOfSite(Call call) {
        return sitemap(publications.find(call.origin().site()).stream().map(site -> new Line(home(call), site.at())));
    }

    private static Answer sitemap(Stream<Line> lines) {
        var xml = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                """);
        lines.forEach(line -> xml.append("<url><loc>%s</loc><lastmod>%s</lastmod></url>\n"
                .formatted(line.place.page().replace("&", "&amp;").replace("<", "&lt;"), line.at)));
        return Answer.bytes(
                200,
                "application/xml; charset=utf-8",
                xml.append("</urlset>\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A former handle, one written in capitals, or one of a site with its own host leads on, with what follows it. */
    private Optional<Answer> moved(Call call, String handle) {
        var normal = Handles.normal(handle);
        var live = handles.find(normal).filter(found -> found.live() && !found.gone());
        var own = live.flatMap(found -> hosts.base(found.site()));
        if (own.isPresent()) {
            return Optional.of(Answer.movedForGood(own.get() + tail(call, "/")));
        }
        var current = live.map(Handles.Destination::handle).orElse(normal);
        return current.equals(handle) || !Handles.isPlain(current)
                ? Optional.empty()
                : Optional.of(Answer.movedForGood("/@" + current + tail(call, "")));
    }

    /** On a site's own host its handle leads to the root; all others are unknown. */
    private Answer toRoot(Call call) {
        return handles.find(Handles.normal(call.parameter("handle")))
                .filter(found -> found.site() == call.origin().site() && !found.gone())
                .map(found -> Answer.movedForGood(tail(call, "/")))
                .orElseThrow(() -> Problem.notFound("page"));
    }

    /** What follows the handle: a file and the query. */
    private static String tail(Call call, String page) {
        var query = call.address().substring(call.path().length());
        var file = call.route().path().endsWith("{file}") ? "/" + call.parameter("file") : page;
        return (file.matches("(/[a-z0-9.]*)?") ? file : page) + query;
    }

    private Published published(String handle) {
        return publications.find(handle).orElseThrow(() -> Problem.notFound("page"));
    }

    private PublicPage drawn(Published site, Instant now, Standing place) {
        return drawing.page(site.workspace(), site.handle(), site.content(), now, place);
    }

    private record Line(Standing place, Instant at) {}

    private static Entry entry(Call call, Published site, Instant now, String type, byte[] body, String policy) {
        Map<String, String> headers = Policy.headers(call.origin(), policy);
        headers.put("Content-Type", type);
        // asked again each time and answered with 304: a change is seen at once
        headers.put("Cache-Control", "no-cache");
        return new Entry(Ready.of(site.site(), headers, body), site.content().changesAfter(now));
    }
}
