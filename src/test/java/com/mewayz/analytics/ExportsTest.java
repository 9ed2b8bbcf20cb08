package com.mewayz.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import com.mewayz.traffic.Act;
import com.mewayz.traffic.Hit;
import com.mewayz.traffic.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportsTest {
    private static final String EXPORT = "/api/v1/analytics/export";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0";

    private final TestApp app;
    private final Client owner;
    private final long site;

    ExportsTest(TestApp app) {
        this.app = app;
        owner = app.owner();
        site = owner.post("/api/v1/bio-sites", Map.of("handle", "exported", "name", "@Mia"))
                .is(201)
                .at("/data/id")
                .asLong();
        act("192.0.2.1", "utm_source=%3Dcmd%7C", new Act.View("/"));
        act("192.0.2.2", "", new Act.View("/shop"));
        act("192.0.2.2", "", new Act.Named("/shop", "Order", "{\"size\":\"L\"}", 1250, "EUR"));
        app.clock.forward(Duration.ofDays(1));
        act("192.0.2.2", "", new Act.View("/"));
        app.app.traffic().flush();
    }

    @Test
    void everyActLeavesWithoutTellingWhoItWas() {
        var reply = export("acts", "csv");
        var lines = reply.split("\r\n");
        assertThat(lines).hasSize(5);
        assertThat(lines[0]).startsWith("site,site_name,day,time,kind,visitor,visit,seconds,page,target,source");
        assertThat(lines[1]).startsWith(site + ",'@Mia,2026-11-22,12:00,view,1,1,0,/,,'=cmd|");
        assertThat(lines[3]).contains(",event,2,2,0,/shop,Order,Direct");
        assertThat(lines[4]).as("visitors are numbered anew each day").contains("2026-11-23,12:00,view,1,1,0,/");
        assertThat(reply).doesNotContain("192.0.2");
    }

    @Test
    void figuresAreThoseOfEachDayByEveryList() {
        var lines = List.of(export("figures", "json").strip().split("\n"));
        assertThat(lines)
                .anyMatch(line -> line.contains("\"day\":\"2026-11-22\",\"dimension\":\"total\",\"value\":\"\"")
                        && line.contains("\"visitors\":2,\"views\":2,")
                        && line.endsWith("\"imported\":false}"))
                .anyMatch(line -> line.contains("\"dimension\":\"page\",\"value\":\"/shop\"")
                        && line.contains("\"visitors\":1,\"views\":1,"))
                .anyMatch(line -> line.contains("\"dimension\":\"source\",\"value\":\"=cmd|\""));
        var one = owner.post(
                        EXPORT, Map.of("what", "figures", "format", "csv", "from", "2026-11-23", "to", "2026-11-23"))
                .is(200)
                .body();
        assertThat(one).contains("2026-11-23").doesNotContain("2026-11-22");
    }

    @Test
    void eventsLeaveWithWhatTheyCarried() {
        assertThat(export("events", "csv"))
                .contains("2026-11-22,12:00,Order,/shop,Direct,\"{\"\"size\"\":\"\"L\"\"}\",1250,EUR\r\n");
        assertThat(export("events", "json"))
                .contains("\"properties\":\"{\\\"size\\\":\\\"L\\\"}\",\"amount\":1250,\"currency\":\"EUR\"");
    }

    @Test
    void thatItLeftIsWrittenDownAndOnlyAdminsMay() {
        export("acts", "csv");
        assertThat(owner.get("/api/v1/audit?kind=list-exported")
                        .at("/data/0/detail")
                        .asText())
                .isEqualTo("acts");
        app.editor().post(EXPORT, Map.of("what", "acts", "format", "csv")).is(403);
        assertThat(app.stranger()
                        .post(EXPORT, Map.of("what", "acts", "format", "csv"))
                        .is(200)
                        .body()
                        .split("\r\n"))
                .hasSize(1);
        app.stranger()
                .post(EXPORT, Map.of("what", "acts", "format", "csv", "sites", List.of(site)))
                .is(422);
        owner.post(EXPORT, Map.of("what", "acts", "format", "xls")).is(422);
        owner.post(EXPORT, Map.of("what", "acts", "format", "csv", "from", "soon"))
                .is(422);
    }

    @Test
    void theConsoleSaysHowMuchItWillBe() {
        var browser = app.visitor().browse(TestApp.email("owner"));
        assertThat(browser.get("/analytics/export").is(200).body()).contains("4 views, clicks and events are kept");
        var file = browser.submit("/analytics/export", Map.of("what", "acts", "format", "csv"))
                .is(200);
        assertThat(file.header("Content-Disposition")).contains("mewayz-acts-", ".csv");
        assertThat(file.header("Cache-Control")).isEqualTo("no-store");
        assertThat(browser.submit("/analytics/export", Map.of("what", "acts", "format", "csv", "from", "x"))
                        .is(422)
                        .body())
                .contains("Write the first day as 2026-03-01.");
    }

    private String export(String what, String format) {
        return owner.post(EXPORT, Map.of("what", what, "format", format))
                .is(200)
                .body();
    }

    private void act(String address, String query, Act act) {
        app.app
                .traffic()
                .happened(new Hit(
                        site,
                        act,
                        new Trace("GET", address, FIREFOX, "", "", "https://mia.example", query, "", false)));
    }
}
