package com.mewayz;

import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A goal, a report that was made, an import that was read, a shared link: pages to look at. */
record FiguresEstate(List<String> pages, String shared, String locked) {
    private static final String API = "/api/v1/analytics";

    static FiguresEstate of(Client owner, TestApp app) {
        var site = owner.get("/api/v1/bio-sites").is(200).at("/data/0/id").asLong();
        var goal = id(
                owner,
                "/goals",
                Map.of(
                        "name",
                        "Shop",
                        "kind",
                        "page",
                        "target",
                        "/*",
                        "worth",
                        "fixed",
                        "amount",
                        250,
                        "currency",
                        "EUR"));
        var report = id(
                owner,
                "/reports",
                Map.of(
                        "name",
                        "Every Monday",
                        "question",
                        Map.of("period", "last_28_days", "dimensions", List.of("source", "link")),
                        "schedule",
                        "weekly"));
        owner.post(API + "/reports/" + report + "/run").is(201);
        var table = "date,visitors,pageviews,bounces,visits,visit_duration\n2020-01-01,3,5,1,4,60\nx,1,1,1,1,1\n";
        var read = owner.upload(
                        API + "/imports",
                        Map.of("site", "" + site),
                        "imported_visitors.csv",
                        table.getBytes(StandardCharsets.UTF_8))
                .is(201)
                .at("/data/id")
                .asText();
        do {
            app.app.jobs().run("read-imports");
        } while (!owner.get(API + "/imports/" + read).at("/data/state").asText().equals("ready"));
        var shared = link(owner, Map.of("name", "The label", "sites", List.of(site)), app);
        var locked = link(owner, Map.of("name", "A client", "sites", List.of(site), "password", "vinyl and salt"), app);
        return new FiguresEstate(
                List.of(
                        "/analytics/goals",
                        "/analytics/goals/new?kind=event",
                        "/analytics/goals/" + goal,
                        "/analytics/reports",
                        "/analytics/reports/new",
                        "/analytics/reports/" + report,
                        "/analytics/shares",
                        "/analytics/shares/new",
                        "/analytics/imports",
                        "/analytics/imports/" + read,
                        "/analytics/export"),
                shared,
                locked);
    }

    private static String link(Client owner, Map<String, Object> share, TestApp app) {
        return owner.post(API + "/shares", share)
                .is(201)
                .at("/data/link")
                .asText()
                .substring(app.address().length());
    }

    private static String id(Client owner, String list, Map<String, Object> body) {
        return owner.post(API + list, body).is(201).at("/data/id").asText();
    }
}
