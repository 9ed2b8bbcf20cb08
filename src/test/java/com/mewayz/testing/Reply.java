package com.mewayz.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** What the program answered. */
public record Reply(int status, HttpHeaders headers, byte[] bytes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public String body() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The header's value, empty if it is missing. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public Reply is(int expected) {
        assertThat(status).as(body()).isEqualTo(expected);
        return this;
    }

    /** A value in the JSON body by its pointer, as in {@code /data/0/id}. */
    public JsonNode at(String pointer) {
        try {
            return JSON.readTree(bytes).at(pointer);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + body(), e);
        } catch (java.io.IOException e) {
            throw new AssertionError(body(), e);
        }
    }

    /** The first complaint about a field. */
    public String complaint(String field) {
        return at("/errors/" + field + "/0").asText();
    }
}
