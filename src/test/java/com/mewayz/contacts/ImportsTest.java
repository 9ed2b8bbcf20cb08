package com.mewayz.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Lists that are brought along: tried first, done then, and undone as a whole. */
@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportsTest {
    private static final String API = "/api/v1/crm/imports/";
    private static final String CONTACTS = "/api/v1/crm/contacts";

    private final TestApp app;
    private final Client owner;

    ImportsTest(TestApp app) {
        this.app = app;
        owner = app.owner();
    }

    @Test
    void columnsAreUnderstoodByTheirNames() {
        assertThat(Columns.guessed(List.of(
                                "First Name", "Last Name", "E-mail 1 - Value", "Mobile Phone", "Company", "Labels"))
                        .meanings())
                .extracting(Columns.Meaning::word)
                .containsExactly("first_name", "last_name", "email", "phone", "nothing", "tags");
        assertThat(Columns.guessed(List.of("Prénom", "Courriel")).meanings())
                .extracting(Columns.Meaning::word)
                .containsExactly("nothing", "email");
    }

    @Test
    void aTrialChangesNothingAndTellsWhatWouldHappen() {
        known("Known Already", "known@trial.test", "friend");
        long batch = begin("""
                Name,Email,Phone,Tags
                New One,new@trial.test,+46 70 174 06 05,"a, b"
                Known Already,KNOWN@trial.test,,friend
                ,known@trial.test,,more
                Bad,no address,,
                New Again,new@trial.test,,
                """);
        var before = count("trial");
        var tried = trial(batch, Map.of("tag", ""));
        assertThat(figures(tried)).isEqualTo("1 new, 1 changed, 2 same, 1 refused");
        assertThat(tried.at("/state").asText()).isEqualTo("ready");
        assertThat(count("trial")).isEqualTo(before);
        assertThat(owner.get(API + batch + "/refusals").is(200).body())
                .isEqualTo(
                        "Name,Email,Phone,Tags,line,reason\r\nBad,no address,,,5,\"Write a mail address, like name@example.com.\"\r\n");

        assertThat(figures(run(batch))).isEqualTo("1 new, 1 changed, 2 same, 1 refused");
        assertThat(contact("new@trial.test").at("/phones/0").asText()).isEqualTo("+46 70 174 06 05");
        assertThat(contact("new@trial.test").at("/tags").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(contact("new@trial.test").at("/met_by").asText()).isEqualTo("import");
        assertThat(contact("known@trial.test").at("/tags").toString()).isEqualTo("[\"friend\",\"more\"]");
    }

    @Test
    void everythingIsUndoneButWhatWasChangedSince() {
        known("Before", "before@undo.test", "old");
        known("Touched", "touched@undo.test", "old");
        long batch = begin("""
                Name;Mail
                After;before@undo.test
                After;touched@undo.test
                Made;made@undo.test
                Noted;noted@undo.test
                """);
        trial(batch, Map.of("known", "overwrite", "tag", "newsletter 2019"));
        run(batch);
        assertThat(contact("before@undo.test").at("/name").asText()).isEqualTo("After");
        owner.patch(CONTACTS + "/" + contact("touched@undo.test").at("/id").asText(), Map.of("name", "By hand"))
                .is(200);
        app.clock.forward(Duration.ofSeconds(1));
        owner.post(CONTACTS + "/" + contact("noted@undo.test").at("/id").asText() + "/notes", Map.of("text", "Called"))
                .is(201);

        var undone = undo(batch);
        assertThat(undone.at("/kept").asInt()).isEqualTo(2);
        assertThat(contact("before@undo.test").at("/name").asText()).isEqualTo("Before");
        assertThat(contact("before@undo.test").at("/tags").toString()).isEqualTo("[\"old\"]");
        assertThat(contact("touched@undo.test").at("/name").asText()).isEqualTo("By hand");
        assertThat(contact("made@undo.test").isMissingNode()).isTrue();
        assertThat(contact("noted@undo.test").at("/name").asText()).isEqualTo("Noted");
        owner.post(API + batch + "/reversal").is(409);
    }

    @Test
    void whoLeftStaysAwayWhateverAListSays() {
        long left = known("Left", "left@consent.test");
        app.app.db().run("update contact set newsletter = 'withdrawn' where id = ?", left);
        long batch = begin("Email\nleft@consent.test\nreader@consent.test\n");
        trial(batch, Map.of("consent", "signed up on my former site"));
        run(batch);
        assertThat(contact("reader@consent.test").at("/newsletter").asText()).isEqualTo("given");
        assertThat(contact("left@consent.test").at("/newsletter").asText()).isEqualTo("withdrawn");
        var consents = owner.get(
                CONTACTS + "/" + contact("reader@consent.test").at("/id").asText() + "/consents");
        assertThat(consents.at("/data/0/wording").asText()).isEqualTo("signed up on my former site");
        undo(batch);
        assertThat(contact("reader@consent.test").isMissingNode()).isTrue();
    }

    @Test
    void filesOfEverySpreadsheetAreRead() {
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16, Charset.forName("windows-1252"))) {
            long batch = upload(
                            "Name\tEmail\r\nJosé\tjose@" + charset.name().toLowerCase(Locale.ROOT) + ".test\r\n",
                            charset)
                    .is(201)
                    .at("/data/id")
                    .asLong();
            trial(batch, Map.of());
            run(batch);
            assertThat(contact("jose@" + charset.name().toLowerCase(Locale.ROOT) + ".test")
                            .at("/name")
                            .asText())
                    .isEqualTo("José");
        }
        var formula = begin("Name,Phone\nFormula,'+46701234567\n");
        trial(formula, Map.of());
        assertThat(run(formula).at("/made").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsNoListIsRefused() {
        assertThat(upload("", StandardCharsets.UTF_8).is(422).complaint("file")).contains("no people");
        assertThat(upload("Email\n", StandardCharsets.UTF_8).is(422).complaint("file"))
                .contains("no people");
        upload("Email\n\"open", StandardCharsets.UTF_8).is(422);
        long batch = begin("Thing,Other\n1,2\n");
        assertThat(owner.post(API + batch + "/trial", Map.of("known", "fill", "columns", List.of("nothing", "nothing")))
                        .is(422)
                        .complaint("columns"))
                .startsWith("Say which column");
        owner.post(API + batch + "/run").is(409);
        app.stranger().get(API + batch).is(404);
    }

    private long begin(String file) {
        return upload(file, StandardCharsets.UTF_8).is(201).at("/data/id").asLong();
    }

    private Reply upload(String file, Charset charset) {
        return owner.upload("/api/v1/crm/import", Map.of(), "list.csv", file.getBytes(charset));
    }

    private JsonNode trial(long batch, Map<String, Object> input) {
        var all = new HashMap<>(input);
        all.putIfAbsent("known", "fill");
        owner.post(API + batch + "/trial", all).is(201);
        return worked(batch);
    }

    private JsonNode run(long batch) {
        owner.post(API + batch + "/run").is(201);
        return worked(batch);
    }

    private JsonNode undo(long batch) {
        owner.post(API + batch + "/reversal").is(201);
        return worked(batch);
    }

    private JsonNode worked(long batch) {
        app.app.jobs().run("import-contacts");
        return owner.get(API + batch).is(200).at("/data");
    }

    private static String figures(JsonNode batch) {
        return "%s new, %s changed, %s same, %s refused"
                .formatted(batch.at("/made"), batch.at("/changed"), batch.at("/same"), batch.at("/refused"));
    }

    private long known(String name, String email, String... tags) {
        return owner.post(CONTACTS, Map.of("name", name, "emails", List.of(email), "tags", List.of(tags)))
                .is(201)
                .at("/data/id")
                .asLong();
    }

    private JsonNode contact(String email) {
        app.app.bus().deliver();
        app.app.finder().settle();
        return owner.get(CONTACTS + "?q=" + email).is(200).at("/data/0");
    }

    private int count(String words) {
        app.app.bus().deliver();
        app.app.finder().settle();
        return owner.get(CONTACTS + "?q=" + words).is(200).at("/data").size();
    }
}
