package com.mewayz.operations.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.Client;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class StatusTest {
    private TestApp app = new TestApp();
    private Client operator = operator();

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void whatWorksIsFoundOutEveryMinute() {
        look();
        minutes(10);

        assertThat(operator.get("/status").is(200).body())
                .contains("Everything works", "Pages and links", "Console and API", "Search", "What runs by itself")
                .contains("100 %")
                .doesNotContain(">Mail<");
        assertThat(seconds("pages")).isEqualTo("600 0");
        assertThat(seconds("search")).isEqualTo("600 0");
    }

    @Test
    void aPartThatDoesNotWorkIsDownUntilItWorks() {
        look();
        minutes(2);
        app.app.finder().close();
        minutes(3);

        assertThat(operator.get("/status").body())
                .contains("Some of it does not work", "Search did not work", "Down for 2 minutes so far.");
        assertThat(seconds("search")).isEqualTo("120 180");
        assertThat(app.app.db().number("select count(*) from outage where ended_at is null"))
                .isOne();
        var json = operator.get("/status.json").is(200);
        assertThat(json.at("/state").asText()).isEqualTo("partial");
        assertThat(json.at("/components/2/works").asBoolean()).isFalse();
        assertThat(json.at("/components/2/uptime").asDouble()).isEqualTo(40);
    }

    @Test
    void timeInWhichTheServerDidNotRunIsDowntime() {
        runUntil(Duration.ofHours(13));

        var page = operator.get("/status").body();
        assertThat(page)
                .contains("The server did not run", "Down for 13 h.", "21 Nov: down for 1 h", "22 Nov: down for 12 h");
        assertThat(app.app.db().number("select sum(down) from status_day where component = 'pages'"))
                .isEqualTo(13 * 3600);
        assertThat(app.app.db().number("select sum(up) from status_day where component = 'pages'"))
                .isEqualTo(5 * 60);
        assertThat(app.app.db().number("select count(distinct day) from status_day"))
                .isEqualTo(2);
    }

    @Test
    void aRestartIsNoDowntime() {
        runUntil(Duration.ofSeconds(40));

        assertThat(app.app.db().number("select sum(down) from status_day")).isZero();
        assertThat(operator.get("/status").body()).contains("Nothing in 90 days");
    }

    @Test
    void aClockThatJumpsMakesNoYearsOfIt() {
        look();
        minutes(3);
        app.clock.forward(Duration.ofDays(400));
        look();
        app.clock.forward(Duration.ofDays(-400));
        look();
        minutes(1);
        assertThat(app.app.db().number("select sum(up + down) from status_day where component = 'pages'"))
                .isBetween(0L, 9 * 60L);
        assertThat(app.app.db().number("select count(*) from status_day where up < 0 or down < 0"))
                .isZero();
        assertThat(operator.get("/status").body()).contains("Everything works");
    }

    @Test
    void oldDaysAreForgotten() {
        look();
        minutes(2);
        for (int month = 0; month < 4; month++) {
            app.clock.forward(Duration.ofDays(30));
            look();
        }
        assertThat(app.app.db().number("select count(*) from status_day where day < '2026-12-01'"))
                .isZero();
    }

    @Test
    void strangersSeeItOnceItIsPublic() {
        look();
        var stranger = app.visitor();
        for (var path : List.of("/status", "/status.json", "/status.atom")) {
            assertThat(stranger.get(path).is(303).header("Location")).startsWith("/sign-in");
        }
        operator.submit("/settings/status", "/settings/status", Map.of("public", "true"))
                .is(303);

        assertThat(stranger.get("/status").is(200).body())
                .contains("Everything works")
                .doesNotContain("/settings/status");
        stranger.get("/status.json").is(200);
        app.app.bus().deliver();
        assertThat(operator.get("/settings/audit/server").body()).contains("status page: public");

        operator.submit("/settings/status", "/settings/status", Map.of()).is(303);
        stranger.get("/status").is(303);
        app.stranger();
        assertThat(app.visitor()
                        .browse(TestApp.email("stranger"))
                        .get("/settings/status")
                        .status())
                .isIn(403, 404);
    }

    @Test
    void theOperatorTellsWhatGoesOn() throws Exception {
        look();
        operator.submit("/settings/status", "/settings/status", Map.of("public", "true"));
        var place = tell(Map.of(
                        "title", "Mail <late> & slow",
                        "impact", "minor",
                        "body", "We look into it.\nMore <b>soon</b> & so on."))
                .is(303)
                .header("Location");
        var stranger = app.visitor();
        assertThat(stranger.get("/status").body())
                .contains("Some of it does not work", "Mail &lt;late&gt; &amp; slow", "Looking into it")
                .doesNotContain("<b>soon");
        assertThat(titles(stranger)).containsExactly("Mail <late> & slow");

        operator.submit(place, place, Map.of("state", "resolved", "body", "It works again."))
                .is(303);
        assertThat(stranger.get("/status").body()).contains("Everything works", "It works again.");
        assertThat(stranger.get("/status.json").at("/incidents").size()).isZero();
        assertThat(titles(stranger)).containsExactly("Mail <late> & slow");
        app.app.bus().deliver();
        assertThat(operator.get("/settings/audit/server").body())
                .contains("Told on the status page", "More told on the status page");

        operator.submit(place, place + "/removal", Map.of()).is(303);
        operator.get(place).is(404);
        assertThat(stranger.get("/status").body()).doesNotContain("slow");
        assertThat(app.app.db().number("select count(*) from incident_note")).isZero();
    }

    @Test
    void maintenanceIsPlannedAhead() {
        look();
        var place = tell(Map.of(
                        "title", "A new disk",
                        "impact", "maintenance",
                        "begins_at", "2026-11-23T04:00",
                        "body", "Half an hour."))
                .is(303)
                .header("Location");
        assertThat(operator.get("/status").body())
                .contains("Everything works", "Planned for 23 Nov 2026, 04:00 UTC", "A new disk");

        app.clock.forward(Duration.ofDays(1));
        look();
        operator.submit(place, place, Map.of("state", "monitoring", "body", "It has begun."))
                .is(303);
        assertThat(operator.get("/status").body()).contains("Being worked on");
        assertThat(operator.submit(place, place, Map.of("state", "planned", "body", "Later."))
                        .is(422)
                        .body())
                .contains("It has begun.");
    }

    @Test
    void whatDoesNotFitIsSaidAndNothingIsPublished() {
        assertThat(tell(Map.of("title", "", "impact", "minor", "body", "x"))
                        .is(422)
                        .body())
                .contains("f-title-error");
        tell(Map.of("title", "x", "impact", "huge", "body", "x")).is(422);
        tell(Map.of("title", "x", "impact", "minor", "body", "x".repeat(2001))).is(422);
        tell(Map.of("title", "x", "impact", "maintenance", "body", "x", "begins_at", "tomorrow"))
                .is(422);
        assertThat(tell(Map.of("title", "x", "impact", "minor", "body", "x", "begins_at", "2030-01-01T00:00"))
                        .is(422)
                        .body())
                .contains("Only maintenance can be planned.");
        assertThat(app.app.db().number("select count(*) from incident")).isZero();
    }

    @Test
    void manyIncidentsComeInPages() {
        for (int number = 0; number < 25; number++) {
            tell(Map.of("title", "Number " + number, "impact", "minor", "body", "x"))
                    .is(303);
        }
        assertThat(operator.get("/settings/status").body()).contains("1 to 20 of 25");
        assertThat(operator.get("/settings/status?page=2").body()).contains("21 to 25 of 25");
    }

    /** For five minutes, up to this long before now; and then another one, from now on. */
    private void runUntil(Duration ago) {
        look();
        app.clock.forward(ago.plusMinutes(5).negated());
        look();
        minutes(5);
        app.stop();
        app = new TestApp(Map.of(), app.data);
        operator = app.visitor().browse(TestApp.email("owner"));
        look();
    }

    private Reply tell(Map<String, String> form) {
        return operator.submit("/settings/status", "/settings/status/incidents", form);
    }

    private static List<String> titles(Client client) throws Exception {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        client.get("/status.atom").is(200).body().getBytes(StandardCharsets.UTF_8)));
        var entries = document.getElementsByTagName("entry");
        var titles = new ArrayList<String>();
        for (int i = 0; i < entries.getLength(); i++) {
            titles.add(((Element) entries.item(i))
                    .getElementsByTagName("title")
                    .item(0)
                    .getTextContent());
        }
        return titles;
    }

    private String seconds(String component) {
        return app.app.db().number("select sum(up) from status_day where component = ?", component) + " "
                + app.app.db().number("select sum(down) from status_day where component = ?", component);
    }

    private void look() {
        app.app.jobs().run("look-at-status");
    }

    private void minutes(int number) {
        for (int minute = 0; minute < number; minute++) {
            app.clock.forward(Duration.ofMinutes(1));
            look();
        }
    }

    /** The first account runs the server. */
    private Client operator() {
        app.owner();
        return app.visitor().browse(TestApp.email("owner"));
    }
}
