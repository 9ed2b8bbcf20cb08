package com.mewayz.biosites;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.mewayz.platform.Json;
import com.mewayz.testing.Client;
import com.mewayz.testing.PostOffice;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import jakarta.mail.internet.MimeMessage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What visitors send from forms on pages, up to the letter that asks them and the timeline that tells of it. */
class CapturesTest {
    private final PostOffice post = new PostOffice();
    private final TestApp app = new TestApp(post.settings());
    private final Client owner = app.owner();
    private final long site;
    private final long letters;
    private final long contact;

    CapturesTest() {
        site = id(owner.post("/api/v1/bio-sites", Map.of("handle", "mia", "name", "Mia Torres")));
        letters = block(Map.of("kind", "subscribe", "title", "Letters from the piano", "name", true));
        contact = block(Map.of("kind", "form", "title", "Write to me"));
        owner.post("/api/v1/bio-sites/" + site + "/publication").is(201);
    }

    @AfterEach
    void stop() {
        app.close();
        post.close();
    }

    @Test
    void aReaderIsOneWhoHasPressedTheButtonInTheLetter() {
        var reply = send(letters, Map.of("email", "Sofia@lindq.test", "name", "Sofia"))
                .is(303);
        assertThat(reply.header("Location")).isEqualTo("/@mia?sent=" + letters + "#b" + letters);
        assertThat(visitor().get("/@mia?sent=" + letters).is(200).body())
                .contains("there is a letter with a button")
                .contains("noindex")
                .doesNotContain("sofia");
        visitor().get("/@mia?sent=1").is(404);
        visitor().get("/@mia?sent=x").is(404);
        assertThat(person().at("/newsletter").asText()).isEqualTo("asked");

        var letter = letter("Sofia@lindq.test");
        assertThat(PostOffice.subject(letter)).isEqualTo("Do you want letters from Mia Torres?");
        var path = PostOffice.path(letter);
        assertThat(visitor().get(path).is(200).body())
                .contains("They go to sofia@lindq.test")
                .contains("action=\"" + path + "\"");
        assertThat(person().at("/newsletter").asText()).isEqualTo("asked"); // reading changes nothing

        app.clock.forward(Duration.ofMinutes(2));
        assertThat(submit(path, Map.of()).is(200).body()).contains("You are on the list");
        assertThat(person().at("/newsletter").asText()).isEqualTo("given");
        submit(path, Map.of()).is(200);
        assertThat(titles()).containsExactly("Agreed to letters", "Asked for letters", "Met");

        var consent = owner.get("/api/v1/crm/contacts/" + person().at("/id").asText() + "/consents")
                .is(200)
                .at("/data/0");
        assertThat(consent.at("/state").asText()).isEqualTo("given");
        assertThat(consent.at("/wording").asText())
                .isEqualTo("Letters from the piano · You agree to get letters by mail. You can leave at any time.");
        assertThat(consent.at("/page").asText()).isEqualTo(app.address() + "/@mia");
        assertThat(consent.at("/network").asText()).isEqualTo("127.0.0.0/24");
        assertThat(consent.toString()).doesNotContain("token");
    }

    @Test
    void whoLeavesHearsNoMoreAndOnlyTheyCanComeBack() {
        send(letters, Map.of("email", "sofia@lindq.test")).is(303);
        var path = PostOffice.path(letter("sofia@lindq.test"));
        submit(path, Map.of()).is(200);
        var leaving = path.replace("/c/", "/u/");
        assertThat(visitor().get(leaving).is(200).body()).contains("nothing is sent to this address any more");
        assertThat(person().at("/newsletter").asText()).isEqualTo("given");
        assertThat(submit(leaving, Map.of()).is(200).body()).contains("No more letters");
        assertThat(person().at("/newsletter").asText()).isEqualTo("withdrawn");
        visitor().get(path).is(404); // the letter of then is good for nothing any more
        submit(path, Map.of()).is(404);
        assertThat(person().at("/newsletter").asText()).isEqualTo("withdrawn");

        send(letters, Map.of("email", "sofia@lindq.test")).is(303);
        var again = PostOffice.path(letter("sofia@lindq.test"));
        assertThat(again).isNotEqualTo(path);
        submit(again, Map.of()).is(200);
        assertThat(person().at("/newsletter").asText()).isEqualTo("given");
    }

    @Test
    void aLetterIsGoodForAWeek() {
        send(letters, Map.of("email", "sofia@lindq.test")).is(303);
        var path = PostOffice.path(letter("sofia@lindq.test"));
        app.clock.forward(Duration.ofDays(7).plusSeconds(1));
        visitor().get(path).is(404);
        submit(path, Map.of()).is(404);
        visitor().get("/c/" + "0".repeat(43)).is(404);
    }

    @Test
    void nobodysMailboxIsFlooded() {
        for (int hour = 0; hour < 6; hour++) {
            send(letters, Map.of("email", "victim@lindq.test")).is(303);
            app.clock.forward(Duration.ofHours(2));
        }
        app.app.mailer().send();
        assertThat(post.to("victim@lindq.test")).hasSize(3);
    }

    @Test
    void allFormsOfAServerTogetherDoNotFloodAMailbox() {
        for (int number = 0; number < 8; number++) {
            var other = app.register("other" + number);
            long page = id(other.post("/api/v1/bio-sites", Map.of("handle", "other" + number, "name", "Other")));
            long form = id(other.post(
                    "/api/v1/bio-sites/" + page + "/blocks",
                    Map.of("content", Map.of("kind", "subscribe", "title", "Letters"))));
            other.post("/api/v1/bio-sites/" + page + "/publication").is(201);
            send(form, Map.of("email", "Victim@lindq.test")).is(303);
        }
        app.app.mailer().send();
        assertThat(post.to("Victim@lindq.test")).hasSize(5);
    }

    @Test
    void onePlaceSendsTenFormsAnHour() {
        var statuses = IntStream.range(0, 12)
                .mapToObj(n -> send(letters, Map.of("email", "reader" + n + "@lindq.test"))
                        .status())
                .toList();
        assertThat(statuses.subList(0, 10)).containsOnly(303);
        assertThat(statuses.subList(10, 12)).containsOnly(429);
        app.clock.forward(Duration.ofHours(1));
        send(letters, Map.of("email", "later@lindq.test")).is(303);
    }

    @Test
    void machinesAreHeldUp() {
        send(letters, Map.of("email", "bot@lindq.test", "company", "ACME")).is(303);
        assertThat(count()).isZero();

        var silent = visitor().without("Sec-Fetch-Site");
        var asked = form(silent, "/f/" + letters, Map.of("email", "old@lindq.test"))
                .is(422)
                .body();
        var stamp = asked.replaceAll("(?s).*name=\"stamp\" value=\"([^\"]+)\".*", "$1");
        assertThat(count()).isZero();
        form(silent, "/f/" + letters, Map.of("email", "old@lindq.test", "stamp", stamp))
                .is(422); // too fast
        app.clock.forward(Duration.ofSeconds(3));
        form(silent, "/f/" + letters, Map.of("email", "old@lindq.test", "stamp", "1" + stamp))
                .is(422);
        form(silent, "/f/" + contact, Map.of("email", "a@b.test", "name", "A", "text", "B", "stamp", stamp))
                .is(422);
        form(silent, "/f/" + letters, Map.of("email", "old@lindq.test", "stamp", stamp))
                .is(303);
        assertThat(count()).isEqualTo(1);

        form(visitor().with("Sec-Fetch-Site", "cross-site"), "/f/" + letters, Map.of("email", "x@y.test"))
                .is(403);
        form(
                        visitor().without("Sec-Fetch-Site").with("Origin", "https://evil.test"),
                        "/f/" + letters,
                        Map.of("email", "x@y.test"))
                .is(403);
    }

    @Test
    void whatIsWrongIsSaidInPlaceAndWhatWasWrittenStays() {
        var page = send(contact, Map.of("email", "no address", "name", "<b>Sofia", "text", "Hello"))
                .is(422)
                .body();
        assertThat(page)
                .contains("Write a mail address, like name@example.com.")
                .contains("value=\"&lt;b&gt;Sofia\"")
                .contains(">Hello</textarea>")
                .doesNotContain("<b>Sofia");
        assertThat(send(contact, Map.of("email", "a@b.test", "name", "A"))
                        .is(422)
                        .body())
                .contains("Write a message.");
        assertThat(send(contact, Map.of("email", "a@b.test", "text", "A"))
                        .is(422)
                        .body())
                .contains("Write your name.");
        send(contact, Map.of("email", "a@b.test", "name", "A", "text", "x".repeat(5001)))
                .is(422);
        assertThat(count()).isZero();
    }

    @Test
    void aMessageIsOnTheTimelineOfWhoWroteIt() {
        send(letters, Map.of("email", "sofia@lindq.test")).is(303);
        send(
                        contact,
                        Map.of(
                                "email",
                                "Sofia@Lindq.test",
                                "name",
                                "Sofia Lindqvist",
                                "text",
                                "Do you play\n<i>weddings</i>?"))
                .is(303);
        assertThat(count()).isEqualTo(1);
        assertThat(person().at("/name").asText()).isEqualTo("Sofia Lindqvist");
        assertThat(titles()).startsWith("Wrote");
        assertThat(app.visitor()
                        .browse("owner@example.com")
                        .get("/contacts/" + person().at("/id").asText())
                        .is(200)
                        .body())
                .contains("&lt;i&gt;weddings&lt;/i&gt;");
    }

    @Test
    void aFormThatIsNotOnTheLivePageTakesNothing() {
        owner.patch("/api/v1/bio-sites/" + site + "/blocks/" + letters, Map.of("active", false))
                .is(200);
        send(letters, Map.of("email", "a@b.test")).is(303); // visitors still see it
        owner.post("/api/v1/bio-sites/" + site + "/publication").is(201);
        send(letters, Map.of("email", "b@b.test")).is(404);
        owner.delete("/api/v1/bio-sites/" + site + "/publication").is(200);
        send(contact, Map.of("email", "b@b.test", "name", "B", "text", "B")).is(404);
        send(1, Map.of("email", "b@b.test")).is(404);
    }

    private Client visitor() {
        return app.visitor().with("Sec-Fetch-Site", "same-origin");
    }

    private Reply send(long block, Map<String, String> fields) {
        return submit("/f/" + block, fields);
    }

    private Reply submit(String path, Map<String, String> fields) {
        return form(visitor(), path, fields);
    }

    private static Reply form(Client client, String path, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return client.send("POST", path, "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.UTF_8));
    }

    private MimeMessage letter(String address) {
        app.app.mailer().send();
        return post.last(address);
    }

    private JsonNode person() {
        return owner.get("/api/v1/crm/contacts").is(200).at("/data/0");
    }

    private int count() {
        return owner.get("/api/v1/crm/contacts").is(200).at("/data").size();
    }

    private List<String> titles() {
        return owner.get("/api/v1/crm/contacts/" + person().at("/id").asText() + "/timeline")
                .is(200)
                .at("/data")
                .findValuesAsText("title");
    }

    private long block(Map<String, Object> content) {
        return id(owner.post("/api/v1/bio-sites/" + site + "/blocks", Json.write(Map.of("content", content))));
    }

    private static long id(Reply reply) {
        return reply.is(201).at("/data/id").asLong();
    }
}
