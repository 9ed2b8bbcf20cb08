package com.mewayz.websites;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pages elsewhere send to {@code /m}. */
@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BeaconsTest {
    static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0";

    private final TestApp app;
    private final Log log;

    BeaconsTest(TestApp app) {
        this.app = app;
        this.log = new Log(app);
    }

    @Test
    void everythingAPageTellsIsCounted() {
        long site = website("shop.example");
        send(site, "'page':'/a','query':'utm_source=news&utm_medium=email','referrer':'https://mail.example/x?y=z'")
                .is(202);
        app.clock.forward(Duration.ofSeconds(5));
        send(site, "'page':'/a','link':'https://other.example/deep?secret=1#x'").is(202);
        send(site, "'page':'/a','event':'signup','properties':{'plan':'pro'},'amount':12.345,'currency':'EUR'")
                .is(202);
        send(site, "'page':'/a','event':'order','amount':700,'currency':'JPY'").is(202);
        send(site, "'page':'/a','event':'plain'").is(202);
        app.clock.forward(Duration.ofSeconds(30));
        send(site, "'page':'/a','seconds':20").is(202);

        assertThat(log.acts(site))
                .containsExactly(
                        "0 /a",
                        "2 /a https://other.example/deep",
                        "3 /a signup",
                        "3 /a order",
                        "3 /a plain",
                        "4 /a 20");
        assertThat(log.details()).containsSubsequence("{\"plan\":\"pro\"} 1234 EUR", " 700 JPY");
        assertThat(log.column(site, "source")).containsOnly("news");
        assertThat(log.leftOut(site)).isEmpty();
    }

    /** Somebody lands by a tagged link, reads on, and then opens a page once more: of the same visit or of the next. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // what               | landed with    | came from            | again with      | came from
                // | visits
                "back in a page app    | utm_source=news&utm_campaign=may | https://blog.example/ | utm_source=news&utm_campaign=may | - | 1",
                "its referrer is empty | utm_source=news&utm_campaign=may | https://blog.example/ | utm_source=news&utm_campaign=may | '' | 1",
                "back from our page    | utm_source=news&utm_campaign=may | https://blog.example/ | utm_source=news&utm_campaign=may | https://shop.example/b | 1",
                "the source unnamed    | utm_campaign=may | https://blog.example/ | utm_campaign=may | - | 1",
                "the same link again   | utm_source=news&utm_campaign=may | https://blog.example/ | utm_source=news&utm_campaign=may | https://blog.example/2 | 1",
                "from the app, again   | utm_source=news | '' | utm_source=news | '' | 1",
                "the source as a word  | ref=ig | - | utm_source=insta | - | 1",
                "back without a tag    | '' | https://blog.example/ | '' | - | 1",
                "a plain link there    | utm_source=news | https://blog.example/ | '' | https://blog.example/2 | 1",
                "another campaign      | utm_source=news&utm_campaign=may | https://blog.example/ | utm_source=news&utm_campaign=june | - | 2",
                "another source        | utm_source=news | https://blog.example/ | utm_source=ads | https://blog.example/ | 2",
                "another medium        | utm_source=news&utm_medium=email | '' | utm_source=news&utm_medium=social | '' | 2",
                "another content       | utm_source=news&utm_content=a | '' | utm_source=news&utm_content=b | '' | 2",
                "another term          | utm_source=news&utm_term=a | '' | utm_source=news&utm_term=b | '' | 2",
                "the first campaign    | '' | '' | utm_source=news | - | 2",
                "another page          | utm_source=news | https://blog.example/ | utm_source=news | https://forum.example/ | 2",
                "a page at all         | utm_source=news | '' | utm_source=news | https://forum.example/ | 2",
                "no campaign any more  | utm_source=news | https://blog.example/ | '' | https://forum.example/ | 2",
            })
    void whoComesAnotherWayBeginsAnotherVisit(
            String what, String query, String referrer, String queryAgain, String referrerAgain, int visits) {
        long site = website("shop.example");
        view(site, "/a", query, referrer);
        view(site, "/b", "", null);
        view(site, "/a", queryAgain, referrerAgain);
        assertThat(log.acts(site)).containsExactly("0 /a", "0 /b", "0 /a");
        assertThat(log.visits(site)).as(what).isEqualTo(visits);
    }

    @Test
    void theSameWayBeginsAnotherVisitAfterHalfAnHour() {
        long site = website("shop.example");
        view(site, "/a", "utm_source=news", "https://blog.example/");
        app.clock.forward(Duration.ofMinutes(31));
        view(site, "/a", "utm_source=news", "https://blog.example/");
        assertThat(log.visits(site)).isEqualTo(2);
    }

    private void view(long site, String page, String query, @Nullable String referrer) {
        app.clock.forward(Duration.ofSeconds(20));
        var from = referrer == null ? "" : ",'referrer':'" + referrer + "'";
        send(site, "'page':'" + page + "','query':'" + query + "'" + from).is(202);
    }

    @Test
    void itsFiguresStandBesideThoseOfTheSites() {
        long site = website("figures.example");
        send(site, "'page':'/'").is(202);
        app.app.traffic().flush();

        var sites = app.owner().get("/api/v1/analytics/overview").is(200).at("/data");
        assertThat(sites.findValuesAsText("site")).contains(String.valueOf(site));
        var page = app.owner().get("/analytics?site=" + site).is(200).body();
        assertThat(page).contains("figures.example");
    }

    @Test
    void itsDaysAreTheWorkspacesDays() {
        var owner = app.register("zoned");
        owner.put("/api/v1/workspaces/" + owner.workspace(), Map.of("name", "Z", "timezone", "Pacific/Auckland"));
        long site = website(owner, "zone.example");
        send(site, "'page':'/'").is(202);
        assertThat(app.app.websites().workspaceOf(site)).contains(owner.workspace());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "422|'page':'','host':'shop.example'",
                "422|'page':'no-slash','host':'shop.example'",
                "422|'page':'/'",
                "403|'page':'/','host':'other.example'",
                "403|'page':'/','host':'shop.example.evil.example'",
                "422|'page':'/','host':'shop.example','event':''",
                "422|'page':'/','host':'shop.example','event':'a','link':'https://b.example'",
                "422|'page':'/','host':'shop.example','link':'javascript:alert(1)'",
                "422|'page':'/','host':'shop.example','seconds':0",
                "422|'page':'/','host':'shop.example','seconds':1.5",
                "422|'page':'/','host':'shop.example','properties':{'a':'b'}",
                "422|'page':'/','host':'shop.example','event':'a','properties':{'a':{'b':'c'}}",
                "422|'page':'/','host':'shop.example','event':'a','properties':{'a':1}",
                "422|'page':'/','host':'shop.example','event':'a','amount':1",
                "422|'page':'/','host':'shop.example','event':'a','amount':1,'currency':'EURO'",
                "422|'page':'/','host':'shop.example','event':'a','amount':1e12,'currency':'EUR'",
                "422|'page':'/','host':'shop.example','event':'a','amount':1e-200000000,'currency':'EUR'",
                "422|'page':'/','host':'shop.example','event':'a','amount':1e-2147483640,'currency':'EUR'",
                "422|'page':'/','host':'shop.example','event':'a','amount':1e2147483640,'currency':'EUR'",
                "422|'page':'/','host':'shop.example','amount':1,'currency':'EUR'",
                "422|'page':'/','host':'shop.example','surprise':1",
                "422|'page':'/\\n','host':'shop.example'",
            })
    void whatIsWrongIsRefusedAndNotCounted(int status, String members) {
        long site = website("shop.example");
        post("{'site':" + site + "," + members + "}").is(status);
        assertThat(log.acts(site)).isEmpty();
        assertThat(log.leftOut(site)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsRefused() {
        long site = website("shop.example");
        post("not JSON").is(400);
        post("").is(422);
        post("{}").is(422);
        post("{'site':1,'host':'shop.example','page':'/'}").is(404);
        var many = new StringBuilder("'a0':'b'");
        for (int i = 1; i < 11; i++) {
            many.append(",'a").append(i).append("':'b'");
        }
        send(site, "'page':'/','event':'a','properties':{" + many + "}").is(422);
        send(site, "'page':'/" + "a".repeat(3_000) + "'").is(422);
        assertThat(log.acts(site)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"not JSON|400", "{}|422", "{'site':1,'host':'shop.example','page':'/'}|404", "LARGE|413"})
    void everyRefusalIsALineThatAnyPageMayRead(String body, int status) {
        var reply = post(body.equals("LARGE")
                        ? "{'site':1,'host':'shop.example','page':'/" + "a".repeat(5_000) + "'}"
                        : body)
                .is(status);
        assertThat(reply.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(reply.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(reply.body()).matches("[^\n<]+\n");
    }

    @ParameterizedTest
    @CsvSource({
        "/shop?email=x@y.example#z,/shop",
        "/shop#access_token=x?y,/shop",
        "/?email=x,/",
        "/#part,/",
        "/a/?,/a/",
        "/what%3Fnow,/what%3Fnow"
    })
    void neitherTheQueryNorTheFragmentOfAPageIsKept(String sent, String kept) {
        long site = website("shop.example");
        send(site, "'page':'" + sent + "'").is(202);
        send(site, "'page':'" + sent + "','event':'signup'").is(202);
        send(site, "'page':'" + sent + "','link':'https://b.example/c'").is(202);
        send(site, "'page':'" + sent + "','seconds':5").is(202);
        assertThat(log.column(site, "page")).hasSize(4).containsOnly(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example,202",
        "http://shop.example:8443,202",
        "https://www.shop.example,202",
        "https://evil.example,403",
        "https://shop.example.evil.example,403",
        "null,403",
        "nonsense://,403"
    })
    void aPageOfAnotherSiteCountsNothing(String origin, int status) {
        long site = website("shop.example");
        var reply = app.visitor()
                .with("User-Agent", FIREFOX)
                .with("Origin", origin)
                .with("Sec-Fetch-Site", "cross-site")
                .send("POST", "/m", "text/plain", body(site, "'page':'/'"));
        reply.is(status);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(reply.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(reply.header("Set-Cookie")).isEmpty();
        assertThat(log.acts(site)).hasSize(status == 202 ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"Sec-GPC,1,1", "DNT,1,1", "DNT,0,0", "Sec-GPC,0,0"})
    void whoAsksNotToBeCountedIsNot(String header, String value, int optedOut) {
        long site = website("shop.example");
        app.visitor()
                .with("User-Agent", FIREFOX)
                .with(header, value)
                .send("POST", "/m", "text/plain", body(site, "'page':'/'"))
                .is(202);
        assertThat(log.acts(site)).hasSize(1 - optedOut);
        assertThat(log.leftOut(site)).isEqualTo(optedOut == 1 ? List.of("opted_out 1") : List.of());
    }

    @Test
    void aCrawlerIsCountedAsOne() {
        long site = website("shop.example");
        app.visitor()
                .with("User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")
                .send("POST", "/m", "text/plain", body(site, "'page':'/'"))
                .is(202);
        assertThat(log.leftOut(site)).containsExactly("crawler 1");
    }

    @Test
    void aDeletedWebsiteIsNotCountedUntilItIsBack() {
        long site = website("shop.example");
        send(site, "'page':'/before'").is(202);
        app.owner().delete("/api/v1/analytics/websites/" + site).is(200);
        send(site, "'page':'/deleted'").is(404);
        app.owner().post("/api/v1/analytics/websites/" + site + "/restoration").is(201);
        send(site, "'page':'/after'").is(202);
        assertThat(log.acts(site)).containsExactly("0 /before", "0 /after");
    }

    @Test
    void theScriptIsSmallAndMayBeLoadedAnywhere() {
        var reply = app.visitor().get("/js/m.js").is(200);
        assertThat(reply.bytes().length).isLessThanOrEqualTo(1024);
        assertThat(reply.header("Content-Type")).startsWith("text/javascript");
        assertThat(reply.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(reply.header("Cache-Control")).isEqualTo("public, max-age=3600");
        assertThat(reply.body()).doesNotContain("cookie", "localStorage", "sessionStorage", "indexedDB");
    }

    private long website(String host) {
        return website(app.owner(), host);
    }

    private static long website(Client owner, String host) {
        return owner.post("/api/v1/analytics/websites", Map.of("name", host, "hosts", List.of(host)))
                .is(201)
                .at("/data/id")
                .asLong();
    }

    private Reply send(long site, String members) {
        return post(new String(body(site, members), UTF_8));
    }

    private byte[] body(long site, String members) {
        var host = site == 0 ? "" : hostOf(site);
        return ("{'site':" + site + ",'host':'" + host + "'," + members + "}")
                .replace('\'', '"')
                .getBytes(UTF_8);
    }

    private String hostOf(long site) {
        return app.app
                .websites()
                .find(site)
                .map(website -> website.hosts().getFirst())
                .orElse("shop.example");
    }

    private Reply post(String body) {
        return app.visitor()
                .with("User-Agent", FIREFOX)
                .send(
                        "POST",
                        "/m",
                        "text/plain;charset=UTF-8",
                        body.replace('\'', '"').getBytes(UTF_8));
    }
}
