package com.mewayz.biosites;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.web.Form;
import com.mewayz.platform.web.Route;
import com.mewayz.security.Wire;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What visitors get of sites on hosts of their own. */
class DomainsTest extends DomainCase {
    @Test
    void aDomainIsServedOnceItLeadsHere() {
        long id = add(owner, site, "mia.test");
        assertThat(Wire.status(ask("mia.test", "/"))).isEqualTo(421);

        assertThat(check(site, id).at("/reason").asText()).contains("_mewayz.mia.test");
        point("mia.test", id);
        var domain = check(site, id);

        assertThat(domain.at("/state").asText()).as(domain.toString()).isEqualTo("verified");
        assertThat(domain.at("/reason").asText()).isEmpty();
        assertThat(domain.at("/current").asBoolean()).isTrue();
        assertThat(domain.at("/checked_at").asText())
                .isEqualTo(app.clock.instant().toString());
        for (var again : List.of("made", "from the fast lane")) {
            var page = ask("mia.test", "/");
            assertThat(Wire.status(page)).as(again).isEqualTo(200);
            assertThat(page)
                    .contains("<link rel=\"canonical\" href=\"" + base("mia.test") + "/\">")
                    .contains("property=\"og:url\" content=\"" + base("mia.test") + "/\"")
                    .doesNotContain(CONSOLE, "/@mia/");
        }
    }

    @Test
    void whatBelongsToAPageIsThereAndTheConsoleIsNot() {
        var block = Map.of("content", Map.of("kind", "link", "title", "Shop", "url", "https://shop.example/"));
        long link =
                owner.post(path(site) + "/blocks", block).is(201).at("/data/id").asLong();
        owner.post(path(site) + "/publication").is(201);
        long foreign = site(owner, "leo");
        long elsewhere = owner.post(path(foreign) + "/blocks", block)
                .is(201)
                .at("/data/id")
                .asLong();
        owner.post(path(foreign) + "/publication").is(201);
        verified("mia.test");

        var page = ask("mia.test", "/");
        var style = page.replaceAll("(?s).*href=\"(/[0-9a-f]{10}\\.css)\".*", "$1");
        assertThat(ask("mia.test", style)).contains("200", "text/css", "immutable");
        assertThat(page).contains("/l/" + link);
        assertThat(Wire.header(ask("mia.test", "/l/" + link), "Location")).isEqualTo("https://shop.example/");
        assertThat(Wire.status(ask("mia.test", "/l/" + elsewhere))).isEqualTo(404);
        assertThat(ask("mia.test", "/qr.svg")).contains("200 OK", "<svg");
        assertThat(ask("mia.test", "/robots.txt")).contains("Sitemap: " + base("mia.test") + "/sitemap.xml");
        assertThat(ask("mia.test", "/sitemap.xml"))
                .contains("<loc>" + base("mia.test") + "/</loc>")
                .doesNotContain("leo");
        assertThat(ask(CONSOLE, "/sitemap.xml")).contains("/@leo</loc>").doesNotContain("/@mia<");
        for (var theirs : List.of("/api/v1/bio-sites", "/sign-in", "/settings/profile", "/sites", "/@leo", "/api")) {
            assertThat(Wire.status(ask("mia.test", theirs))).as(theirs).isEqualTo(404);
        }
        assertThat(Wire.header(ask("mia.test", "/sign-in"), "Set-Cookie")).isEmpty();
    }

    @Test
    void whatASiteAnswersIsReadByAnybody() {
        assertThat(app.app.web().siteRoutes()).isNotEmpty().allSatisfy(route -> {
            assertThat(route.kind()).isEqualTo(Route.Kind.PUBLIC);
            assertThat(route.method().equals("GET") || route.input() == Form.class)
                    .isTrue();
        });
    }

    @Test
    void theHandleAndEarlierDomainsLeadToTheCurrentOne() {
        verified("mia.test");
        assertThat(moved(CONSOLE, "/@mia")).isEqualTo(base("mia.test") + "/");
        assertThat(moved(CONSOLE, "/@mia?utm_source=qr")).isEqualTo(base("mia.test") + "/?utm_source=qr");
        assertThat(moved(CONSOLE, "/@mia/qr.svg")).isEqualTo(base("mia.test") + "/qr.svg");
        assertThat(moved("mia.test", "/@mia")).isEqualTo("/");

        long second = verified("www.mia.test");
        assertThat(moved("mia.test", "/")).isEqualTo(base("www.mia.test") + "/");
        assertThat(moved("mia.test", "/qr.svg?a=b")).isEqualTo(base("www.mia.test") + "/qr.svg?a=b");
        assertThat(moved(CONSOLE, "/@mia")).isEqualTo(base("www.mia.test") + "/");
        assertThat(owner.get(path(site) + "/domains").at("/data").findValuesAsText("current"))
                .containsExactly("false", "true");

        long first = owner.get(path(site) + "/domains").at("/data/0/id").asLong();
        owner.post(domains() + "/" + first + "/choice").is(201);
        assertThat(moved("www.mia.test", "/")).isEqualTo(base("mia.test") + "/");

        owner.delete(domains() + "/" + first).is(200);
        assertThat(Wire.status(ask("mia.test", "/"))).isEqualTo(421);
        assertThat(Wire.status(ask("www.mia.test", "/"))).isEqualTo(200);
        owner.delete(domains() + "/" + second).is(200);
        assertThat(Wire.status(ask(CONSOLE, "/@mia"))).isEqualTo(200);
        assertThat(ask(CONSOLE, "/@mia")).contains("rel=\"canonical\" href=\"" + base(CONSOLE) + "/@mia\"");
    }

    /** On whatever host: a proxy asks at the address it knows. */
    @Test
    void aProxyIsToldForWhichHostsItMayGetACertificate() {
        verified("mia.test");
        add(owner, site, "waiting.test");
        for (var ours : List.of("mia.test", "MIA.test", CONSOLE)) {
            assertThat(Wire.status(ask("127.0.0.1", "/.well-known/mewayz-ask?domain=" + ours)))
                    .as(ours)
                    .isEqualTo(200);
        }
        for (var foreign : List.of("waiting.test", "evil.test", "www.mia.test", "")) {
            assertThat(Wire.status(ask("127.0.0.1", "/.well-known/mewayz-ask?domain=" + foreign)))
                    .as(foreign)
                    .isEqualTo(404);
        }
    }

    @Test
    void whatIsServedSurvivesARestart() {
        verified("mia.test");
        app.stop();
        app = start(app);
        assertThat(Wire.status(ask("mia.test", "/"))).isEqualTo(200);
        assertThat(moved(CONSOLE, "/@mia")).isEqualTo(base("mia.test") + "/");
    }

    @Test
    void aDraftAndADeletedSiteShowNothing() {
        verified("mia.test");
        owner.delete(path(site) + "/publication").is(200);
        assertThat(Wire.status(ask("mia.test", "/"))).isEqualTo(404);
        owner.post(path(site) + "/publication").is(201);
        assertThat(Wire.status(ask("mia.test", "/"))).isEqualTo(200);
        owner.delete(path(site)).is(200);
        assertThat(Wire.status(ask("mia.test", "/"))).isEqualTo(404);
    }

    @Test
    void theQrCodeAndTheBuilderShowTheDomain() {
        verified("mia.test");
        var browser = app.visitor().browse(TestApp.email("owner"));
        assertThat(browser.get("/sites/" + site + "?tab=page").is(200).body()).contains(base("mia.test") + "/");
        assertThat(browser.get("/sites").is(200).body()).contains(base("mia.test") + "/");
        assertThat(browser.get("/sites/" + site + "/domains").is(200).body())
                .contains("mia.test", "Current", "Checked just now");
    }

    @Test
    void thePageAddsChecksAndRemoves() {
        var browser = app.visitor().browse(TestApp.email("owner"));
        var page = "/sites/" + site + "/domains";
        assertThat(browser.submit(page, Map.of("name", "no name")).is(422).body())
                .contains("Write the name");
        browser.submit(page, Map.of("name", "mia.test")).is(303);
        long id = owner.get(domains()).at("/data/0/id").asLong();
        assertThat(browser.get(page).body()).contains("CNAME", "_mewayz.mia.test", "not been looked at yet");
        point("mia.test", id);
        browser.submit(page, page + "/" + id + "/checks", Map.of()).is(303);
        assertThat(browser.get(page).body()).contains("Current");
        browser.submit(page, page + "/" + id + "/deletion", Map.of()).is(303);
        assertThat(browser.get(page).body()).contains("No domain yet");
    }

    @Test
    void visitsOfADomainAreCountedForItsSite() {
        verified("mia.test");
        ask("mia.test", "/");
        app.clock.forward(Duration.ofMinutes(1));
        ask("mia.test", "/"); // on the fast lane
        ask("mia.test", "/qr.svg");
        app.app.traffic().flush();
        assertThat(owner.get(path(site) + "/analytics?days=7")
                        .is(200)
                        .at("/data/total/views")
                        .asLong())
                .isEqualTo(2);
    }
}
