package com.mewayz.biosites;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** The builder without a script: plain forms that lead back to the page. */
@AppTest
class BuilderFormsTest {
    private static final Pattern ID = Pattern.compile("/sites/([0-9]+)(?:\\?.*?block=([0-9]+))?.*");

    private final TestApp app;
    private final Client owner;

    BuilderFormsTest(TestApp app) {
        this.app = app;
        app.owner();
        owner = app.visitor().browse(TestApp.email("owner"));
    }

    @Test
    void aSiteIsMadeFilledAndPublished() {
        var site = site("forms");
        var page = "/sites/" + site;
        var block = link(site, "Tour", "example.com/tour");
        owner.submit(
                        page,
                        page + "/blocks/" + block,
                        Map.of("title", "Tour dates", "url", "https://example.com/tour", "highlighted", "true"))
                .is(303);
        owner.submit(page, page + "/publication", Map.of("live", "true")).is(303);
        assertThat(app.visitor().get("/@forms").is(200).body()).contains("Tour dates");

        owner.submit(page, page + "/about", Map.of("name", "Mia", "tagline", "Pianist", "bio", "", "language", "pt"))
                .is(303);
        owner.submit(page, page + "/theme", Map.of("theme", "haze")).is(303);
        assertThat(text(page + "?did=saved", "#toasts")).contains("Saved");
        assertThat(text(page, "#acts")).contains("4 changes not published");
        owner.submit(page, page + "/publication", Map.of()).is(303);
        app.visitor().get("/@forms").is(404);
    }

    @Test
    void aRefusedFormComesBackWithWhatWasWritten() {
        var site = site("refused");
        var page = "/sites/" + site;
        var reply = owner.submit(
                        page,
                        page + "/blocks",
                        Map.of("kind", "link", "title", "", "url", "javascript:alert(1)", "subtitle", "kept"))
                .is(422);
        var html = Jsoup.parse(reply.body());
        assertThat(html.select("#f-title").attr("aria-describedby")).contains("f-title-error");
        assertThat(html.select("#f-url-error").text()).contains("Write a full address");
        assertThat(html.select("#f-subtitle").attr("value")).isEqualTo("kept");
        var social = owner.submit(
                        page, page + "/blocks", Map.of("kind", "social", "network", "", "profile", "nonsense"))
                .is(422);
        assertThat(Jsoup.parse(social.body())
                        .select("[id='f-items.0.url-error']")
                        .text())
                .isNotEmpty();
        owner.submit(page, page + "/handle", Map.of("handle", "admin")).is(422);
        owner.submit("/sites/new", "/sites", Map.of("name", "", "handle", "")).is(422);
    }

    @Test
    void blocksMoveHideCopyGoAndComeBack() {
        var site = site("moving");
        var page = "/sites/" + site;
        var one = link(site, "One", "https://example.com/1");
        var two = link(site, "Two", "https://example.com/2");
        owner.submit(page, page + "/blocks/" + two + "/position", Map.of("by", "-1"))
                .is(303);
        assertThat(text(page, "#rows")).containsSubsequence("Two", "One");
        owner.submit(page, page + "/blocks/" + one + "/visibility", Map.of("active", ""))
                .is(303);
        assertThat(text(page, "#block-" + one)).contains("Hidden");
        owner.submit(page, page + "/blocks/" + two + "/duplicates", Map.of()).is(303);
        var gone = owner.submit(page, page + "/blocks/" + two + "/deletion", Map.of())
                .is(303);
        assertThat(text(gone.header("location"), "#toasts")).contains("Block deleted", "Undo");
        owner.submit(page, page + "/blocks/" + two + "/restoration", Map.of()).is(303);
        assertThat(Jsoup.parse(owner.get(page).body()).select("#rows > li")).hasSize(3);
    }

    @Test
    void sitesAreOrderedCopiedAndDeleted() {
        var first = site("first");
        var second = site("second");
        owner.submit("/sites", "/sites/" + second + "/position", Map.of("by", "-1"))
                .is(303);
        assertThat(text("/sites", "#rows")).containsSubsequence("/@second", "/@first");
        var copy = owner.submit("/sites", "/sites/" + first + "/duplicates", Map.of())
                .is(303);
        assertThat(owner.get(copy.header("location")).is(200).body()).contains("first-2");
        owner.submit("/sites", "/sites/" + first + "/deletion", Map.of()).is(303);
        owner.get("/sites/" + first).is(404);
        owner.submit("/sites", "/sites/" + first + "/restoration", Map.of()).is(303);
        owner.get("/sites/" + first).is(200);
    }

    @Test
    void strangersFindNothingAndViewersChangeNothing() {
        var site = site("guarded");
        app.stranger();
        app.visitor().browse(TestApp.email("stranger")).get("/sites/" + site).is(404);
        app.viewer();
        var viewer = app.visitor().browse(TestApp.email("viewer"));
        var workspace = Map.of("workspace", String.valueOf(app.owner().workspace()));
        viewer.submit("/settings/profile", "/workspace", workspace);
        var page = viewer.get("/sites/" + site).is(200);
        assertThat(Jsoup.parse(page.body()).select("main form:not([data-autosave])"))
                .isEmpty();
        viewer.submit("/sites/" + site, "/sites/" + site + "/publication", Map.of("live", "true"))
                .is(403);
    }

    private String site(String handle) {
        var made = owner.submit("/sites/new", "/sites", Map.of("name", "Mia Torres", "handle", handle))
                .is(303);
        return id(made.header("location"), 1);
    }

    private String link(String site, String title, String url) {
        var page = "/sites/" + site;
        var added = owner.submit(page, page + "/blocks", Map.of("kind", "link", "title", title, "url", url))
                .is(303);
        return id(added.header("location"), 2);
    }

    private String text(String path, String selector) {
        return Jsoup.parse(owner.get(path).is(200).body()).select(selector).text();
    }

    private static String id(String location, int group) {
        var match = ID.matcher(location);
        assertThat(match.matches()).as(location).isTrue();
        return match.group(group);
    }
}
