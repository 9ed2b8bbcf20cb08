package com.mewayz.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two contacts that are one person, and the files in which contacts leave the house. */
@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergesTest {
    private static final String API = "/api/v1/crm/contacts/";

    private final TestApp app;
    private final Client owner;

    MergesTest(TestApp app) {
        this.app = app;
        owner = app.owner();
    }

    @Test
    void whatBothHadIsTogetherAndComesApartAgain() {
        long one = create("Sofia Lindqvist", "sofia@merge.test", "+46 70 174 06 05", "lessons");
        long two = create("Sofia L", "sofia.l@work.test", "+46 70 174 06 06", "press");
        owner.post(API + two + "/notes", Map.of("text", "Met in Malmö")).is(201);

        long merge = owner.post(API + one + "/merges", Map.of("other", two))
                .is(201)
                .at("/data/id")
                .asLong();
        assertThat(contact(one).at("/name").asText()).isEqualTo("Sofia Lindqvist");
        assertThat(contact(one).at("/emails").toString()).isEqualTo("[\"sofia@merge.test\",\"sofia.l@work.test\"]");
        assertThat(contact(one).at("/tags").toString()).isEqualTo("[\"lessons\",\"press\"]");
        assertThat(titles(one)).containsExactly("Put together with another contact", "Note", "Met", "Met");
        owner.get(API + two).is(404);
        assertThat(owner.get("/api/v1/crm/contacts?show=bin").body()).doesNotContain("sofia");
        owner.post(API + two + "/restoration").is(404);
        assertThat(found("work.test")).containsExactly(one);

        owner.patch(API + one, Map.of("phones", List.of("+46 70 174 06 05"))).is(200); // one is taken away meanwhile
        owner.post("/api/v1/crm/merges/" + merge + "/reversal").is(201);
        assertThat(contact(one).at("/emails").toString()).isEqualTo("[\"sofia@merge.test\"]");
        assertThat(contact(two).at("/emails").toString()).isEqualTo("[\"sofia.l@work.test\"]");
        assertThat(contact(two).at("/phones").toString()).isEqualTo("[]");
        assertThat(contact(two).at("/name").asText()).isEqualTo("Sofia L");
        assertThat(titles(two)).contains("Note", "Met");
        owner.post("/api/v1/crm/merges/" + merge + "/reversal").is(404);
    }

    @Test
    void nothingIsLostWhenTheyAreTakenApartAtOnce() {
        long one = create("A Person", "a@apart.test", "+46 70 174 07 01", "one");
        long two = create("", "b@apart.test", "+46 70 174 07 02", "two");
        var before = List.of(contact(one), contact(two));
        long merge = owner.post(API + one + "/merges", Map.of("other", two))
                .is(201)
                .at("/data/id")
                .asLong();
        owner.post("/api/v1/crm/merges/" + merge + "/reversal").is(201);
        assertThat(List.of(contact(one), contact(two)))
                .usingRecursiveFieldByFieldElementComparator()
                .extracting(each -> each.at("/emails") + " " + each.at("/phones") + each.at("/tags") + each.at("/name"))
                .isEqualTo(before.stream()
                        .map(each ->
                                each.at("/emails") + " " + each.at("/phones") + each.at("/tags") + each.at("/name"))
                        .toList());
    }

    @Test
    void afterThirtyDaysTheyAreOneForGood() {
        long one = create("Good", "one@good.test", "+46 70 174 08 01", "x");
        long two = create("Good", "two@good.test", "+46 70 174 08 02", "x");
        long merge = owner.post(API + one + "/merges", Map.of("other", two))
                .is(201)
                .at("/data/id")
                .asLong();
        app.clock.forward(Duration.ofDays(31));
        app.app.jobs().run("purge-deleted-contacts");
        app.clock.set(TestApp.NOW.toString()); // or everybody would have to sign in again
        owner.post("/api/v1/crm/merges/" + merge + "/reversal").is(409);
        assertThat(contact(one).at("/emails").size()).isEqualTo(2);
    }

    @Test
    void whoIsLikelyTheSameIsSuggested() {
        long one = create("Same Name", "same.name@home.test", "+46 70 174 09 01", "x");
        long two = create("same name", "other@home.test", "+46 70 174 09 02", "x");
        create("Another", "same.name@work.test", "+46 70 174 09 03", "x");
        var page = app.visitor()
                .browse("owner@example.com")
                .get("/contacts/" + one + "/merges")
                .is(200)
                .body();
        assertThat(page).contains("same name", "same.name@work.test").contains("value=\"" + two + "\"");
        owner.post(API + one + "/merges", Map.of("other", one)).is(422);
        owner.post(API + one + "/merges", Map.of("other", 1)).is(422);
        owner.post(API + one + "/merges", "{}").is(422);
    }

    @Test
    void exportsAreSafeToOpenAndWrittenDown() {
        long id = create("=cmd()", "=x@export.test".substring(1), "+46 70 174 10 01", "a; b");
        owner.patch(API + id, Map.of("tags", List.of("exported"))).is(200);
        var csv = owner.post("/api/v1/crm/contacts/export?tag=exported", Map.of("format", "csv"))
                .is(200);
        assertThat(csv.header("Content-Disposition")).contains("contacts-2026-11-22.csv");
        assertThat(csv.body().lines().skip(1).findFirst().orElseThrow())
                .startsWith("'=cmd(),x@export.test,,'+46 70 174 10 01,,exported,,api,none,");
        var cards = owner.post("/api/v1/crm/contacts/export?tag=exported", Map.of("format", "vcf"))
                .is(200)
                .body();
        assertThat(cards)
                .isEqualTo("BEGIN:VCARD\r\nVERSION:4.0\r\nUID:mewayz-" + id
                        + "\r\nFN:=cmd()\r\nN:;=cmd();;;\r\nEMAIL:x@export.test\r\nTEL:+46 70 174 10 01\r\n"
                        + "CATEGORIES:exported\r\nEND:VCARD\r\n");
        owner.post("/api/v1/crm/contacts/export", Map.of("format", "pdf")).is(422);
        app.editor()
                .post("/api/v1/crm/contacts/export", Map.of("format", "csv"))
                .is(403);
        assertThat(owner.get("/api/v1/audit?kind=list-exported")
                        .is(200)
                        .at("/data/0/detail")
                        .asText())
                .isEqualTo("contacts");
    }

    @Test
    void aPersonGetsEverythingThatIsKnown() {
        long id = create("Curious", "curious@export.test", "+46 70 174 11 01", "x");
        owner.post(API + id + "/notes", Map.of("text", "Asked for it")).is(201);
        var all = owner.post(API + id + "/export").is(200);
        assertThat(all.at("/contact/emails/0").asText()).isEqualTo("curious@export.test");
        assertThat(all.at("/notes/0/text").asText()).isEqualTo("Asked for it");
        assertThat(all.at("/timeline").size()).isEqualTo(2);
    }

    private long create(String name, String email, String phone, String tag) {
        return owner.post(
                        "/api/v1/crm/contacts",
                        Map.of("name", name, "emails", List.of(email), "phones", List.of(phone), "tags", List.of(tag)))
                .is(201)
                .at("/data/id")
                .asLong();
    }

    private JsonNode contact(long id) {
        return owner.get(API + id).is(200).at("/data");
    }

    private List<String> titles(long id) {
        return owner.get(API + id + "/timeline").is(200).at("/data").findValuesAsText("title");
    }

    private List<Long> found(String words) {
        app.app.bus().deliver();
        app.app.finder().settle();
        return owner.get("/api/v1/crm/contacts?q=" + words).is(200).at("/data").findValuesAsText("id").stream()
                .map(Long::valueOf)
                .toList();
    }
}
