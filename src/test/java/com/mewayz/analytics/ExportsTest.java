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
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                .contains("2026-11-22,12:00,Order,/shop,Direct,\"{\"\"size\"\":\"\"L\"\"}\",12.50,EUR\r\n");
        assertThat(export("events", "json"))
                .contains("\"properties\":\"{\\\"size\\\":\\\"L\\\"}\",\"amount\":\"12.50\",\"currency\":\"EUR\"");
    }

    @ParameterizedTest
    @CsvSource({
        "1200,EUR,12.00",
        "1200,JPY,1200",
        "1200,KWD,1.200",
        "5,USD,0.05",
        "-1205,EUR,-12.05",
        "0,EUR,0.00",
        "100000000000,CLF,10000000.0000",
        "7,QQQ,0.07"
    })
    void anAmountHasTheDigitsOfItsCurrency(long minor, String currency, String decimal) {
        var member = app.register("money" + currency.toLowerCase(Locale.ROOT) + Math.abs(minor));
        long shop = member.post("/api/v1/bio-sites", Map.of("handle", "shop" + currency + Math.abs(minor), "name", "S"))
                .is(201)
                .at("/data/id")
                .asLong();
        act(shop, "192.0.2.1", "", new Act.Named("/", "Order", null, minor, currency));
        act(shop, "192.0.2.1", "", new Act.Named("/", "Plain", null, 0, null));
        app.app.traffic().flush();

        var csv = member.post(EXPORT, Map.of("what", "events", "format", "csv"))
                .is(200)
                .body();
        assertThat(csv.split("\r\n")).hasSize(3).satisfies(lines -> {
            assertThat(lines[0]).endsWith(",properties,amount,currency");
            assertThat(lines[1]).endsWith("Order,/,Direct,," + decimal + "," + currency);
            assertThat(lines[2]).endsWith("Plain,/,Direct,,,");
        });
        var json = member.post(EXPORT, Map.of("what", "events", "format", "json"))
                .is(200)
                .body();
        assertThat(json.split("\n")).hasSize(2).satisfies(lines -> {
            assertThat(lines[0]).endsWith("\"amount\":\"" + decimal + "\",\"currency\":\"" + currency + "\"}");
            assertThat(lines[1]).endsWith("\"amount\":\"\",\"currency\":\"\"}");
        });
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
        act(site, address, query, act);
    }

    private void act(long site, String address, String query, Act act) {
        app.app
                .traffic()
                .happened(new Hit(
                        site,
                        act,
                        new Trace("GET", address, FIREFOX, "", "", "https://mia.example", query, "", false)));
    }
}
