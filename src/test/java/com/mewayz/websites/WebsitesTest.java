package com.mewayz.websites;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebsitesTest {
    private static final String API = "/api/v1/analytics/websites";

    private final TestApp app;

    WebsitesTest(TestApp app) {
        this.app = app;
    }

    @Test
    void aWebsiteKeepsItsIdWhateverIsChanged() {
        var owner = app.owner();
        long id = create("Shop", "shop.example");
        owner.put(API + "/" + id, Map.of("name", "Store", "hosts", List.of("store.example", "shop.example")))
                .is(200);

        var website = owner.get(API + "/" + id).is(200).at("/data");
        assertThat(website.at("/name").asText()).isEqualTo("Store");
        assertThat(website.at("/hosts").toString()).isEqualTo("[\"store.example\",\"shop.example\"]");
        assertThat(owner.get(API).is(200).at("/data").findValuesAsText("id")).contains(String.valueOf(id));
    }

    @ParameterizedTest
    @CsvSource({
        "https://Shop.Example/path?x#y,shop.example", "shop.example:8443,shop.example", " shop.example ,shop.example",
        "http://shop.example:80/,shop.example", "münchen.example,xn--mnchen-3ya.example", "localhost,localhost",
        "192.0.2.7,192.0.2.7"
    })
    void anAddressIsCutDownToItsHost(String written, String host) {
        assertThat(new WebsiteInput("x", List.of(written)).hosts()).containsExactly(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "-x.example", "a..b", "x_y.example", "<script>", "@"})
    void whatIsNoHostIsRefused(String host) {
        app.owner().post(API, Map.of("name", "Shop", "hosts", List.of(host))).is(422);
        app.owner()
                .post(API, Map.of("name", "", "hosts", List.of("shop.example")))
                .is(422);
        app.owner().post(API, Map.of("name", "Shop")).is(422);
    }

    @Test
    void aDeletedOneCanBeRestoredForThirtyDays() {
        var owner = app.owner();
        long id = create("Gone", "gone.example");
        owner.delete(API + "/" + id).is(200);
        owner.get(API + "/" + id).is(404);
        owner.delete(API + "/" + id).is(404);
        owner.post(API + "/" + id + "/restoration").is(201);
        owner.post(API + "/" + id + "/restoration").is(404);
        owner.delete(API + "/" + id).is(200);
        app.clock.forward(Duration.ofDays(31));
        app.app.websites().purge();
        app.clock.set(TestApp.NOW.toString()); // or everybody would have to sign in again
        owner.post(API + "/" + id + "/restoration").is(404);
    }

    @Test
    void everythingIsWrittenDown() {
        long id = create("Written", "written.example");
        app.owner()
                .put(API + "/" + id, Map.of("name", "Down", "hosts", List.of("written.example")))
                .is(200);
        app.owner().delete(API + "/" + id).is(200);
        var log = app.owner().get("/settings/audit").is(200).body();
        assertThat(log).contains("Website created", "Website changed", "Website deleted", "Written", "Down");
    }

    @Test
    void aWorkspaceThatIsDeletedTakesItsWebsitesAlong() {
        var owner = app.register("leaving");
        long id = owner.post(API, Map.of("name", "Shop", "hosts", List.of("shop.example")))
                .is(201)
                .at("/data/id")
                .asLong();
        owner.post("/api/v1/workspaces", Map.of("name", "Another")).is(201);
        owner.delete("/api/v1/workspaces/" + owner.workspace()).is(200);
        app.app.bus().deliver();
        assertThat(app.app.websites().find(id)).isEmpty();
    }

    @Test
    void onThePagesOneAddsChangesDeletesAndRestores() {
        app.owner();
        var browser = app.visitor().browse(TestApp.email("owner"));
        var again = browser.submit(
                "/settings/websites/new", "/settings/websites/new", Map.of("name", "Blog", "hosts", "no host at all"));
        assertThat(again.is(422).body()).contains("“no host at all” is none", "no host at all</textarea>");
        browser.submit(
                        "/settings/websites/new",
                        "/settings/websites/new",
                        Map.of("name", "Blog", "hosts", "blog.example\nhttps://www.blog.example/"))
                .is(303);
        var id = app.owner()
                .get(API + "?per_page=100")
                .at("/data")
                .findValuesAsText("id")
                .getLast();
        var one = "/settings/websites/" + id;
        assertThat(browser.get("/settings/websites").is(200).body())
                .contains("blog.example, www.blog.example")
                .contains("&lt;script defer src=&quot;" + app.address() + "/js/m.js&quot; data-site=&quot;" + id
                        + "&quot;&gt;&lt;/script&gt;");
        assertThat(browser.get(one).is(200).body()).contains("blog.example\nwww.blog.example</textarea>");
        browser.submit(one, one, Map.of("name", "Diary", "hosts", "blog.example"))
                .is(303);
        browser.submit("/settings/websites", one + "/deletion", Map.of()).is(303);
        assertThat(browser.get("/settings/websites").body()).contains("Recently deleted", "Diary");
        browser.submit("/settings/websites", one + "/restoration", Map.of()).is(303);
        app.owner().get(API + "/" + id).is(200);
    }

    @Test
    void aViewerSeesTheListAndNoMore() {
        create("Seen", "seen.example");
        app.viewer();
        var page = app.viewer().get("/settings/websites").is(200).body();
        assertThat(page).contains("Seen").doesNotContain("Edit<", "Delete<", "Add a website");
    }

    private long create(String name, String host) {
        return app.owner()
                .post(API, Map.of("name", name, "hosts", List.of(host)))
                .is(201)
                .at("/data/id")
                .asLong();
    }
}
