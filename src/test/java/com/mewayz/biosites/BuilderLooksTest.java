package com.mewayz.biosites;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.Browser;
import com.mewayz.testing.Look;
import com.mewayz.testing.TestApp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state of the builder's pages on both screens, in light and dark: nothing for axe to find, nothing too wide. */
@AppTest
@Browser.Used
class BuilderLooksTest {
    private static final String LONG =
            "Tickets for all twelve concerts of the autumn tour, with the Donaudampfschifffahrtsgesellschaftskapitänsorchester";

    private final TestApp app;
    private final Browser browser;

    BuilderLooksTest(TestApp app, Browser browser) {
        this.app = app;
        this.browser = browser;
    }

    static List<Look> looks() {
        return List.of(Look.LAPTOP, Look.PHONE);
    }

    @ParameterizedTest
    @MethodSource("looks")
    void everyStateIsClean(Look look) {
        try (var desk = new Desk(app, browser, look)) {
            var name = look.name() + "-";
            long empty = desk.site("empty-" + look.name());
            desk.open("/sites/new").judge(name + "new");
            desk.open("/sites/" + empty).judge(name + "no-blocks");
            long site = full(desk, "mia-" + look.name());
            desk.open("/sites").judge(name + "sites");
            desk.find("#rows summary").first().click();
            desk.judgeMenu(name + "sites-menu");
            desk.open("/sites/" + site).judge(name + "blocks");
            desk.find("#add-block summary").click();
            desk.judgeMenu(name + "add");
            desk.page.keyboard().press("Escape");
            desk.find(".grip").nth(1).focus();
            desk.page.keyboard().press("Space");
            desk.page.keyboard().press("ArrowDown");
            desk.judge(name + "lifted");
            desk.page.keyboard().press("Escape");
            for (var block : desk.api.get(Desk.blocks(site)).at("/data")) {
                var kind = block.at("/content/kind").asText();
                desk.open("/sites/" + site + "?block=" + block.at("/id").asLong());
                if (kind.equals("link")) {
                    desk.find("#f-url").fill("nowhere");
                    assertThat(desk.find("#f-url-error")).isVisible();
                }
                desk.judge(name + "edit-" + kind);
            }
            desk.open("/sites/" + site + "?new=social").judge(name + "new-social");
            desk.open("/sites/" + site + "?tab=theme").judge(name + "theme");
            desk.open("/sites/" + site + "?tab=page").judge(name + "page");
            desk.open("/sites/" + site + "?tab=preview").judge(name + "preview");
            desk.find("#acts summary").click();
            desk.judgeMenu(name + "menu");
        }
    }

    private static long full(Desk desk, String handle) {
        long site = desk.site(handle, "Hear the new single");
        add(desk, site, Map.of("kind", "heading", "text", "Concerts"), false, Map.of());
        add(
                desk,
                site,
                Map.of(
                        "kind",
                        "link",
                        "title",
                        LONG,
                        "url",
                        "https://example.com/" + "tickets-".repeat(12),
                        "icon",
                        "ticket"),
                true,
                Map.of("visible_from", "2026-12-01T00:00:00Z", "visible_until", "2026-12-15T00:00:00Z"));
        add(
                desk,
                site,
                Map.of("kind", "text", "text", "Lessons on Tuesdays and Thursdays, in Lisbon or online."),
                false,
                Map.of());
        add(
                desk,
                site,
                Map.of(
                        "kind",
                        "social",
                        "items",
                        List.of(
                                Map.of("network", "instagram", "url", "https://instagram.com/miatorres"),
                                Map.of("network", "youtube", "url", "https://youtube.com/@miatorres"))),
                false,
                Map.of());
        add(desk, site, Map.of("kind", "divider"), false, Map.of("active", false));
        add(
                desk,
                site,
                Map.of(
                        "kind",
                        "embed",
                        "title",
                        "Nocturne, live",
                        "url",
                        "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
                false,
                Map.of());
        var picture = desk.api
                .upload("/api/v1/media", "photo.png", BuilderTest.png())
                .is(201)
                .at("/data/id")
                .asLong();
        add(desk, site, Map.of("kind", "image", "media", picture, "alt", "Mia at the piano"), false, Map.of());
        desk.api.post("/api/v1/bio-sites/" + site + "/publication").is(201);
        desk.link(site, "Sheet music");
        return site;
    }

    private static void add(
            Desk desk, long site, Map<String, Object> content, boolean highlighted, Map<String, Object> more) {
        var block = new HashMap<String, Object>(more);
        block.put("content", content);
        block.put("highlighted", highlighted);
        desk.api.post(Desk.blocks(site), block).is(201);
    }
}
