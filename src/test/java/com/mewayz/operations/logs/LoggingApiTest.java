package com.mewayz.operations.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.Client;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Errors and the log's levels for programs. */
class LoggingApiTest {
    private static final Logger LOG = Logger.getLogger("com.mewayz.test.LoggingApiTest");
    private static final String ERRORS = "/api/v1/errors";
    private static final String LEVELS = "/api/v1/log-levels";

    private final TestApp app = new TestApp();
    private final Client operator = app.owner();

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void kindsAreListedWithHowOftenAndWhen() {
        LOG.warning("letter 17 was refused");
        app.clock.forward(Duration.ofMinutes(5));
        LOG.warning("letter 18 was refused");
        LOG.log(Level.SEVERE, "the pipe is broken", new IllegalStateException("password=hunter2"));

        var list = operator.get(ERRORS + "?q=letter").is(200);
        var letter = list.at("/data/0");
        assertThat(list.at("/data")).hasSize(1);
        assertThat(letter.at("/message").asText()).isEqualTo("letter 17 was refused");
        assertThat(letter.at("/number").asLong()).isEqualTo(2);
        assertThat(letter.at("/first_at").asText()).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(letter.at("/last_at").asText()).isEqualTo("2026-11-22T12:05:00Z");
        assertThat(letter.has("trace")).isFalse();

        assertThat(messages("?severe=true")).contains("the pipe is broken").doesNotContain("letter 17 was refused");
        var page = operator.get(ERRORS + "?per_page=1&page=2").is(200);
        assertThat(page.at("/data")).hasSize(1);
        assertThat(page.at("/meta/pagination/total_items").asInt()).isGreaterThanOrEqualTo(2);
        var one = operator.get(ERRORS + "/" + id("PIPE")).is(200).at("/data");
        assertThat(one.at("/severe").asBoolean()).isTrue();
        assertThat(one.at("/trace").asText()).contains("LoggingApiTest.java").doesNotContain("hunter2");
        assertThat(one.at("/version").asText()).isNotBlank();
    }

    @Test
    void whatWasSeenToIsOutOfTheWayUntilItHappensAgain() {
        LOG.severe("the pipe is broken");
        var pipe = ERRORS + "/" + id("pipe");
        var done = operator.post(pipe + "/resolution").is(201).at("/data/done_at");
        assertThat(done.asText()).isEqualTo(TestApp.NOW.toString());
        assertThat(messages("")).doesNotContain("the pipe is broken");
        assertThat(messages("?show=done")).contains("the pipe is broken");
        assertThat(messages("?show=all")).contains("the pipe is broken");

        app.clock.forward(Duration.ofMinutes(5));
        assertThat(operator.post(pipe + "/resolution").is(201).at("/data/done_at"))
                .isEqualTo(done);
        LOG.severe("the pipe is broken");
        var back = operator.get(pipe).is(200).at("/data");
        assertThat(back.at("/came_back").asBoolean()).isTrue();
        assertThat(back.has("done_at")).isFalse();
        assertThat(back.at("/number").asInt()).isEqualTo(2);
    }

    @Test
    void theLevelIsChangedForAWhileAndReset() {
        var name = "com.mewayz.test.api";
        var logger = Logger.getLogger(name);
        var changed = change(name, "fine", "1h").is(200).at("/data");
        assertThat(changed.at("/until").asText()).isEqualTo("2026-11-22T13:00:00Z");
        assertThat(logger.isLoggable(Level.FINE)).isTrue();
        assertThat(operator.get(LEVELS).is(200).at("/data/0")).isEqualTo(changed);

        operator.delete(LEVELS).is(200);
        operator.delete(LEVELS).is(200);
        assertThat(logger.isLoggable(Level.FINE)).isFalse();
        change(name, "finest", "10m").is(200);
        app.clock.forward(Duration.ofMinutes(10));
        assertThat(operator.get(LEVELS).is(200).at("/data")).isEmpty();
        assertThat(logger.isLoggable(Level.FINE)).isFalse();

        app.app.bus().deliver();
        var told = operator.get("/api/v1/audit/server?kind=log-level-changed")
                .is(200)
                .at("/data");
        assertThat(told.findValuesAsText("detail"))
                .containsExactly(name + " FINEST", "everything as usual", name + " FINE");
    }

    @Test
    void whatDoesNotFitIsSaidAndChangesNothing() {
        var wrong = change("a b", "loud", "for ever").is(422);
        assertThat(wrong.complaint("logger"))
                .isEqualTo("A package like com.mewayz.platform.mail, or nothing for everything.");
        assertThat(wrong.complaint("level")).isEqualTo("Choose one of: fine, finest, info, warning.");
        assertThat(wrong.complaint("time")).isEqualTo("Choose one of: 10m, 1d, 1h.");
        operator.put(LEVELS, Map.of()).is(422).complaint("level");
        assertThat(operator.get(LEVELS).at("/data")).isEmpty();
        assertThat(operator.get(ERRORS + "?show=some").is(422).complaint("show"))
                .isEqualTo("Choose one of: all, done, open.");
        assertThat(operator.get(ERRORS + "?severe=very").is(422).complaint("severe"))
                .isEqualTo("Choose one of: false, true.");
        operator.get(ERRORS + "/1").is(404);
        operator.post(ERRORS + "/1/resolution").is(404);
        operator.get(ERRORS + "/x").is(404);
    }

    @Test
    void onlyWhoRunsTheServerMay() {
        LOG.severe("the pipe is broken");
        var pipe = ERRORS + "/" + id("pipe");
        var token = operator.post(
                        "/api/v1/workspaces/" + operator.workspace() + "/tokens",
                        Map.of("name", "All", "abilities", List.of("*")))
                .is(201)
                .at("/data/token")
                .asText();
        for (var client :
                List.of(app.stranger(), app.admin(), app.visitor().with("Authorization", "Bearer " + token))) {
            client.get(ERRORS).is(403);
            client.get(pipe).is(403);
            client.post(pipe + "/resolution").is(403);
            client.get(LEVELS).is(403);
            client.put(LEVELS, Map.of("level", "fine", "time", "1h")).is(403);
            client.delete(LEVELS).is(403);
        }
        app.visitor().get(ERRORS).is(401);
        assertThat(messages("")).contains("the pipe is broken");
    }

    private Reply change(String logger, String level, String time) {
        return operator.put(LEVELS, Map.of("logger", logger, "level", level, "time", time));
    }

    private List<String> messages(String filter) {
        return operator.get(ERRORS + filter).is(200).at("/data").findValuesAsText("message");
    }

    private long id(String part) {
        return operator.get(ERRORS + "?q=" + part).is(200).at("/data/0/id").asLong();
    }
}
