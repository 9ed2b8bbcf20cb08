package com.mewayz.biosites;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.Json;
import com.mewayz.platform.config.Setting;
import com.mewayz.platform.web.Form;
import com.mewayz.platform.web.Route;
import com.mewayz.security.Wire;
import com.mewayz.testing.Client;
import com.mewayz.testing.Estate;
import com.mewayz.testing.FakeDns;
import com.mewayz.testing.Rows;
import com.mewayz.testing.TestApp;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Console and pages under names of their own: every route is asked for on every kind of host, as somebody who may do
 * everything.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SiteOriginsTest {
    private static final String CONSOLE = "console.test";
    private static final String PAGES = "pages.test";
    private static final String OWN = "leo.test";

    private final int port = DomainCase.freePort();
    private final FakeDns dns = new FakeDns().set(CONSOLE, "A", DomainCase.OURS);
    private final TestApp app = new TestApp(Map.of(
            Setting.PORT, String.valueOf(port),
            Setting.BASE_URL, base(CONSOLE),
            Setting.PUBLIC_HOST, PAGES,
            Setting.NAME_SERVERS, dns.address(),
            Setting.OUTGOING_PRIVATE, "127.0.0.0/8"));
    private final Client owner = app.owner();
    private final Estate estate = new Estate(app);
    private final Client browser = app.visitor().browse(TestApp.email("owner"));
    private final long leo = DomainCase.site(owner, "leo");

    SiteOriginsTest() {
        long id = DomainCase.add(owner, leo, OWN);
        var domain = DomainCase.path(leo) + "/domains/" + id;
        var records = owner.get(domain).is(200).at("/data/records");
        dns.set(
                "_mewayz." + OWN,
                "TXT",
                records.get(records.size() - 1).at("/value").asText());
        dns.set(OWN, "A", DomainCase.OURS);
        assertThat(owner.post(domain + "/checks").is(201).at("/data/state").asText())
                .isEqualTo("verified");
    }

    @AfterAll
    void stop() {
        app.close();
        dns.close();
    }

    @TestFactory
    Stream<DynamicTest> aSitesOwnHostHasNothingOfTheConsole() {
        return nothingOfTheConsole(OWN, app.app.web().siteRoutes());
    }

    @TestFactory
    Stream<DynamicTest> theHostOfAllPagesHasNothingOfTheConsole() {
        return nothingOfTheConsole(PAGES, app.app.web().sharedRoutes());
    }

    /** Whatever pages have on their hosts, the console's shows no site and runs nothing for one. */
    @TestFactory
    Stream<DynamicTest> theConsolesHostHasNothingOfTheSites() {
        var handles = List.of("leo", estate.handle());
        return each(
                Stream.of(app.app.web().siteRoutes(), app.app.web().sharedRoutes())
                        .flatMap(List::stream)
                        .distinct()
                        .toList(),
                route -> !route.path().matches("/(assets|themes|media|\\.well-known)/.*|/favicon.ico|/up"),
                route -> handles.forEach(handle -> {
                    var path = route.path()
                            .replace("{handle}", handle)
                            .replace("{file}", "qr.svg")
                            .replace("{block}", "1")
                            .replace("{letter}", "x");
                    var answer = ask(route.method(), CONSOLE, path, "");
                    assertThat(Wire.status(answer)).as(answer).isIn(200, 301, 303, 404);
                    assertThat(answer).doesNotContain("<svg xmlns", "rel=\"canonical\"", "<loc>");
                    if (path.startsWith("/@")) {
                        assertThat(Wire.header(answer, "Location"))
                                .isIn(
                                        base(PAGES) + path,
                                        base(OWN) + path.replace("/@leo", "").replaceAll("^$", "/"));
                    }
                }));
    }

    @Test
    void whatPagesAnswerIsReadByAnybody() {
        assertThat(app.app.web().sharedRoutes()).isNotEmpty().allSatisfy(route -> {
            assertThat(route.kind()).isEqualTo(Route.Kind.PUBLIC);
            assertThat(route.method().equals("GET") || route.input() == Form.class)
                    .isTrue();
        });
    }

    @Test
    void aPageIsOnItsOwnHostAlone() {
        var handle = "/@" + estate.handle();
        for (var again : List.of("made", "from the fast lane")) {
            assertThat(ask("GET", PAGES, handle, ""))
                    .as(again)
                    .startsWith("HTTP/1.1 200")
                    .contains("rel=\"canonical\" href=\"" + base(PAGES) + handle + "\"");
            assertThat(moved(CONSOLE, handle)).as(again).isEqualTo(base(PAGES) + handle);
            assertThat(Wire.status(ask("GET", OWN, handle, ""))).as(again).isEqualTo(404);
            assertThat(Wire.status(ask("GET", OWN, "/", ""))).as(again).isEqualTo(200);
        }
        assertThat(moved(CONSOLE, handle + "/qr.svg?a=b")).isEqualTo(base(PAGES) + handle + "/qr.svg?a=b");
        assertThat(moved(CONSOLE, "/@leo")).isEqualTo(base(OWN) + "/");
        assertThat(moved(PAGES, "/@leo")).isEqualTo(base(OWN) + "/");
        assertThat(Wire.status(ask("GET", PAGES, "/", ""))).isEqualTo(404);
    }

    @Test
    void aLinkIsCountedOnTheHostOfItsPage() {
        var page = ask("GET", PAGES, "/@" + estate.handle(), "");
        var link = page.replaceAll("(?s).*?\"(/l/\\d+)\".*", "$1");
        assertThat(moved(CONSOLE, link)).isEqualTo(base(PAGES) + link);
        assertThat(Wire.header(ask("GET", PAGES, link, ""), "Location")).startsWith("https://");
        assertThat(Wire.status(ask("GET", OWN, link, ""))).isEqualTo(404);

        var block = Map.of("content", Map.of("kind", "link", "title", "Shop", "url", "https://shop.example/"));
        var leos = "/l/"
                + owner.post(DomainCase.path(leo) + "/blocks", block)
                        .is(201)
                        .at("/data/id")
                        .asLong();
        owner.post(DomainCase.path(leo) + "/publication").is(201);
        assertThat(moved(CONSOLE, leos)).isEqualTo(base(OWN) + leos);
        assertThat(moved(PAGES, leos)).isEqualTo(base(OWN) + leos);
        assertThat(Wire.header(ask("GET", OWN, leos, ""), "Location")).isEqualTo("https://shop.example/");
    }

    @Test
    void eachHostListsWhatStandsOnIt() {
        var mine = "<loc>" + base(PAGES) + "/@" + estate.handle() + "</loc>";
        assertThat(ask("GET", PAGES, "/sitemap.xml", "")).contains(mine).doesNotContain("leo");
        assertThat(ask("GET", CONSOLE, "/sitemap.xml", "")).contains("<urlset").doesNotContain("<loc>");
        assertThat(ask("GET", OWN, "/sitemap.xml", ""))
                .contains("<loc>" + base(OWN) + "/</loc>")
                .doesNotContain(estate.handle());
        assertThat(ask("GET", PAGES, "/robots.txt", "")).contains("Sitemap: " + base(PAGES) + "/sitemap.xml");
    }

    @Test
    void theConsoleTellsWherePagesAre() {
        assertThat(browser.get("/sites").is(200).body()).contains(base(PAGES) + "/@" + estate.handle(), base(OWN));
        assertThat(browser.get("/sites/new").is(200).body()).contains(PAGES + ":" + port + "/@");
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGES, "pagеs.test", CONSOLE})
    void noSiteGetsANameOfTheServer(String name) {
        owner.post(DomainCase.path(leo) + "/domains", Map.of("name", name)).is(422);
    }

    /** With the owner's cookie and token, and a body that fits: nothing but the host can be wrong. */
    private Stream<DynamicTest> nothingOfTheConsole(String host, List<Route> its) {
        var paths = its.stream().map(Route::path).collect(Collectors.toSet());
        return each(app.app.web().routes(), route -> !isFor(route, paths), route -> {
            var path = estate.path(route);
            boolean json = route.kind() == Route.Kind.API
                    && route.input() != Void.class
                    && !route.input().getSimpleName().equals("Form");
            var body = json ? Json.write(estate.body(route)) : "";
            var before = Rows.of(app.app.db());
            var answer = ask(route.method(), host, path, body);
            // where the path alone would be a page's file, the method is none of pages
            assertThat(Wire.status(answer)).as(answer).isIn(404, 405);
            assertThat(Wire.header(answer, "Set-Cookie")).isEmpty();
            assertThat(Wire.header(answer, "Location")).isEmpty();
            assertThat(Rows.of(app.app.db())).isEqualTo(before);
        });
    }

    private static boolean isFor(Route route, Set<String> paths) {
        return (route.method().equals("GET") || route.kind() == Route.Kind.PUBLIC) && paths.contains(route.path());
    }

    private Stream<DynamicTest> each(List<Route> routes, Predicate<Route> which, Claim claim) {
        return routes.stream()
                .filter(which)
                .map(route -> DynamicTest.dynamicTest(route.method() + " " + route.path(), () -> claim.check(route)));
    }

    private String moved(String host, String path) {
        var answer = ask("GET", host, path, "");
        assertThat(Wire.status(answer)).as(answer).isEqualTo(301);
        return Wire.header(answer, "Location");
    }

    private String ask(String method, String host, String path, String body) {
        var cookies = browser.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        var known = Set.of(PAGES, OWN).contains(host) && path.startsWith("/@")
                ? ""
                : "Cookie: " + cookies + "\r\nAuthorization: " + owner.header("Authorization") + "\r\nX-Workspace: "
                        + owner.workspace() + "\r\nOrigin: " + base(CONSOLE) + "\r\n";
        return Wire.exchange(
                port,
                method + " " + path + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\n" + known
                        + "Content-Type: application/json\r\nContent-Length: " + body.length()
                        + "\r\nConnection: close\r\n\r\n" + body);
    }

    private String base(String host) {
        return "http://" + host + ":" + port;
    }

    private interface Claim {
        void check(Route route);
    }
}
