package com.mewayz.biosites;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kinds of blocks that compute something, through the API and the builder's form. */
@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KindsTest {
    private final Client owner;
    private final Client browser;
    private final TestApp app;
    private final String site;

    KindsTest(TestApp app) {
        this.app = app;
        owner = app.owner();
        browser = app.visitor().browse("owner@example.com");
        site = owner.post("/api/v1/bio-sites", Map.of("handle", "kinds", "name", "Kinds"))
                .is(201)
                .at("/data/id")
                .asText();
    }

    @ParameterizedTest
    @CsvSource({
        "whatsapp,0046 (70) 174-06 05,Hi & bye,https://wa.me/46701740605?text=Hi%20%26%20bye",
        "phone,+46701740605,ignored,tel:+46701740605",
        "sms,+46701740605,Hello,sms:+46701740605?&body=Hello",
        "email,mia@example.com,Hello there,mailto:mia@example.com?body=Hello%20there"
    })
    void aContactButtonBeginsAMessage(String way, String to, String text, String address) {
        long block = add(Map.of("kind", "reach", "title", "Write", "way", way, "to", to, "text", text));
        owner.post("/api/v1/bio-sites/" + site + "/publication").is(201);
        assertThat(app.visitor().get("/l/" + block).is(302).header("Location")).isEqualTo(address);
    }

    @Test
    void aPlaceOpensOnTheMapOfTheOwnersChoice() {
        long block =
                add(Map.of("kind", "place", "title", "Club", "location", "Rua da Rosa 1\nLisboa", "map", "google"));
        owner.post("/api/v1/bio-sites/" + site + "/publication").is(201);
        assertThat(app.visitor().get("/l/" + block).is(302).header("Location"))
                .isEqualTo("https://www.google.com/maps/search/?api=1&query=Rua%20da%20Rosa%201%20Lisboa");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"reach\",\"title\":\"A\",\"way\":\"phone\",\"to\":\"070\"}|content.to",
                "{\"kind\":\"reach\",\"title\":\"A\",\"to\":\"+46701740605\"}|content.way",
                "{\"kind\":\"reach\",\"title\":\"A\",\"way\":\"email\",\"to\":\"javascript:alert(1)\"}|content.to",
                "{\"kind\":\"faq\",\"items\":[]}|content.items",
                "{\"kind\":\"faq\",\"items\":[{\"question\":\"A\",\"answer\":\"\"}]}|content.items[0].answer",
                "{\"kind\":\"card\",\"title\":\"A\",\"url\":\"https://a.example\"}|content.media",
                "{\"kind\":\"card\",\"title\":\"A\",\"url\":\"javascript:alert(1)\",\"media\":1}|content.url",
                "{\"kind\":\"music\",\"title\":\"A\",\"items\":[{\"network\":\"spotify\",\"url\":\"https://evil.example\"}]}|content.items[0].url",
                "{\"kind\":\"tip\",\"title\":\"A\",\"items\":[{\"name\":\"IBAN\",\"value\":\"PT50 0002 0123 1234 5678 9015 5\"}]}|content.items[0].value",
                "{\"kind\":\"countdown\",\"title\":\"A\"}|content.at",
                "{\"kind\":\"countdown\",\"title\":\"A\",\"at\":\"2000-01-01T00:00:00Z\"}|content.at",
                "{\"kind\":\"countdown\",\"title\":\"A\",\"at\":\"2027-01-01T00:00:00Z\",\"zone\":\"Nowhere\"}|content.zone",
                "{\"kind\":\"tip\",\"title\":\"A\",\"items\":[{\"name\":\"A\",\"value\":\"http:no host\"}]}|content.items[0].value"
            })
    void whatIsWrongIsSaidByField(String content, String field) {
        var reply = owner.json("POST", "/api/v1/bio-sites/" + site + "/blocks", "{\"content\":" + content + "}")
                .is(422);
        assertThat(reply.at("/errors").toString())
                .contains(field.replaceAll("\\[(\\d+)]", ".$1").substring(8));
    }

    /** The page is made anew when its figures change, and not before. */
    @Test
    void aCountdownCountsDown() {
        add(Map.of(
                "kind", "countdown",
                "title", "The concert",
                "at", "2026-11-25T14:30:00Z",
                "zone", "Europe/Lisbon",
                "text", "It has begun"));
        owner.post("/api/v1/bio-sites/" + site + "/publication").is(201);
        for (var each : List.of(
                "2026-11-22T12:00:00Z 3 days 02 hours",
                "2026-11-22T12:30:00Z 3 days 02 hours",
                "2026-11-22T12:30:01Z 3 days 01 hours",
                "2026-11-24T14:30:00Z 1 days 00 hours",
                "2026-11-24T14:30:01Z 23 hours 59 minutes",
                "2026-11-25T14:28:59Z 0 hours 01 minutes",
                "2026-11-25T14:29:59Z 0 hours 00 minutes")) {
            var parts = each.split(" ", 2);
            app.clock.set(parts[0]);
            var count = Jsoup.parse(app.visitor().get("/@kinds").is(200).body())
                    .select(".mz-count")
                    .text();
            assertThat(count)
                    .as(parts[0])
                    .startsWith("The concert " + words(parts[1]))
                    .doesNotContain("It has begun")
                    .contains("25 November 2026");
        }
        app.clock.set("2026-11-25T14:30:00Z");
        assertThat(Jsoup.parse(app.visitor().get("/@kinds").is(200).body()).text())
                .contains("The concert It has begun");
        app.clock.set(TestApp.NOW.toString());
    }

    /** In the order of the page's source: the word, then its figure. */
    private static String words(String figures) {
        return figures.replaceAll("(\\d+) (\\w+)", "$2 $1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT50 0002 0123 1234 5678 9015 4", "DE89370400440532013000", "NO93 8601 1117 947"})
    void anAccountNumberIsCheckedByItsDigits(String number) {
        assertThat(Tip.isIban(number)).isTrue();
        assertThat(Tip.isIban(number.replace('0', '1'))).isFalse();
    }

    @Test
    void theBuilderTakesThemWithoutAScript() {
        var questions = "Why?\r\nBecause.\r\nReally.\r\n\r\n\r\nWhen?\r\nNow.";
        var saved = browser.submit(
                        "/sites/" + site + "?new=faq",
                        "/sites/" + site + "/blocks",
                        Map.of("kind", "faq", "lines", questions))
                .is(303);
        assertThat(browser.get(saved.header("Location")).is(200).body())
                .contains("Why?\nBecause.\nReally.\n\nWhen?\nNow.</textarea>");
        browser.submit(
                        "/sites/" + site + "?new=tip",
                        "/sites/" + site + "/blocks",
                        Map.of(
                                "kind",
                                "tip",
                                "title",
                                "Tips",
                                "lines",
                                "IBAN: DE89370400440532013000\nhttps://ko-fi.com/mia"))
                .is(303);
        var blocks = owner.get("/api/v1/bio-sites/" + site + "/blocks").is(200).body();
        assertThat(blocks)
                .contains("{\"question\":\"Why?\",\"answer\":\"Because.\\nReally.\"}")
                .contains("{\"name\":\"ko-fi.com\",\"value\":\"https://ko-fi.com/mia\"}");
        for (var kind : List.of("card", "faq", "reach", "music", "place", "countdown", "tip", "subscribe", "form")) {
            browser.get("/sites/" + site + "?new=" + kind).is(200);
            browser.submit("/sites/" + site + "?new=" + kind, "/sites/" + site + "/blocks", Map.of("kind", kind))
                    .is(422);
        }
    }

    private long add(Map<String, Object> content) {
        return owner.post("/api/v1/bio-sites/" + site + "/blocks", Map.of("content", content))
                .is(201)
                .at("/data/id")
                .asLong();
    }
}
