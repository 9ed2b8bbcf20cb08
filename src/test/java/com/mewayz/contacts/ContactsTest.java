package com.mewayz.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.facts.WorkspaceFact.WorkspaceDeleted;
import com.mewayz.platform.search.Search;
import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContactsTest {
    private static final String API = "/api/v1/crm/contacts";

    private final TestApp app;
    private final Client owner;

    ContactsTest(TestApp app) {
        this.app = app;
        owner = app.owner();
    }

    @Test
    void oneAddressIsOnePerson() {
        create("Sofia Lindqvist", "Sofia@Lindq.test");
        assertThat(owner.post(API, Map.of("name", "Somebody else", "emails", List.of("sofia@LINDQ.test")))
                        .is(422)
                        .complaint("emails"))
                .isEqualTo("sofia@LINDQ.test belongs to Sofia Lindqvist. One person is one contact.");
        owner.post(API, Map.of("name", "A", "phones", List.of("+46 70 174 06 05")))
                .is(201);
        owner.post(API, Map.of("name", "B", "phones", List.of("0046701740605"))).is(422);
        assertThat(app.stranger()
                        .post(API, Map.of("emails", List.of("sofia@lindq.test")))
                        .is(201)
                        .at("/data/name")
                        .asText())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "{},name",
        "{\"emails\":[\"no address\"]},emails",
        "{\"phones\":[\"070 174 06 05\"]},phones",
        "{\"name\":\"A\"; \"language\":\"english please\"},language",
        "{\"name\":\"A\"; \"tags\":[\"a\\u0007b\"]},tags"
    })
    void whatIsWrongIsSaidByField(String body, String field) {
        assertThat(owner.send(
                                "POST",
                                API,
                                "application/json",
                                body.replace(';', ',').getBytes(StandardCharsets.UTF_8))
                        .is(422)
                        .complaint(field))
                .isNotEmpty();
    }

    @Test
    void peopleAreFoundByAnyPartOfWhatIsKnown() {
        long id = create("Tomás Pereira", "tomas@pereira.test", "sheet music");
        create("Thomas Becker", "thomas@becker.test");
        for (var words : List.of("tomás", "per", "tomas@pereira.test", "pereira.test", "sheet", "pereira tom")) {
            app.app.finder().settle();
            assertThat(ids(API + "?q=" + words.replace(" ", "%20").replace("á", "%C3%A1")))
                    .as(words)
                    .containsExactly(id);
        }
        owner.patch(API + "/" + id, Map.of("name", "Tom P")).is(200);
        app.app.bus().deliver();
        app.app.finder().settle();
        assertThat(ids(API + "?q=tom%20p")).containsExactly(id);
        assertThat(owner.get("/api/v1/search?q=pereira")
                        .is(200)
                        .at("/data/0/path")
                        .asText())
                .isEqualTo("/contacts/" + id);
    }

    @Test
    void theListIsNarrowedByWhatIsKnown() {
        long one = create("Filter One", "one@filter.test", "vip filter");
        long two = create("Filter Two", "two@filter.test", "VIP Filter");
        assertThat(ids(API + "?tag=vip%20filter")).containsExactlyInAnyOrder(one, two);
        assertThat(ids(API + "?tag=vip%20filter&newsletter=given")).isEmpty();
        assertThat(ids(API + "?tag=vip%20filter&met_by=api&seen=1")).hasSize(2);
        assertThat(ids(API + "?tag=vip%20filter&met_by=import")).isEmpty();
        owner.delete(API + "/" + one).is(200);
        assertThat(ids(API + "?tag=vip%20filter")).containsExactly(two);
        assertThat(ids(API + "?tag=vip%20filter&show=bin")).containsExactly(one);
    }

    @Test
    void manyAreTaggedAtOnceAndOthersContactsArePassedOver() {
        long mine = create("Bulk", "bulk@many.test");
        long theirs = app.stranger()
                .post(API, Map.of("emails", List.of("theirs@many.test")))
                .at("/data/id")
                .asLong();
        var browser = app.visitor().browse("owner@example.com");
        browser.submit(
                        "/contacts",
                        "/contacts/changes",
                        Map.of(
                                "contact",
                                String.valueOf(mine),
                                "do",
                                "tag",
                                "tag",
                                " new  one ",
                                "back",
                                "/contacts?q=x"))
                .is(303);
        browser.submit(
                        "/contacts",
                        "/contacts/changes",
                        Map.of("contact", String.valueOf(theirs), "do", "tag", "tag", "new one", "back", "//evil.test"))
                .is(303);
        assertThat(owner.get(API + "/" + mine).at("/data/tags").toString()).isEqualTo("[\"new one\"]");
        assertThat(app.stranger().get(API + "/" + theirs).at("/data/tags").toString())
                .isEqualTo("[]");
        browser.submit("/contacts", "/contacts/changes", Map.of("do", "delete")).is(422);
    }

    @Test
    void aDeletedContactComesBackForThirtyDays() {
        long id = create("Gone", "gone@bin.test");
        owner.delete(API + "/" + id).is(200);
        owner.get(API + "/" + id).is(404);
        assertThat(owner.post(API, Map.of("emails", List.of("gone@bin.test")))
                        .is(422)
                        .complaint("emails"))
                .contains("a contact in the bin");
        owner.post(API + "/" + id + "/restoration").is(201);
        owner.post(API + "/" + id + "/restoration").is(404);
        owner.delete(API + "/" + id).is(200);
        app.clock.forward(Duration.ofDays(31));
        app.app.jobs().run("purge-deleted-contacts");
        app.clock.set(TestApp.NOW.toString()); // or everybody would have to sign in again
        owner.post(API + "/" + id + "/restoration").is(404);
        owner.post(API, Map.of("emails", List.of("gone@bin.test"))).is(201);
    }

    @Test
    void whatHappenedIsOnOneTimeline() {
        long id = create("Nora", "nora@timeline.test");
        owner.post(API + "/" + id + "/notes", Map.of("text", "Plays <b>piano</b>"))
                .is(201);
        owner.post(API + "/" + id + "/notes", Map.of("text", " ")).is(422);
        var timeline = owner.get(API + "/" + id + "/timeline").is(200);
        assertThat(timeline.at("/data").findValuesAsText("title")).containsExactly("Note", "Met");
        assertThat(timeline.at("/data/0/detail").asText()).isEqualTo("Plays <b>piano</b>");
        assertThat(owner.get(API + "/" + id + "/timeline?below="
                                + timeline.at("/data/0/id").asText())
                        .at("/data")
                        .findValuesAsText("title"))
                .containsExactly("Met");
        var page = app.visitor()
                .browse("owner@example.com")
                .get("/contacts/" + id)
                .is(200)
                .body();
        assertThat(page).contains("Plays &lt;b&gt;piano&lt;/b&gt;").doesNotContain("<b>piano");
    }

    @Test
    void whoIsErasedLeavesNoTrace() {
        long id = create("Erased Person", "erased@person.test");
        owner.post(API + "/" + id + "/notes", Map.of("text", "A secret")).is(201);
        long merged = create("Erased Too", "erased.too@person.test");
        owner.post(API + "/" + id + "/merges", Map.of("other", merged)).is(201);
        app.editor().delete(API + "/" + id + "/traces").is(403);
        owner.delete(API + "/" + id + "/traces").is(200);
        owner.delete(API + "/" + id + "/traces").is(404);
        owner.get(API + "/" + id).is(404);
        app.app.bus().deliver();
        app.app.finder().settle();
        assertThat(ids(API + "?q=erased")).isEmpty();
        assertThat(app.app.db().number("select count(*) from contact_address where normal like 'erased%'"))
                .isZero();
        assertThat(app.app.db().number("select count(*) from contact_note where contact = ?", id))
                .isZero();
        assertThat(app.app.db().number("select count(*) from contact_merge where contact = ? or other = ?", id, id))
                .isZero();
        assertThat(app.app
                        .db()
                        .number("select count(*) from fact where body like '%Erased Person%' or body like '%erased@%'"))
                .isZero();
    }

    @Test
    void whoeverWasKnownInADeletedWorkspaceIsNotInTheIndexAnyMore() {
        var leaving = app.register("leaving");
        long workspace = leaving.post("/api/v1/workspaces", Map.of("name", "For a while"))
                .is(201)
                .at("/data/id")
                .asLong();
        leaving.with("X-Workspace", String.valueOf(workspace));
        leaving.post(API, Map.of("name", "Forgotten", "emails", List.of("f@gone.test")))
                .is(201);
        settle();
        int before = entries();
        var browser = app.visitor().browse(TestApp.email("leaving"));
        app.app.db().inTransaction(() -> {
            app.app.db().run("delete from workspace where id = ?", workspace);
            app.app.bus().publish(new WorkspaceDeleted(workspace, 0, "For a while"));
        });
        settle();
        assertThat(browser.get("/workspaces").is(200).body()).doesNotContain("For a while");
        assertThat(entries()).isLessThan(before);
    }

    private void settle() {
        app.app.bus().deliver();
        app.app.finder().settle();
    }

    private int entries() {
        return Search.entries(app.data.resolve("index")).orElseThrow();
    }

    private long create(String name, String email, String... tags) {
        long id = owner.post(API, Map.of("name", name, "emails", List.of(email), "tags", List.of(tags)))
                .is(201)
                .at("/data/id")
                .asLong();
        app.app.bus().deliver();
        app.app.finder().settle();
        return id;
    }

    private List<Long> ids(String path) {
        return owner.get(path).is(200).at("/data").findValuesAsText("id").stream()
                .map(Long::valueOf)
                .toList();
    }
}
