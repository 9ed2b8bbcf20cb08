package com.mewayz.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private final TestApp app = new TestApp(Map.of(Setting.METRICS_TOKEN, "a-very-secret-token"));
    private final Client operator = operator();

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void eachJobSaysWhatItIsForAndWhenItComes() {
        var page = operator.get("/settings/timetable").is(200).body();
        assertThat(page)
                .contains("Sends letters that wait.", "send-letters, every 5 minutes", "expire-sessions, every hour");
        assertThat(app.app.jobs().all()).allSatisfy(job -> {
            assertThat(page).contains("/settings/timetable/" + job.name());
            assertThat(job.purpose()).matches("[A-Z].*\\.");
        });
    }

    @Test
    void programsAskAndStartItToo() throws InterruptedException {
        var ran = new CountDownLatch(1);
        app.app.jobs().every(Duration.ofDays(1), "asked", "For the test.", ran::countDown);
        var api = app.owner();
        assertThat(api.get("/api/v1/timetable?per_page=100").is(200).at("/data").findValuesAsText("name"))
                .contains("send-letters", "asked");
        assertThat(api.get("/api/v1/timetable/asked")
                        .is(200)
                        .at("/data/pause_seconds")
                        .asLong())
                .isEqualTo(86_400);
        api.post("/api/v1/timetable/asked/runs").is(201);
        assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
        app.app.jobs().run("asked");
        assertThat(api.get("/api/v1/timetable/asked/runs")
                        .is(200)
                        .at("/data/0/error")
                        .asText())
                .isEmpty();
        api.get("/api/v1/timetable/none").is(404);
        app.viewer().get("/api/v1/timetable").is(403);
    }

    @Test
    void runsAreRememberedButNotForEver() {
        for (int run = 0; run < 25; run++) {
            app.app.jobs().run("expire-letters");
        }
        var page = operator.get("/settings/timetable/expire-letters").is(200).body();
        assertThat(page.split("just now, took", -1)).hasSize(21);
        assertThat(app.app.db().number("select count(*) from job_run where name = 'expire-letters'"))
                .isEqualTo(20);
    }

    @Test
    void whatFailsIsToldOnEveryPageUntilItWorks() {
        var broken = new boolean[] {true};
        app.app.jobs().every(Duration.ofDays(1), "try", "For the test.", () -> {
            if (broken[0]) {
                throw new IllegalStateException("<b>no</b> luck with password=hunter2");
            }
        });
        assertThatThrownBy(() -> app.app.jobs().run("try")).hasMessageContaining("no</b> luck");

        assertThat(operator.get("/today").body()).contains("The job try failed.", "/settings/timetable/try");
        assertThat(operator.get("/settings/timetable/try").body())
                .contains("&lt;b&gt;no&lt;/b&gt; luck")
                .doesNotContain("hunter2");

        broken[0] = false;
        app.app.jobs().run("try");
        assertThat(operator.get("/today").body()).doesNotContain("The job try failed.");
    }

    @Test
    void anOperatorLetsAJobRunNow() throws InterruptedException {
        var ran = new CountDownLatch(1);
        app.app.jobs().every(Duration.ofDays(1), "wanted", "For the test.", ran::countDown);
        operator.submit("/settings/timetable/wanted", "/settings/timetable/wanted", Map.of())
                .is(303);
        assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
        app.app.bus().deliver();
        assertThat(operator.get("/settings/audit/server").body()).contains("Job started by hand");
        operator.get("/settings/timetable/nothing").is(404);
    }

    @Test
    void theCleanUpGivesBackWhatIsEmpty() {
        app.app.db().alone(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("create table heap (what blob)");
                statement.execute(
                        "insert into heap with recursive n(x) as (select 1 union all select x + 1 from n where x < 30) select zeroblob(1000000) from n");
                return statement.execute("drop table heap");
            }
        });
        app.app.jobs().run("clean-up");
        assertThat(operator.get("/settings/timetable/clean-up").body())
                .containsPattern("mewayz.db takes [0-9,]+ KB, [0-9,]{6,} KB less than before; traffic.db takes");
        assertThat(app.app.db().number("select freelist_count from pragma_freelist_count"))
                .isZero();
    }

    @Test
    void theConfigurationSaysWhereEachValueComesFrom() {
        var page = operator.get("/settings/configuration").is(200).body();
        assertThat(page)
                .contains("metrics_token", "MEWAYZ_METRICS_TOKEN", ">hidden<", "MEWAYZ_PORT or --port", ">default<")
                .doesNotContain("a-very-secret-token");
        assertThat(Setting.values()).allSatisfy(setting -> assertThat(page).contains(setting.variable()));
    }

    /** The first account runs the server. */
    private Client operator() {
        app.owner();
        return app.visitor().browse(TestApp.email("owner"));
    }
}
