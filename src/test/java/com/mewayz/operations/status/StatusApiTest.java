package com.mewayz.operations.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the operator tells on the status page, told by programs. */
@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatusApiTest {
    private static final String STATUS = "/api/v1/status";
    private static final String INCIDENTS = STATUS + "/incidents";

    private final TestApp app;
    private final Client operator;

    StatusApiTest(TestApp app) {
        this.app = app;
        this.operator = app.owner();
        app.app.jobs().run("look-at-status");
    }

    @BeforeEach
    void tellNothing() {
        app.app.db().run("delete from incident");
        operator.put(STATUS, Map.of("open", false)).is(200);
    }

    @Test
    void anIncidentIsToldUntilItIsOver() {
        var begun = operator.post(
                        INCIDENTS, Map.of("title", "Letters are late", "impact", "minor", "body", "We look into it."))
                .is(201)
                .at("/data");
        assertThat(begun.at("/state").asText()).isEqualTo("investigating");
        assertThat(begun.at("/begins_at").asText()).isEqualTo(TestApp.NOW.toString());
        assertThat(begun.has("ended_at")).isFalse();
        assertThat(operator.get(STATUS).at("/data/state").asText()).isEqualTo("partial");
        assertThat(operator.get("/status.json").at("/incidents/0/title").asText())
                .isEqualTo("Letters are late");

        var one = INCIDENTS + "/" + begun.at("/id").asLong();
        var told = operator.post(one + "/notes", Map.of("state", "resolved", "body", "They are sent."))
                .is(201)
                .at("/data");
        assertThat(told.at("/notes").findValuesAsText("body")).containsExactly("They are sent.", "We look into it.");
        assertThat(told.at("/ended_at").asText()).isEqualTo(TestApp.NOW.toString());
        assertThat(operator.get(one).is(200).at("/data")).isEqualTo(told);
        assertThat(operator.get(STATUS).at("/data/state").asText()).isEqualTo("ok");

        operator.delete(one).is(200);
        operator.delete(one).is(404);
        operator.get(one).is(404);
        operator.post(one + "/notes", Map.of("state", "monitoring", "body", "x"))
                .is(404);
        app.app.bus().deliver();
        assertThat(app.visitor()
                        .browse(TestApp.email("owner"))
                        .get("/settings/audit/server")
                        .body())
                .contains("Told on the status page", "Letters are late · resolved", "Taken off the status page");
    }

    @Test
    void maintenanceIsPlanned() {
        var planned = operator.post(
                        INCIDENTS,
                        Map.of(
                                "title", "A new disk",
                                "impact", "maintenance",
                                "begins_at", "2026-11-23T05:00:00+01:00",
                                "body", "Half an hour."))
                .is(201)
                .at("/data");
        assertThat(planned.at("/state").asText()).isEqualTo("planned");
        assertThat(planned.at("/begins_at").asText()).isEqualTo("2026-11-23T04:00:00Z");
        assertThat(operator.get(STATUS).at("/data/state").asText()).isEqualTo("ok");
        var began = operator.post(
                        INCIDENTS, Map.of("title", "A disk", "impact", "maintenance", "body", "It is being changed."))
                .is(201);
        assertThat(began.at("/data/state").asText()).isEqualTo("monitoring");
        assertThat(operator.post(
                                INCIDENTS + "/" + began.at("/data/id").asLong() + "/notes",
                                Map.of("state", "planned", "body", "Later."))
                        .is(422)
                        .complaint("state"))
                .isEqualTo("It has begun.");
    }

    @Test
    void theListComesInPages() {
        for (int number = 0; number < 3; number++) {
            operator.post(INCIDENTS, Map.of("title", "Number " + number, "impact", "major", "body", "x"))
                    .is(201);
        }
        var list = operator.get(INCIDENTS + "?per_page=2&page=2").is(200);
        assertThat(list.at("/data").findValuesAsText("title")).containsExactly("Number 0");
        assertThat(list.at("/meta/pagination/total_items").asInt()).isEqualTo(3);
    }

    @Test
    void whatDoesNotFitIsSaidAndNothingIsTold() {
        var empty = operator.post(INCIDENTS, Map.of()).is(422);
        assertThat(empty.complaint("title")).isEqualTo("Write something here.");
        assertThat(empty.complaint("impact")).isEqualTo("Choose one of: maintenance, major, minor.");
        assertThat(empty.complaint("body")).isEqualTo("Write something here.");
        assertThat(begins("minor", "2027-01-01T00:00:00Z")).isEqualTo("Only maintenance can be planned.");
        assertThat(begins("maintenance", "+999999999-01-01T00:00:00Z")).isEqualTo("Choose a time from 2000 to 2099.");
        assertThat(begins("maintenance", "tomorrow")).isNotBlank();
        assertThat(app.app.db().number("select count(*) from incident")).isZero();

        long id = operator.post(INCIDENTS, Map.of("title", "It", "impact", "minor", "body", "x"))
                .is(201)
                .at("/data/id")
                .asLong();
        var notes = INCIDENTS + "/" + id + "/notes";
        assertThat(operator.post(notes, Map.of("state", "fine", "body", "x"))
                        .is(422)
                        .complaint("state"))
                .isEqualTo("Choose one of: identified, investigating, monitoring, planned, resolved.");
        operator.post(notes, Map.of("state", "resolved", "body", "x".repeat(2001)))
                .is(422)
                .complaint("body");
        assertThat(app.app.db().number("select count(*) from incident_note")).isEqualTo(1);
        operator.put(STATUS, Map.of()).is(422).complaint("open");
    }

    @Test
    void itIsOpenedToEverybodyAndClosedAgain() {
        app.visitor().get("/status.json").is(303);
        long before = changes();
        for (int again = 0; again < 2; again++) {
            assertThat(operator.put(STATUS, Map.of("open", true))
                            .is(200)
                            .at("/data/open")
                            .asBoolean())
                    .isTrue();
        }
        assertThat(changes()).isEqualTo(before + 1);
        app.visitor().get("/status.json").is(200);
        operator.put(STATUS, Map.of("open", false)).is(200);
        app.visitor().get("/status.json").is(303);
    }

    @Test
    void onlyWhoRunsTheServerMay() {
        var token = operator.post(
                        "/api/v1/workspaces/" + operator.workspace() + "/tokens",
                        Map.of("name", "All", "abilities", List.of("*")))
                .is(201)
                .at("/data/token")
                .asText();
        for (var client :
                List.of(app.stranger(), app.admin(), app.visitor().with("Authorization", "Bearer " + token))) {
            client.get(STATUS).is(403);
            client.get(INCIDENTS).is(403);
            client.put(STATUS, Map.of("open", true)).is(403);
            client.post(INCIDENTS, Map.of("title", "It", "impact", "minor", "body", "x"))
                    .is(403);
        }
        app.visitor().get(INCIDENTS).is(401);
        assertThat(app.app.db().number("select count(*) from incident")).isZero();
    }

    private String begins(String impact, String at) {
        return operator.post(INCIDENTS, Map.of("title", "It", "impact", impact, "body", "x", "begins_at", at))
                .is(422)
                .complaint("begins_at");
    }

    private long changes() {
        return app.app.db().number("select count(*) from fact where kind = 'setting-changed'");
    }
}
