package com.mewayz.biosites;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@AppTest
class BioSitesApiTest {
    private static final String SITES = "/api/v1/bio-sites";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final TestApp app;
    private final Client owner;

    BioSitesApiTest(TestApp app) {
        this.app = app;
        this.owner = app.owner();
    }

    @Test
    void aSiteIsCreatedReadChangedAndListed() {
        var path = SITES + "/" + create("api-one");
        owner.put(path, Map.of("handle", "api-one", "name", "Mia K", "bio", "Hi", "theme_settings", Map.of()))
                .is(200);

        var read = app.viewer().get(path).is(200);
        assertThat(read.at("/data/name").asText()).isEqualTo("Mia K");
        assertThat(read.at("/data/status").asText()).isEqualTo("draft");
        assertThat(read.at("/data/created_at").asText()).isEqualTo(TestApp.NOW.toString());
        var list = owner.get(SITES + "?per_page=1").is(200);
        assertThat(list.at("/data").size()).isEqualTo(1);
        assertThat(list.at("/meta/pagination/total_items").asInt()).isPositive();
    }

    @Test
    void aPatchChangesWhatItNames() {
        var path = SITES + "/" + create("api-patch");
        owner.put(path, Map.of("handle", "api-patch", "name", "Mia", "tagline", "Bass", "bio", "Hi"))
                .is(200);

        var patched = owner.patch(path, Map.of("tagline", "Cello", "theme_settings", Map.of("accent", "#123456")))
                .is(200);

        assertThat(patched.at("/data/tagline").asText()).isEqualTo("Cello");
        assertThat(patched.at("/data/bio").asText()).isEqualTo("Hi");
        assertThat(patched.at("/data/theme_settings/accent").asText()).isEqualTo("#123456");
        assertThat(owner.patch(path, "{\"tagline\":null}")
                        .is(200)
                        .at("/data/tagline")
                        .asText())
                .isEmpty();
        owner.patch(path, "[]").is(400);
        owner.patch(path, "{\"status\":\"live\"}").is(422);
    }

    @Test
    void blocksAreAddedChangedOrderedAndTakenAway() {
        var blocks = SITES + "/" + create("api-blocks") + "/blocks";
        long shop = add(blocks, "Shop");
        long tour = add(blocks, "Tour");
        var path = blocks + "/" + shop;

        owner.patch(path, Map.of("content", Map.of("title", "My shop"), "visible_from", "2026-12-01T00:00:00+01:00"))
                .is(200);
        var read = owner.get(path).is(200);
        assertThat(read.at("/data/content/kind").asText()).isEqualTo("link");
        assertThat(read.at("/data/content/title").asText()).isEqualTo("My shop");
        assertThat(read.at("/data/visible_from").asText()).isEqualTo("2026-11-30T23:00:00Z");
        var order = blocks.replace("/blocks", "/order");
        owner.put(order, Map.of("ids", List.of(tour, shop))).is(200);
        assertThat(owner.get(blocks).at("/data/0/id").asLong()).isEqualTo(tour);
        owner.put(order, Map.of("ids", List.of(tour))).is(422);
        owner.put(order, "{\"ids\":[null,1]}").is(422);
        owner.delete(path).is(200);
        owner.get(path).is(404);
        owner.post(path + "/restoration").is(201);
        owner.post(path + "/duplicates").is(201);
        assertThat(owner.get(blocks).at("/data").size()).isEqualTo(3);
    }

    @Test
    void blocksComeInPages() {
        var blocks = SITES + "/" + create("api-pages") + "/blocks";
        add(blocks, "One");
        add(blocks, "Two");
        long third = add(blocks, "Three");

        var second = owner.get(blocks + "?per_page=2&page=2").is(200);
        assertThat(second.at("/data").findValuesAsText("id")).containsExactly(String.valueOf(third));
        assertThat(second.at("/meta/pagination/total_items").asInt()).isEqualTo(3);
        assertThat(second.at("/meta/pagination/total_pages").asInt()).isEqualTo(2);
        assertThat(owner.get(blocks + "?per_page=2&page=3").at("/data").size()).isZero();
    }

    @Test
    void publishingIsAResource() {
        var path = SITES + "/" + create("api-live");

        assertThat(owner.get(path + "/publication").at("/data/live").asBoolean())
                .isFalse();
        assertThat(owner.post(path + "/publication").is(201).at("/data/path").asText())
                .isEqualTo("/@api-live");
        owner.patch(path, Map.of("name", "New")).is(200);
        assertThat(app.viewer().get(path + "/publication").at("/data/changes").asInt())
                .isEqualTo(1);
        owner.delete(path + "/publication").is(200);
        app.visitor().get("/@api-live").is(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"handle":"bad-one","name":"A","owner":1}                         | owner
            {"handle":"bad-one","name":{"a":1}}                               | name
            {"handle":"bad-one","name":7}                                     | name
            {"handle":"bad-one","name":"A","avatar":"x"}                      | avatar
            {"handle":"bad-one","name":"A","avatar":4711}                     | avatar
            {"handle":"bad-one","name":"A","theme_settings":[]}               | theme_settings
            {"handle":"bad-one","name":"A","theme":"../../etc"}               | theme
            {"handle":"bad-one","name":"A","id":1}                            | id
            {"handle":"bad-one","name":"A","workspace":1}                     | workspace
            {"handle":"bad-one"}                                              | name
            {}                                                                | handle""")
    void badInputIsNamedByItsField(String json, String field) {
        var reply = owner.post(SITES, json).is(422);

        assertThat(reply.complaint(field)).as(reply.body()).isNotEmpty();
    }

    @Test
    void whatIsNoJsonIsRefused() {
        owner.post(SITES, "{").is(400);
        owner.post(SITES, "null").is(422);
        owner.post(SITES, "[]").is(422);
        owner.post(SITES, "{\"handle\":\"a-b-c\",\"handle\":\"a-b-d\",\"name\":\"A\"}")
                .is(400);
        owner.send("POST", SITES, "text/plain", "{}".getBytes(StandardCharsets.UTF_8))
                .is(400);
        owner.send("POST", SITES, "application/json", new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', '}'})
                .is(400);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        owner.post(SITES, "{\"bio\":\"" + "x".repeat(2 << 20) + "\"}").is(413);
    }

    @Test
    void eachRoleMayDoItsPartAndNoMore() {
        var path = SITES + "/" + create("api-roles");
        var input = Map.of("handle", "api-roles", "name", "Mia");

        app.viewer().get(path).is(200);
        app.viewer().put(path, input).is(403);
        app.viewer().post(path + "/publication").is(403);
        app.viewer().post(path + "/blocks", link("x")).is(403);
        app.editor().put(path, input).is(200);
        app.editor().delete(path).is(403);
        app.visitor().get(path).is(401);
        app.visitor().get("/sites/" + path.replaceAll(".*/", "") + "/preview").is(303);
        app.admin().delete(path).is(200);
        app.admin().post(path + "/restoration").is(201);
    }

    @Test
    void anotherWorkspacesSiteDoesNotExist() {
        long site = create("api-mine");
        var path = SITES + "/" + site;
        long block = add(path + "/blocks", "Shop");
        var stranger = app.stranger();
        var own = SITES + "/"
                + stranger.post(SITES, Map.of("handle", "api-theirs", "name", "S"))
                        .at("/data/id")
                        .asLong();

        stranger.get(path).is(404);
        stranger.put(path, Map.of("handle", "api-mine", "name", "S")).is(404);
        stranger.delete(path).is(404);
        stranger.post(path + "/publication").is(404);
        stranger.get(path + "/qr").is(404);
        stranger.get("/sites/" + site + "/preview").is(404);
        stranger.get(own + "/blocks/" + block).is(404);
        stranger.put(own + "/blocks/" + block, link("x")).is(404);
        stranger.delete(own + "/blocks/" + block).is(404);
        stranger.put(own + "/order", Map.of("ids", List.of(block))).is(422);
        stranger.get(SITES + "/abc").is(404);
    }

    @Test
    void theCodeLeadsToThePage() {
        var path = SITES + "/" + create("api-code") + "/qr";

        var svg = owner.get(path).is(200);
        assertThat(svg.header("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(owner.get(path + "?format=png").is(200).bytes()).startsWith(0x89, 'P', 'N', 'G');
        owner.get(path + "?format=gif").is(422);
    }

    private long create(String handle) {
        return owner.post(SITES, Map.of("handle", handle, "name", "Mia " + NUMBER.incrementAndGet()))
                .is(201)
                .at("/data/id")
                .asLong();
    }

    private long add(String blocks, String title) {
        return owner.post(blocks, link(title)).is(201).at("/data/id").asLong();
    }

    private static Map<String, Object> link(String title) {
        return Map.of("content", Map.of("kind", "link", "title", title, "url", "https://example.com"));
    }
}
