package com.mewayz.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.crypto.Tokens;
import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.Rows;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharesTest {
    private static final String SHARES = "/api/v1/analytics/shares";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0";

    private final TestApp app;
    private final Client owner;
    private final long shown;
    private final long hidden;

    SharesTest(TestApp app) {
        this.app = app;
        owner = app.owner();
        shown = site("shared-site", "Shown site");
        hidden = site("hidden-site", "Hidden site");
        visitor().get("/@shared-site").is(200);
        visitor().get("/@hidden-site").is(200);
        app.app.traffic().flush();
    }

    @Test
    void whoeverHasTheLinkSeesTheseFiguresAndNothingElse() {
        var path = share(Map.of("name", "Secret client", "sites", List.of(shown)));
        var reply = visitor().get(path).is(200);
        var page = Jsoup.parse(reply.body());
        assertThat(page.select(".stat b").eachText()).startsWith("1", "1", "0");
        assertThat(page.text()).contains("Shown site", "Direct", "Computer");
        assertThat(reply.body())
                .doesNotContain(
                        "Hidden site", "Secret client", "owner", "example.com", "/analytics", "sign-in", "hidden-site");
        assertThat(reply.header("X-Robots-Tag")).contains("noindex");
        assertThat(page.select("meta[name=robots]").attr("content")).contains("noindex");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(reply.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(Jsoup.parse(visitor()
                                .get(path + "?site=" + hidden + "&days=7")
                                .is(200)
                                .body())
                        .text())
                .doesNotContain("Hidden site");
        assertThat(visitor().get(path + "?days=99999").is(422).body()).contains("28 days");
    }

    @Test
    void lookingAtFiguresIsNoVisit() {
        var path = share(Map.of("name", "n", "sites", List.of(shown)));
        var before = views();
        for (int i = 0; i < 3; i++) {
            app.clock.forward(Duration.ofMinutes(1));
            visitor().get(path).is(200);
        }
        app.app.traffic().flush();
        assertThat(views()).isEqualTo(before);
        assertThat(owner.get(SHARES).at("/data/0/last_seen_at").asText()).isNotBlank();
    }

    @Test
    void whatIsWrongExpiredOrRevokedIsAnsweredAlike() {
        var gone = share(Map.of("name", "n", "sites", List.of(shown), "expires_in_days", 7));
        var revoked = share(Map.of("name", "n", "sites", List.of(shown)));
        long id = owner.get(SHARES).at("/data/0/id").asLong();
        visitor().get(gone).is(200);
        owner.delete(SHARES + "/" + id).is(200);
        var now = app.clock.instant();
        app.clock.forward(Duration.ofDays(7));
        var answers = List.of(gone, revoked, "/shared/" + "x".repeat(43), "/shared/1", "/shared/" + id).stream()
                .map(path -> visitor().get(path).is(404).body())
                .distinct();
        assertThat(answers).hasSize(1);
        visitor().get("/shared?link=nothing").is(404);
        app.clock.set(now.toString());
        assertThat(owner.get("/api/v1/audit?kind=share-revoked").at("/data")).isNotEmpty();
    }

    @Test
    void aPasswordIsAskedForAndGuessesAreSlowedDown() {
        var path = share(Map.of("name", "n", "sites", List.of(shown), "password", "vinyl and salt"));
        var token = path.substring(path.lastIndexOf('/') + 1);
        var person = visitor();
        assertThat(person.get(path).is(303).header("Location")).isEqualTo("/shared?link=" + token);
        person.get("/shared?link=" + token).is(200);
        var wrong = person.submit("/shared?link=" + token, "/shared", Map.of("link", token, "password", "wrong"))
                .is(422);
        assertThat(wrong.body()).contains("This is not the password.").doesNotContain("Shown site", "value=\"wrong\"");
        person.submit("/shared?link=" + token, "/shared", Map.of("link", token, "password", "vinyl and salt"))
                .is(303);
        assertThat(person.get(path).is(200).body()).contains("Shown site");
        visitor().get(path).is(303);
        visitor().with("Cookie", "mewayz-shared-1=made-up").get(path).is(303);
        var other = share(Map.of("name", "n", "sites", List.of(shown), "password", "vinyl and salt"));
        person.get(other).is(303);

        var thief = visitor();
        int status = 422;
        for (int i = 0; i < 8 && status == 422; i++) {
            status = thief.form("/shared", Map.of("link", token, "password", "guess " + i))
                    .status();
        }
        assertThat(status).isEqualTo(429);
        thief.form("/shared", Map.of("link", token, "password", "vinyl and salt"))
                .is(429);
        app.clock.forward(Duration.ofMinutes(1));
        thief.form("/shared", Map.of("link", token, "password", "vinyl and salt"))
                .is(303);
        app.clock.forward(Duration.ofHours(13));
        person.get(path).is(303);
        app.clock.set(TestApp.NOW.toString());
    }

    @Test
    void aMemberWhoIsSignedInGetsInWithThePassword() {
        var path = share(Map.of("name", "n", "sites", List.of(shown), "password", "vinyl and salt"));
        var token = path.substring(path.lastIndexOf('/') + 1);
        var browser = app.visitor().browse(TestApp.email("owner"));
        browser.submit("/shared?link=" + token, "/shared", Map.of("link", token, "password", "vinyl and salt"))
                .is(303);
        browser.get(path).is(200);
    }

    @Test
    void nothingThatOpensAnythingIsStoredInTheClear() {
        var path = share(Map.of("name", "n", "sites", List.of(shown), "password", "vinyl and salt"));
        var token = path.substring(path.lastIndexOf('/') + 1);
        var rows = Rows.of(app.app.db()).toString();
        assertThat(rows).contains(Tokens.hash(token)).doesNotContain(token).doesNotContain("vinyl and salt");
        assertThat(owner.get(SHARES).is(200).body()).doesNotContain(token);
        var browser = app.visitor().browse(TestApp.email("owner"));
        assertThat(browser.get("/analytics/shares").is(200).body()).contains(token);
    }

    @Test
    void onlyAdminsShareAndOnlySitesOfTheirOwn() {
        app.editor().post(SHARES, Map.of("name", "n", "sites", List.of(shown))).is(403);
        app.stranger()
                .post(SHARES, Map.of("name", "n", "sites", List.of(shown)))
                .is(422);
        owner.post(SHARES, Map.of("name", "n", "sites", List.of())).is(422);
        owner.post(SHARES, Map.of("name", "n", "sites", List.of(shown), "password", "short"))
                .is(422);
        owner.post(SHARES, Map.of("name", "n", "sites", List.of(shown), "expires_in_days", 8))
                .is(422);
    }

    @Test
    void aSiteThatIsDeletedIsShownNoMore() {
        long third = site("third-site", "Third site");
        var path = share(Map.of("name", "n", "sites", List.of(third)));
        owner.delete("/api/v1/bio-sites/" + third).is(200);
        assertThat(visitor().get(path).is(200).body()).doesNotContain("Third site", "Shown site");
    }

    private String share(Map<String, Object> input) {
        var link = owner.post(SHARES, input).is(201).at("/data/link").asText();
        assertThat(link).startsWith(app.address() + "/shared/");
        return link.substring(app.address().length());
    }

    private long views() {
        return owner.get("/api/v1/bio-sites/" + shown + "/analytics?days=90")
                .at("/data/total/views")
                .asLong();
    }

    private Client visitor() {
        return app.visitor().with("User-Agent", FIREFOX);
    }

    private long site(String handle, String name) {
        long id = owner.post("/api/v1/bio-sites", Map.of("handle", handle, "name", name))
                .is(201)
                .at("/data/id")
                .asLong();
        owner.post("/api/v1/bio-sites/" + id + "/publication").is(201);
        return id;
    }
}
