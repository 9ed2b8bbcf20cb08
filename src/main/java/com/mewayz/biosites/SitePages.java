package com.mewayz.biosites;

import com.mewayz.biosites.Publications.Published;
import com.mewayz.platform.Problem;
import com.mewayz.platform.cache.PageCache.Entry;
import com.mewayz.platform.pages.QrCode;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.lane.Ready;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What visitors get: the page behind a handle, its style sheet and codes, and the links that are counted. */
final class SitePages {
    /** A code's side in pixels: sharp on a poster, 3 KB. */
    static final int CODE = 1024;

    private static final String HTML = "text/html; charset=utf-8";

    private final Clock clock;
    private final Handles handles;
    private final Publications publications;
    private final PublishedPages pages;
    private final Drawing drawing;
    private final Visits visits;

    SitePages(
            Clock clock,
            Handles handles,
            Publications publications,
            PublishedPages pages,
            Drawing drawing,
            Visits visits) {
        this.clock = clock;
        this.handles = handles;
        this.publications = publications;
        this.pages = pages;
        this.drawing = drawing;
        this.visits = visits;
    }

    void mount(Pages routes) {
        routes.open("/@{handle}", this::page);
        routes.open("/@{handle}/{file}", this::file);
        routes.open("/l/{block}", this::follow);
        routes.open("/robots.txt", SitePages::robots);
        routes.open("/sitemap.xml", this::sitemap);
    }

    private Answer page(Call call) {
        var handle = call.parameter("handle");
        return moved(call, handle).orElseGet(() -> {
            var playing = call.query("play");
            if (playing.isPresent()) {
                return played(call, handle, playing.get());
            }
            var ready = pages.get(call.origin().base(), "/@" + handle, () -> made(call, handle));
            visits.viewed(ready.subject(), call, call.carriesSession());
            return Answer.ready(ready, call);
        });
    }

    private Entry made(Call call, String handle) {
        var now = clock.instant();
        var published = published(handle);
        var html = drawing.html(drawn(published, now, call));
        return entry(call, published, now, HTML, html.getBytes(StandardCharsets.UTF_8), Policy.of(Optional.empty()));
    }

    /** The page with one embed unfolded: only this one talks to somebody else, and only once the visitor asked for it. */
    private Answer played(Call call, String handle, String block) {
        if (!block.matches("[1-9][0-9]{0,15}")) {
            throw Problem.notFound("embed");
        }
        long id = Long.parseLong(block);
        var ready = pages.get(call.origin().base(), "/@" + handle + "?play=" + id, () -> {
            var now = clock.instant();
            var published = published(handle);
            var page = drawn(published, now, call).playing(id);
            var player =
                    PublicPages.frameSources(page).stream().findFirst().orElseThrow(() -> Problem.notFound("embed"));
            var html = drawing.html(page).getBytes(StandardCharsets.UTF_8);
            return entry(call, published, now, HTML, html, Policy.of(Optional.of(player)));
        });
        visits.clicked(ready.subject(), id, call, call.carriesSession());
        return Answer.ready(ready, call);
    }

    private Answer file(Call call) {
        var handle = call.parameter("handle");
        var file = call.parameter("file");
        return moved(call, handle).orElseGet(() -> switch (file) {
            case "qr.svg" ->
                ready(
                        call,
                        handle,
                        file,
                        "image/svg+xml",
                        page -> QrCode.of(page).svg().getBytes(StandardCharsets.UTF_8));
            case "qr.png" ->
                ready(call, handle, file, "image/png", page -> QrCode.of(page).png(CODE));
            default -> stylesheet(call, handle, file);
        });
    }

    private Answer ready(Call call, String handle, String file, String type, Function<String, byte[]> make) {
        return Answer.ready(
                pages.get(call.origin().base(), "/@" + handle + "/" + file, () -> {
                    var published = published(handle);
                    var address = call.origin().base() + "/@" + published.handle();
                    return entry(call, published, clock.instant(), type, make.apply(address), Policy.FILE);
                }),
                call);
    }

    /** Its name carries a hash of what is in it, so it may be kept for good; an older name gets what is current. */
    private Answer stylesheet(Call call, String handle, String file) {
        if (!file.matches("[0-9a-f]{10}\\.css")) {
            throw Problem.notFound("file");
        }
        var published = published(handle);
        var page = drawn(published, clock.instant(), call);
        boolean current = page.stylesheet().endsWith("/" + file);
        return Answer.bytes(200, "text/css; charset=utf-8", drawing.css(page).getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", current ? "public, max-age=31536000, immutable" : "no-cache");
    }

    /** To the stored address and nowhere else. */
    private Answer follow(Call call) {
        long block = call.id("block");
        var target = publications.target(block).orElseThrow(() -> Problem.notFound("link"));
        visits.clicked(target.site(), block, call, call.carriesSession());
        return Answer.found(target.address())
                .with("Cache-Control", "no-store")
                .with("X-Robots-Tag", "noindex, nofollow");
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

    private Answer sitemap(Call call) {
        var xml = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                """);
        var base = call.origin().base().replace("&", "&amp;").replace("<", "&lt;");
        publications
                .live()
                .forEach(site -> xml.append("<url><loc>%s/@%s</loc><lastmod>%s</lastmod></url>\n"
                        .formatted(base, site.handle(), site.at())));
        return Answer.bytes(
                200,
                "application/xml; charset=utf-8",
                xml.append("</urlset>\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A former handle, or one written in capitals, leads on for good, with what follows it. */
    private Optional<Answer> moved(Call call, String handle) {
        var normal = Handles.normal(handle);
        var current = handles.find(normal)
                .filter(found -> found.live() && !found.gone())
                .map(Handles.Destination::handle)
                .orElse(normal);
        if (current.equals(handle) || !Handles.isPlain(current)) {
            return Optional.empty();
        }
        var rest = call.address().substring(call.path().length());
        var file = call.route().path().endsWith("{file}") ? "/" + call.parameter("file") : "";
        return Optional.of(Answer.movedForGood("/@" + current + (file.matches("(/[a-z0-9.]+)?") ? file : "") + rest));
    }

    private Published published(String handle) {
        return publications.find(handle).orElseThrow(() -> Problem.notFound("page"));
    }

    private PublicPage drawn(Published site, Instant now, Call call) {
        return drawing.page(
                site.workspace(),
                site.handle(),
                site.content(),
                site.content().visible(now),
                call.origin().base(),
                "/@" + site.handle() + "/");
    }

    private static Entry entry(Call call, Published site, Instant now, String type, byte[] body, String policy) {
        Map<String, String> headers = Policy.headers(call.origin(), policy);
        headers.put("Content-Type", type);
        // asked again each time and answered with 304: a change is seen at once
        headers.put("Cache-Control", "no-cache");
        return new Entry(Ready.of(site.site(), headers, body), site.content().changesAfter(now));
    }
}
