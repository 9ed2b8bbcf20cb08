package com.mewayz.websites;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.Browser;
import com.mewayz.testing.Look;
import com.mewayz.testing.TestApp;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code /js/m.js} on a page of another server, in a real browser. */
@AppTest
@Browser.Used
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScriptTest {
    private static final String CHROME =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    private final TestApp app;
    private final Browser browser;
    private HttpServer elsewhere;
    private long site;

    ScriptTest(TestApp app, Browser browser) {
        this.app = app;
        this.browser = browser;
    }

    @BeforeAll
    void serve() throws IOException {
        site = app.owner()
                .post("/api/v1/analytics/websites", Map.of("name", "Elsewhere", "hosts", List.of("localhost")))
                .is(201)
                .at("/data/id")
                .asLong();
        elsewhere = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        elsewhere.createContext("/", call -> {
            var page = """
                    <!doctype html><title>Elsewhere</title><script defer src="%s/js/m.js" data-site="%d"></script>
                    <a id="out" href="https://other.example/shop?x=1">Shop</a> <a id="in" href="/inside">Inside</a>
                    <button data-mewayz-event="signup"><span id="inner">Sign up</span></button>""".formatted(app.address(), site).getBytes(UTF_8);
            call.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            call.sendResponseHeaders(200, page.length);
            try (var out = call.getResponseBody()) {
                out.write(page);
            }
        });
        elsewhere.start();
    }

    @AfterAll
    void stop() {
        elsewhere.stop(0);
    }

    @Test
    void whatHappensOnAPageIsTold() {
        try (var visit = new Visit("")) {
            visit.page.navigate(visit.address("/start?utm_source=news&token=secret#part"));
            visit.until(1);
            assertThat(visit.sent.getFirst())
                    .contains("\"page\":\"/start\"", "\"query\":\"utm_source=news\"", "\"referrer\":\"\"")
                    .doesNotContain("secret", "#part");
            visit.page.evaluate("history.pushState({}, '', '/second')");
            visit.page.evaluate("history.pushState({}, '', '/second#part')");
            visit.page.evaluate("history.replaceState({}, '', '/second?page=2')");
            visit.page.evaluate("history.replaceState({}, '', '/third')");
            visit.page.evaluate("history.back()");
            visit.page.waitForFunction("location.pathname == '/second'");
            visit.page.click("#inner");
            visit.page.evaluate("mewayz('order', { plan: 'pro', seats: 3 }, { amount: 12.5, currency: 'EUR' })");
            visit.page.evaluate(
                    "document.querySelector('#out').addEventListener('click', (event) => event.preventDefault())");
            visit.page.click("#out");
            visit.page.click("#in");
            visit.page.waitForFunction("location.pathname == '/inside'");
            visit.until("\"page\":\"/inside\"");

            var pages = visit.sent.stream()
                    .filter(body -> body.contains("\"query\""))
                    .map(body -> body.replaceAll(".*\"page\":\"([^\"]+)\".*", "$1"))
                    .toList();
            assertThat(pages).containsExactly("/start", "/second", "/third", "/second", "/inside");
            assertThat(visit.sent)
                    .anyMatch(body -> body.contains("\"event\":\"signup\""))
                    .anyMatch(body -> body.contains("\"properties\":{\"plan\":\"pro\",\"seats\":\"3\"}")
                            && body.contains("\"amount\":12.5,\"currency\":\"EUR\""))
                    .anyMatch(body -> body.contains("\"link\":\"https://other.example/shop?x=1\""))
                    .noneMatch(body -> body.contains("\"link\":\"http://localhost"));
            assertThat(visit.answers).isNotEmpty().containsOnly(202);
            assertThat(visit.context.cookies()).isEmpty();
            assertThat(visit.page.evaluate("localStorage.length + sessionStorage.length"))
                    .isEqualTo(0);
            assertThat(new Log(app).acts(site))
                    .contains("0 /start", "0 /second", "3 /second signup", "3 /second order");
        }
    }

    @Test
    void goingBackToTheTaggedPageIsTheSameVisit() {
        int before = new Log(app).visits(site);
        try (var visit = new Visit("")) {
            visit.page.navigate(
                    visit.address("/landing?utm_source=news&utm_campaign=may"),
                    new Page.NavigateOptions().setReferer("https://blog.example/"));
            visit.until(1);
            app.clock.forward(Duration.ofSeconds(20));
            visit.page.evaluate("history.pushState({}, '', '/further')");
            visit.until("\"page\":\"/further\",\"query\":\"\"");
            app.clock.forward(Duration.ofSeconds(20));
            visit.page.evaluate("history.back()");
            visit.page.waitForCondition(() -> visit.sent.stream()
                            .filter(body -> body.contains(
                                    "\"page\":\"/landing\",\"query\":\"utm_source=news&utm_campaign=may\""))
                            .count()
                    == 2);
            visit.page.waitForCondition(visit::isAnswered);
            assertThat(visit.sent.getFirst()).contains("\"referrer\":\"https://blog.example/\"");
            assertThat(visit.sent)
                    .filteredOn(body -> body.contains("\"page\":\"/landing\""))
                    .last()
                    .asString()
                    .doesNotContain("referrer");
            // how long a page was in sight is told as well, where that was a second or more
            assertThat(new Log(app).acts(site).stream().filter(act -> act.startsWith("0 ")))
                    .endsWith("0 /landing", "0 /further", "0 /landing");
            assertThat(new Log(app).visits(site)).isEqualTo(before + 1);
        }
    }

    @Test
    void howLongAPageIsInSightIsTold() {
        try (var visit = new Visit("""
                let now = 1e12; Date.now = () => now; let hidden = false;
                Object.defineProperty(document, "hidden", { get: () => hidden });
                window.pass = (seconds, hide) => { now += seconds * 1000; if (hide !== undefined) {
                  hidden = hide; document.dispatchEvent(new Event("visibilitychange", { bubbles: true })); } };
                """)) {
            visit.page.navigate(visit.address("/long"));
            visit.until(1);
            visit.page.evaluate("pass(12, true)"); // 12 in sight
            visit.page.evaluate("pass(100, false)"); // not these
            visit.page.evaluate("pass(8)");
            visit.page.evaluate("dispatchEvent(new Event('pagehide'))"); // 8 more
            visit.page.evaluate("dispatchEvent(new Event('pagehide'))");
            visit.until(3);
            assertThat(visit.sent.get(1)).contains("\"seconds\":12");
            assertThat(visit.sent.get(2)).contains("\"seconds\":8");
            assertThat(visit.sent).hasSize(3);
        }
    }

    @Test
    void whoAsksNotToBeFollowedSendsNothing() {
        for (var wish : List.of(
                "Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true })",
                "Object.defineProperty(navigator, 'doNotTrack', { get: () => '1' })",
                "Object.defineProperty(navigator, 'webdriver', { get: () => true })")) {
            try (var visit = new Visit(wish)) {
                visit.page.navigate(visit.address("/"));
                visit.page.evaluate("mewayz('signup'); history.pushState({}, '', '/next')");
                visit.page.click("#in");
                visit.page.waitForFunction("location.pathname == '/inside'");
                assertThat(visit.sent).as(wish).isEmpty();
            }
        }
    }

    /** One person's browser, which is not driven by a program. */
    private final class Visit implements AutoCloseable {
        private final List<String> sent = new ArrayList<>();
        private final List<Integer> answers = new ArrayList<>();
        /** What a browser under load sent and no longer waited for. */
        private int unanswered;

        private final com.mewayz.testing.Tab tab = browser.open(Look.PHONE);
        private final BrowserContext context =
                tab.page().context().browser().newContext(new NewContextOptions().setUserAgent(CHROME));
        private final Page page = context.newPage();

        Visit(String before) {
            context.setDefaultTimeout(60_000);
            context.addInitScript(
                    "Object.defineProperty(navigator, 'webdriver', { get: () => false, configurable: true });"
                            + before);
            page.onRequest(request -> {
                if (request.url().endsWith("/m")) {
                    sent.add(request.postData());
                }
            });
            page.onRequestFailed(request -> {
                if (request.url().endsWith("/m")) {
                    unanswered++;
                }
            });
            page.onResponse(response -> {
                if (response.url().endsWith("/m")) {
                    answers.add(response.status());
                }
            });
        }

        String address(String path) {
            return "http://localhost:" + elsewhere.getAddress().getPort() + path;
        }

        void until(int number) {
            page.waitForCondition(() -> sent.size() >= number && answers.size() >= number);
        }

        /** Until this was sent and everything that was sent is answered: what follows is counted after it. */
        void until(String part) {
            page.waitForCondition(() -> sent.stream().anyMatch(body -> body.contains(part)) && isAnswered());
        }

        boolean isAnswered() {
            return answers.size() + unanswered >= sent.size();
        }

        @Override
        public void close() {
            context.close();
            tab.close();
        }
    }
}
