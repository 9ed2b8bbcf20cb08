package com.mewayz.biosites;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.web.Role;
import com.mewayz.testing.Browser;
import com.mewayz.testing.Client;
import com.mewayz.testing.Look;
import com.mewayz.testing.Tab;
import com.mewayz.testing.TestApp;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Somebody at work in the builder: a tab that is signed in, and the API to look behind it. */
final class Desk implements AutoCloseable {
    private static final Map<String, Map<String, String>> COOKIES = new ConcurrentHashMap<>();

    final Tab tab;
    final Page page;
    final Client api;
    private final TestApp app;

    Desk(TestApp app, Browser browser, Look look) {
        this(app, browser, look, Role.OWNER);
    }

    Desk(TestApp app, Browser browser, Look look, Role role) {
        this.app = app;
        api = app.owner();
        if (role != Role.OWNER) {
            app.member(role);
        }
        tab = browser.open(look);
        page = tab.page();
        page.context().addCookies(cookies(app, role.word()));
    }

    private static List<Cookie> cookies(TestApp app, String name) {
        var known = COOKIES.computeIfAbsent(app.address() + name, key -> {
            app.owner();
            var client = app.visitor().browse(TestApp.email(name));
            var workspace = String.valueOf(app.owner().workspace());
            client.submit("/settings/profile", "/workspace", Map.of("workspace", workspace))
                    .is(303);
            return Map.copyOf(client.cookies());
        });
        return known.entrySet().stream()
                .map(cookie -> new Cookie(cookie.getKey(), cookie.getValue()).setUrl(app.address()))
                .toList();
    }

    /** A new site with links of these titles; its id. */
    long site(String handle, String... links) {
        long site = api.post("/api/v1/bio-sites", Map.of("handle", handle, "name", "Mia Torres"))
                .is(201)
                .at("/data/id")
                .asLong();
        for (var title : links) {
            link(site, title);
        }
        return site;
    }

    long link(long site, String title) {
        return api.post(
                        blocks(site),
                        Map.of(
                                "content",
                                Map.of("kind", "link", "title", title, "url", "https://example.com/" + title.length())))
                .is(201)
                .at("/data/id")
                .asLong();
    }

    static String blocks(long site) {
        return "/api/v1/bio-sites/" + site + "/blocks";
    }

    List<String> titles(long site) {
        var titles = new ArrayList<String>();
        api.get(blocks(site))
                .at("/data")
                .forEach(block -> titles.add(block.at("/content/title").asText()));
        return titles;
    }

    Desk open(String path) {
        tab.go(app.address() + path);
        return this;
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    Locator row(String title) {
        return page.locator("#rows > li", new Page.LocatorOptions().setHasText(title));
    }

    /** Waits until everything is saved. */
    Desk saved() {
        PlaywrightAssertions.assertThat(page.locator(".state")).containsText("Saved");
        return this;
    }

    /** What the preview shows. */
    Locator preview(String selector) {
        return page.frameLocator(".lens > iframe:not(.coming)").locator(selector);
    }

    /**
     * Nothing is wrong for axe, nothing is wider than the window, nothing was complained about. In the dark only the
     * colours differ.
     */
    void judge(String name) {
        shoot(name);
        assertThat(tab.axe(frames(), List.of())).as(name).isEmpty();
        assertThat(tab.overflow()).as(name).isLessThanOrEqualTo(0);
        assertThat(errors()).as(name).isEmpty();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        shoot(name + "-dark");
        assertThat(tab.axe(frames(), List.of("color-contrast")))
                .as(name + "-dark")
                .isEmpty();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /** The same while a menu is open, which covers parts of what is behind it. */
    void judgeMenu(String name) {
        shoot(name);
        assertThat(tab.axe(frames(), List.of("color-contrast", "aria-required-children", "button-name", "link-name")))
                .as(name)
                .isEmpty();
    }

    /** Axe cannot enter a frame in which no script runs. */
    private List<String> frames() {
        return find(".lens").count() > 0 ? List.of(".lens") : List.of();
    }

    /** For human eyes, if {@code -Dscreens=folder} asks for it. */
    void shoot(String name) {
        var screens = System.getProperty("screens");
        if (screens != null) {
            tab.save(Path.of(screens, name + ".png"));
        }
    }

    /** Complaints of the console, without those about the refusals that a test asked for. */
    List<String> errors() {
        return tab.errors().stream()
                .filter(error -> !error.contains("status of 422"))
                .toList();
    }

    @Override
    public void close() {
        tab.close();
    }
}
