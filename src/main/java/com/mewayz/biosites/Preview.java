package com.mewayz.biosites;

import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** The draft as visitors would see it, for the frame beside the builder. It is not counted, and its links are dead. */
public final class Preview {
    private final Clock clock;
    private final Sites sites;
    private final Publications publications;
    private final Drawing drawing;

    Preview(Clock clock, Sites sites, Publications publications, Drawing drawing) {
        this.clock = clock;
        this.sites = sites;
        this.publications = publications;
        this.drawing = drawing;
    }

    /**
     * @param base scheme, host and port of the addresses the page shows
     * @param stylesheet where {@link #css} is served
     */
    public String html(long workspace, long site, String base, String stylesheet) {
        // Text is escaped, so every "<a " is a link of the theme's. In the sandbox a new window is refused.
        return drawing.html(page(workspace, site, base, stylesheet)).replace("<a ", "<a target=\"_blank\" ");
    }

    public String css(long workspace, long site) {
        return drawing.css(page(workspace, site, "", ""));
    }

    Answer page(Call call) {
        long site = call.id("site");
        var stylesheet = call.path() + ".css?at=" + clock.millis();
        return Answer.html(html(call.workspace(), site, call.origin().base(), stylesheet))
                .with("Content-Security-Policy", Policy.PREVIEW)
                .with("X-Frame-Options", "SAMEORIGIN")
                .with("Cache-Control", "no-store");
    }

    Answer stylesheet(Call call) {
        return Answer.bytes(
                        200,
                        "text/css; charset=utf-8",
                        css(call.workspace(), call.id("site")).getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store");
    }

    private PublicPage page(long workspace, long id, String base, String stylesheet) {
        var site = sites.get(workspace, id);
        var draft = publications.draft(site);
        return drawing.preview(site, draft, clock.instant(), base + "/@" + site.handle(), stylesheet);
    }
}
