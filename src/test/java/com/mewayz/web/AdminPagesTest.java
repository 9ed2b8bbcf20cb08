package com.mewayz.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.mewayz.platform.Json;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
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

    /** WCAG 2.2, contrast ratio of a field's border to the card behind it; a canvas turns any colour space into sRGB. */
    private static final String BORDER_CONTRAST = """
            () => {
              const brush = document.createElement('canvas').getContext('2d');
              const luminance = color => {
                brush.fillStyle = color;
                brush.fillRect(0, 0, 1, 1);
                const [r, g, b] = [...brush.getImageData(0, 0, 1, 1).data]
                    .map(v => v / 255)
                    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const pair = [getComputedStyle(document.querySelector('.tx:not(:focus)')).borderTopColor,
                  getComputedStyle(document.querySelector('.box')).backgroundColor].map(luminance);
              return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
            }""";

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

    @Test
    void openMenusAreClean() {
        for (var width : List.of(1280, 390)) {
            try (var window = browser.newContext(window(width))) {
                var page = window.newPage();
                page.navigate(server.address("/today"));
                page.evaluate("document.querySelectorAll('details').forEach(menu => menu.open = true)");
                judge(page, "menus-" + width, new AxeBuilder(page));
                page.keyboard().press("Escape");
                assertThat(page.locator("details[open]").count()).isZero();
            }
        }
    }

    @Test
    void aChosenThemeStaysAndWinsOverTheSystem() {
        try (var window = browser.newContext(window(1280).setColorScheme(ColorScheme.LIGHT))) {
            var page = window.newPage();
            page.navigate(server.address("/today"));
            page.locator(".side summary").last().click();
            page.locator(".side [data-theme-choice=dark]").click();
            page.navigate(server.address("/profile"));
            assertThat(page.evaluate("getComputedStyle(document.documentElement).colorScheme"))
                    .isEqualTo("dark");
        }
    }

    @Test
    void fieldBordersStandOutThreeToOne() {
        try (var window = browser.newContext(window(1280))) {
            var page = window.newPage();
            for (var colors : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colors));
                page.navigate(server.address("/signin"));
                assertThat(((Number) page.evaluate(BORDER_CONTRAST)).doubleValue())
                        .as(colors.name())
                        .isGreaterThan(3);
            }
        }
    }

    private static Browser.NewContextOptions window(int width) {
        return new Browser.NewContextOptions().setViewportSize(width, 844).setReducedMotion(ReducedMotion.REDUCE);
    }

    private void walk(int width) {
        try (var window = browser.newContext(window(width))) {
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
