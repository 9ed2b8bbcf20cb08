package com.mewayz.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program is told whose body is not what was expected: the field, and what to send instead. */
@AppTest
class ComplaintsTest {
    private static final String REPORTS = "/api/v1/analytics/reports";

    private final Client owner;

    ComplaintsTest(TestApp app) {
        owner = app.owner();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'name': 5}|name|Write a text.",
                "{'hour': 'eight'}|hour|Write a whole number.",
                "{'hour': '8'}|hour|Write a whole number.",
                "{'hour': 8.5}|hour|Write a whole number.",
                "{'hour': 99999999999999999999}|hour|Write a smaller whole number.",
                "{'hour': true}|hour|Write a whole number.",
                "{'recipients': {}}|recipients|Send a list.",
                "{'recipients': ['x']}|recipients.0|Write a whole number.",
                "{'question': []}|question|Send an object with fields.",
                "{'question': 'x'}|question|Send an object with fields.",
                "{'question': {'period': 'never'}}|question.period|Choose from: last_7_days, last_28_days, last_90_days, last_week, last_month, this_month.",
                "{'question': {'measures': ['visitors', 'joy']}}|question.measures.1|Choose from: visitors, views, clicks, click_rate, visits, bounce_rate, duration, events.",
                "{'question': {'filters': [{'not': 'maybe'}]}}|question.filters.0.not|Write true or false.",
                "{'question': {'colour': 1}}|question.colour|This field is not known here.",
                "[]|body|Send an object with fields.",
                "'text'|body|Send an object with fields."
            })
    void theFieldAndWhatToSendAreNamed(String body, String field, String sentence) {
        var reply = owner.send("POST", REPORTS, "application/json", json(body)).is(422);
        assertThat(reply.complaint(field)).isEqualTo(sentence);
    }

    @Test
    void aKindThatDoesNotExistIsAnsweredWithThoseThatDo() {
        long site = owner.post("/api/v1/bio-sites", Map.of("handle", "complaints", "name", "C"))
                .at("/data/id")
                .asLong();
        var reply = owner.post(
                        "/api/v1/bio-sites/" + site + "/blocks",
                        Map.of("content", Map.of("kind", "hologram", "text", "x")))
                .is(422);
        assertThat(reply.complaint("content.kind")).startsWith("Choose from: ").contains("heading", "link");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'name': |line 1, column 9",
                "{'name': 'a', 'name': 'b'}|names a field twice",
                "{name: 1}|line 1, column 2",
                "{'name': 'x'} {}|behind the end"
            })
    void whatIsNoJsonIsPointedAt(String body, String words) {
        var reply = owner.send("POST", REPORTS, "application/json", json(body)).is(400);
        assertThat(reply.at("/message").asText())
                .contains(words)
                .doesNotContain("com.mewayz", "jackson", "Source", "token", "START");
    }

    private static byte[] json(String body) {
        return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
