package com.mewayz.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.mewayz.platform.Json;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every shared admin page, as the browser of a laptop and of a phone draws it, in light and dark. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminPagesTest {
    private static final List<String> FLAGS =
            List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync");

    private final Map<String, String> pages = drawn();
    private final AdminServer server;
    private final Playwright playwright;
    private final Browser browser;

    AdminPagesTest() throws IOException {
        server = new AdminServer(pages);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(FLAGS));
    }

    @AfterAll
    void close() {
        browser.close();
        playwright.close();
        server.close();
    }

    @Test
    void nothingIsInline() {
        pages.forEach((path, html) -> {
            var page = Jsoup.parse(html);
            assertThat(page.select("[style], style, script:not([src])"))
                    .as(path)
                    .isEmpty();
            assertThat(page.getAllElements().stream()
                            .flatMap(element -> element.attributes().asList().stream())
                            .filter(attribute -> attribute.getKey().matches("on[a-z]+")))
                    .as(path)
                    .isEmpty();
        });
    }

    @Test
    void everyFormThatPostsCarriesTheToken() {
        pages.forEach((path, html) -> assertThat(Jsoup.parse(html).select("form[method=post]:not(:has([name=_csrf]))"))
                .as(path)
                .isEmpty());
    }

    @Test
    void everyPageIsCleanOnALaptop() {
        walk(1280);
    }

    @Test
    void everyPageIsCleanOnAPhone() {
        walk(390);
    }

    private void walk(int width) {
        try (var window = browser.newContext(new Browser.NewContextOptions().setViewportSize(width, 844))) {
            var page = window.newPage();
            var complaints = new ArrayList<String>();
            page.onConsoleMessage(message -> complaints.add(message.text()));
            for (var path : pages.keySet()) {
                var where = path.substring(1) + "-" + width;
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
                page.navigate(server.address(path));
                assertThat(complaints).as(where + ": the console").isEmpty();
                assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                        .as(where + ": fits its window")
                        .isEqualTo(true);
                judge(page, where + "-light", new AxeBuilder(page));
                // Dark changes nothing but colours.
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
                judge(page, where + "-dark", new AxeBuilder(page).withRules(List.of("color-contrast")));
            }
        }
    }

    private static void judge(Page page, String where, AxeBuilder axe) {
        var screens = System.getProperty("screens");
        if (screens != null) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(screens, where + ".png")));
        }
        assertThat(axe.setLegacyMode(true).analyze().getViolations()).as(where).isEmpty();
    }

    /** Draws pages.json: path → template and the values it is given. */
    private static Map<String, String> drawn() {
        var templates = new AdminTemplates();
        var drawn = new LinkedHashMap<String, String>();
        var samples =
                Json.read(new String(AdminTemplates.resource("web/pages.json"), StandardCharsets.UTF_8), Samples.class);
        samples.pages()
                .forEach((path, sample) -> drawn.put(path, templates.render(sample.template(), sample.values())));
        return drawn;
    }

    private record Samples(LinkedHashMap<String, Sample> pages) {}

    private record Sample(String template, Map<String, Object> values) {}
}
