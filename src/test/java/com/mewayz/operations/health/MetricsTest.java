package com.mewayz.operations.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.testing.Client;
import com.mewayz.testing.Estate;
import com.mewayz.testing.PostOffice;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The figures for monitors: who gets them, in which shape, and that they are counted and not made up. */
class MetricsTest {
    private static final Pattern HEAD = Pattern.compile("# (HELP|TYPE) ([a-z_]+) (.+)");
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-z_]+)(\\{[a-z]+=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"(?:,[a-z]+=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\")*})? (-?\\d+(?:\\.\\d+)?(?:E-?\\d+)?)");

    @Test
    void everyLineIsWhatMonitorsRead() {
        try (var app = new TestApp()) {
            new Estate(app);
            app.visitor().get("/nothing").is(404);
            var reply = app.visitor().get("/metrics").is(200);

            assertThat(reply.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
            assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
            check(reply.body(), "");
        }
    }

    @Test
    void whatALabelHoldsStaysInIt() {
        var out = new Exposition(false);
        out.family(Exposition.Kind.GAUGE, "a", "Help.").sample(0.5, "b", "say \"hi\"\n\\o/");

        assertThat(out.text()).isEqualTo("# HELP a Help.\n# TYPE a gauge\na{b=\"say \\\"hi\\\"\\n\\\\o/\"} 0.5\n");
        assertThat(SAMPLE.matcher(out.text().lines().toList().getLast()).matches())
                .isTrue();
    }

    @Test
    void openMetricsIsSpokenWithWhoeverAsksForIt() {
        try (var app = new TestApp()) {
            var reply = app.visitor()
                    .with("Accept", "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3")
                    .get("/metrics")
                    .is(200);

            assertThat(reply.header("Content-Type"))
                    .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
            assertThat(reply.body()).endsWith("\n# EOF\n").contains("# TYPE mewayz_http_requests counter\n");
            check(reply.body().replace("# EOF\n", ""), "_total");
        }
    }

    @Test
    void requestsAreCountedByRouteAndStatusAndTime() {
        try (var app = new TestApp()) {
            var before = read(app);
            for (int i = 0; i < 7; i++) {
                app.visitor().get("/@nobody-" + i).is(404);
            }
            app.visitor().get("/up").is(200);
            app.visitor().head("/up");
            app.visitor().get("/no/such/place").is(404);
            app.visitor().send("BREW", "/up", "", new byte[0]).is(405);
            var after = read(app);

            assertThat(more(
                            before,
                            after,
                            "mewayz_http_requests_total{method=\"GET\",route=\"/@{handle}\",status=\"4xx\"}"))
                    .isEqualTo(7);
            assertThat(more(before, after, "mewayz_http_requests_total{method=\"GET\",route=\"/up\",status=\"2xx\"}"))
                    .isOne();
            assertThat(more(before, after, "mewayz_http_requests_total{method=\"HEAD\",route=\"/up\",status=\"2xx\"}"))
                    .isOne();
            assertThat(more(before, after, "mewayz_http_requests_total{method=\"other\",route=\"/up\",status=\"4xx\"}"))
                    .isOne();
            assertThat(more(before, after, "mewayz_http_requests_total{method=\"GET\",route=\"\",status=\"4xx\"}"))
                    .isOne();
            assertThat(after.get("mewayz_http_requests_in_flight"))
                    .as("this one")
                    .isOne();
            assertThat(after.get("mewayz_http_connections")).isPositive();
            assertThat(after.get("mewayz_http_connections_waiting"))
                    .as("this one does not")
                    .isLessThan(after.get("mewayz_http_connections"));
            assertThat(after.get("mewayz_http_connections_displaced_total")).isZero();
            var place = "{method=\"GET\",route=\"/@{handle}\"";
            assertThat(after.get("mewayz_http_request_duration_seconds_bucket" + place + ",le=\"+Inf\"}"))
                    .isEqualTo(7)
                    .isEqualTo(after.get("mewayz_http_request_duration_seconds_count" + place + "}"));
            assertThat(after.get("mewayz_http_request_duration_seconds_sum" + place + "}"))
                    .isPositive();
            double below = 0;
            for (var bound : List.of("0.001", "0.005", "0.05", "0.5", "1.0", "10.0", "+Inf")) {
                double here = more(
                        Map.of(),
                        after,
                        "mewayz_http_request_duration_seconds_bucket" + place + ",le=\"" + bound + "\"}");
                assertThat(here).isGreaterThanOrEqualTo(below);
                below = here;
            }
        }
    }

    @Test
    void pagesThatAreReadyAreCountedApart() {
        try (var app = new TestApp()) {
            var page = "/@" + new Estate(app).handle();
            app.visitor().get(page).is(200);
            app.app.traffic().flush();
            var before = read(app);
            for (int i = 0; i < 5; i++) {
                app.visitor().get(page).is(200);
            }
            app.app.traffic().flush();
            var after = read(app);

            assertThat(more(before, after, "mewayz_http_ready_pages_total")).isEqualTo(5);
            assertThat(more(
                            before,
                            after,
                            "mewayz_http_requests_total{method=\"GET\",route=\"/@{handle}\",status=\"2xx\"}"))
                    .isZero();
            assertThat(more(before, after, "mewayz_traffic_left_out_total{reason=\"program\"}"))
                    .as("a client without a browser's name is left out")
                    .isEqualTo(5);
        }
    }

    @Test
    @Timeout(60)
    void visitsAreCountedOnceHoweverOftenSomebodyLooks() {
        try (var app = new TestApp()) {
            var page = "/@" + new Estate(app).handle();
            var before = read(app);
            for (int i = 0; i < 3; i++) {
                browser(app).get(page).is(200);
                app.app.traffic().flush();
                read(app);
                app.clock.forward(Duration.ofMinutes(20));
                app.visitor().get(page).is(200);
                app.app.traffic().flush();
                read(app);
            }
            // ready pages are counted after they were answered
            var after = read(app);
            while (more(before, after, "mewayz_traffic_left_out_total{reason=\"program\"}") < 3
                    || more(before, after, "mewayz_traffic_acts_total{kind=\"view\"}") < 3) {
                app.app.traffic().flush();
                after = read(app);
            }

            assertThat(more(before, after, "mewayz_traffic_acts_total{kind=\"view\"}"))
                    .isEqualTo(3);
            assertThat(more(before, after, "mewayz_traffic_acts_total{kind=\"click\"}"))
                    .isZero();
            assertThat(more(before, after, "mewayz_traffic_left_out_total{reason=\"program\"}"))
                    .isEqualTo(3);
        }
    }

    @Test
    void whatIsStoredIsCounted() {
        try (var post = new PostOffice();
                var app = new TestApp(post.settings())) {
            app.app.jobs().close();
            var before = read(app);
            app.owner();
            new Estate(app);
            app.app.db().run("""
                    insert into letter (id, kind, recipient, body, state, next_try_at, created_at)
                    values (1, 'test', 'a@example.com', '', 'refused', 0, 0), (2, 'test', 'b@example.com', '', 'sent', 0, 0)""");
            app.clock.forward(Duration.ofHours(2));
            app.app.jobs().run("nightly-backup");
            app.app.jobs().run("make-backups");
            assertThatThrownBy(() -> failing(app)).hasMessageContaining("on purpose");
            app.clock.forward(Duration.ofMinutes(10));
            var after = read(app);

            assertThat(more(before, after, "mewayz_users")).isOne();
            assertThat(more(before, after, "mewayz_workspaces")).isOne();
            assertThat(more(before, after, "mewayz_sites{state=\"live\"}")).isOne();
            assertThat(after.get("mewayz_mail_letters{state=\"refused\"}")).isOne();
            assertThat(after.get("mewayz_mail_letters{state=\"sent\"}")).isOne();
            assertThat(after.get("mewayz_backup_failing")).isZero();
            assertThat(after.get("mewayz_backups")).isOne();
            assertThat(after.get("mewayz_backup_age_seconds")).isEqualTo(600);
            assertThat(after.get("mewayz_backup_last_success_timestamp_seconds"))
                    .isEqualTo(TestApp.NOW.getEpochSecond() + 7200.0);
            assertThat(after.get("mewayz_backup_size_bytes")).isGreaterThan(1000);
            assertThat(before).doesNotContainKey("mewayz_backup_age_seconds");
            assertThat(after.get("mewayz_job_runs_total{name=\"nightly-backup\"}"))
                    .isOne();
            assertThat(after.get("mewayz_job_failures_total{name=\"nightly-backup\"}"))
                    .isZero();
            assertThat(after.get("mewayz_job_failures_total{name=\"fails\"}")).isOne();
            assertThat(after.get("mewayz_job_last_duration_seconds{name=\"make-backups\"}"))
                    .isPositive();
            assertThat(after.get("mewayz_timetable_lag_seconds"))
                    .as("it stands still")
                    .isGreaterThan(3600);
            assertThat(more(before, after, "mewayz_database_transactions_total{database=\"mewayz\"}"))
                    .isGreaterThan(5);
            assertThat(after.get("mewayz_database_size_bytes{database=\"traffic\"}"))
                    .isGreaterThanOrEqualTo(4096);
            assertThat(after.get("mewayz_disk_free_bytes")).isPositive();
            assertThat(after.get("jvm_memory_used_bytes{area=\"heap\"}")).isPositive();
            assertThat(after.get("jvm_threads_current")).isPositive();
        }
    }

    @Test
    void aTransactionThatFailsIsCounted() {
        try (var app = new TestApp()) {
            var before = read(app);
            assertThatThrownBy(() -> app.app.db().inTransaction(() -> {
                        throw new IllegalStateException("on purpose");
                    }))
                    .hasMessageContaining("on purpose");

            assertThat(more(before, read(app), "mewayz_database_failed_transactions_total{database=\"mewayz\"}"))
                    .isOne();
        }
    }

    private static void failing(TestApp app) {
        app.app.jobs().every(Duration.ofDays(1), "fails", "For the test.", () -> {
            throw new IllegalStateException("on purpose");
        });
        app.app.jobs().run("fails");
    }

    private static Client browser(TestApp app) {
        return app.visitor()
                .with("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                .with("Accept-Language", "en");
    }

    /** Each family has a head, once, before its samples, and each sample comes once. */
    private static void check(String text, String counterEnd) {
        var families = new HashMap<String, String>();
        var seen = new HashSet<String>();
        var family = "";
        for (var line : text.lines().toList()) {
            var head = HEAD.matcher(line);
            if (head.matches()) {
                family = head.group(2);
                assertThat(seen.add(head.group(1) + " " + family)).as(line).isTrue();
                families.put(family, head.group(3));
                continue;
            }
            var sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as(line).isTrue();
            var type = families.get(family);
            var ends = switch (String.valueOf(type)) {
                case "counter" -> List.of(counterEnd);
                case "histogram" -> List.of("_bucket", "_sum", "_count");
                case "summary" -> List.of("_sum", "_count");
                default -> List.of("");
            };
            var name = family;
            assertThat(ends.stream().map(end -> name + end)).as(line).contains(sample.group(1));
            assertThat(seen.add(sample.group(1) + sample.group(2))).as(line).isTrue();
        }
        assertThat(families).hasSizeGreaterThan(40);
    }

    private static Map<String, Double> read(TestApp app) {
        var all = new HashMap<String, Double>();
        app.visitor()
                .get("/metrics")
                .is(200)
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> {
                    int space = line.lastIndexOf(' ');
                    all.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
                });
        return all;
    }

    private static double more(Map<String, Double> before, Map<String, Double> after, String name) {
        return after.getOrDefault(name, 0.0) - before.getOrDefault(name, 0.0);
    }
}
