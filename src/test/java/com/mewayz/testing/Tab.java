package com.mewayz.testing;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One tab of the shared {@link Browser}, which writes down what went wrong in it. */
public final class Tab implements AutoCloseable {
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final String AXE = axeSource();

    /** Frames are left out: in one of a sandbox without scripts axe would wait for ever. Passes are not described. */
    private static final String RUN_AXE = """
            ({without, tags, rules}) => axe.run(
              {exclude: [["iframe"], ...without.map(part => [part])]},
              {
                runOnly: rules.length ? {type: "rule", values: rules} : {type: "tag", values: tags},
                resultTypes: ["violations"],
                iframes: false,
              }).then(found => found.violations.flatMap(rule => rule.nodes.map(
                node => `${rule.id} at ${node.target}: ${node.failureSummary.replaceAll("\\n", " ")}`)))""";

    private final BrowserContext context;
    private final Page page;
    private final List<String> errors = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();

    Tab(com.microsoft.playwright.Browser chromium, Look look) {
        context = chromium.newContext(new NewContextOptions()
                .setIgnoreHTTPSErrors(true)
                .setViewportSize(look.width(), look.height())
                .setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setJavaScriptEnabled(look.script()));
        context.setDefaultTimeout(15_000);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
        page.onRequest((Request request) -> requests.add(request.url()));
    }

    /** Opens the address and waits until it has settled, fonts included. */
    public Tab go(String url) {
        page.navigate(url);
        page.evaluate("document.fonts.ready.then(() => 1)");
        return this;
    }

    /** For everything this class has no word for. */
    public Page page() {
        return page;
    }

    /** What the console or a script complained about since the tab was opened. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    /** The hosts that anything was asked of. */
    public List<String> hosts() {
        return requests.stream()
                .map(url -> String.valueOf(URI.create(url).getHost()))
                .distinct()
                .toList();
    }

    /** The violations that axe finds, one line each. */
    public List<String> axe() {
        return axe(List.of(), List.of());
    }

    /**
     * @param without the parts of the page to leave out
     * @param rules the only rules to ask, none for all
     */
    public List<String> axe(List<String> without, List<String> rules) {
        if (!Boolean.TRUE.equals(page.evaluate("'axe' in window"))) {
            page.evaluate(AXE);
        }
        return ((List<?>) page.evaluate(
                        RUN_AXE,
                        Map.of("without", without, "tags", rules.isEmpty() ? RULES : List.of(), "rules", rules)))
                .stream().map(String::valueOf).toList();
    }

    /** By how many pixels the page is wider than the screen. */
    public int overflow() {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - innerWidth")).intValue();
    }

    /** A picture of what is on screen. */
    public byte[] picture() {
        return page.screenshot();
    }

    public void save(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    public void saveWhole(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    @Override
    public void close() {
        context.close();
    }

    private static String axeSource() {
        try (var source = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(source).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
