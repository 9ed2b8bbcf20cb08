package com.mewayz.operations.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.platform.db.Db;
import com.mewayz.testing.Rows;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What monitors ask, and what they hear when something is wrong. */
class HealthTest {
    @Test
    void whoIsWellSaysSoToAnybodyUnderAnyName() {
        try (var app = new TestApp(Map.of(Setting.BASE_URL, "https://mia.example"))) {
            app.app.finder().settle();
            var alive = app.visitor().get("/livez").is(200);
            assertThat(alive.body()).startsWith("Mewayz is alive.\nrun: ");
            assertThat(alive.header("Cache-Control")).isEqualTo("no-store");
            assertThat(app.visitor().get("/readyz").is(200).body())
                    .isEqualTo("Mewayz is ready.\ndatabase: ok\ndisk: ok\nsearch index: ok\ntimetable: ok\n");
            assertThat(app.visitor().get("/livez").body()).isEqualTo(alive.body());
        }
    }

    @Test
    void anotherRunHasAnotherName() {
        try (var one = new TestApp();
                var other = new TestApp()) {
            assertThat(one.visitor().get("/livez").body())
                    .isNotEqualTo(other.visitor().get("/livez").body());
        }
    }

    @Test
    void aTimetableThatStoppedIsNamed() {
        try (var app = new TestApp()) {
            app.app.finder().settle();
            app.app.jobs().close();

            assertThat(app.visitor().get("/readyz").is(503).body())
                    .startsWith("Mewayz is not ready: the timetable does not run.\n")
                    .contains("\ntimetable: does not run\n", "\ndatabase: ok\n");
            app.visitor().get("/livez").is(200);
        }
    }

    @Test
    void anIndexThatCannotBeOpenedIsNamed(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("index"), "in the way");
        try (var app = new TestApp(Map.of(), folder)) {
            app.app.finder().settle();

            assertThat(app.visitor().get("/readyz").is(503).body())
                    .startsWith("Mewayz is not ready: the search index is not open.\n");
        }
    }

    @Test
    void aDatabaseThatTakesNoWritesIsNamedAndItsReturnIsSeen() {
        try (var app = new TestApp()) {
            app.app.jobs().close();
            pragma(app.app.db(), "query_only = 1");
            for (int i = 0; i < 5; i++) {
                assertThat(app.visitor().get("/readyz").is(503).body())
                        .startsWith("Mewayz is not ready: the database cannot be written")
                        .doesNotContain("SQL", app.data.toString());
            }

            pragma(app.app.db(), "query_only = 0");
            app.clock.forward(Duration.ofSeconds(6));
            assertThat(app.visitor().get("/readyz").body()).contains("\ndatabase: ok\n");
        }
    }

    @Test
    void aClockThatIsSetBackHoldsNothingUp() {
        try (var app = new TestApp()) {
            app.app.jobs().close();
            app.visitor().get("/readyz");
            pragma(app.app.db(), "query_only = 1");
            app.clock.forward(Duration.ofMinutes(-1));

            assertThat(app.visitor().get("/readyz").body()).contains("\ndatabase: cannot be written\n");
        }
    }

    @Test
    void whoAsksDoesNotWaitForAWriterThatIsStuck() throws InterruptedException {
        try (var app = new TestApp()) {
            app.app.finder().settle();
            var held = new CountDownLatch(1);
            var letGo = new CountDownLatch(1);
            var holder = Thread.ofVirtual()
                    .start(() -> app.app.db().alone(connection -> {
                        held.countDown();
                        letGo.await();
                        return true;
                    }));
            held.await();

            assertThat(app.visitor().get("/readyz").is(503).body()).contains("the database cannot be written.");
            app.visitor().get("/livez").is(200);
            letGo.countDown();
            holder.join();
            app.clock.forward(Duration.ofSeconds(6));
            app.visitor().get("/readyz").is(200);
        }
    }

    /** It is a real write: what it adds to the log of the database is seen in the file, and only every few seconds. */
    @Test
    void theDiskIsWrittenToNowAndThenHoweverManyAsk() throws IOException {
        try (var app = new TestApp()) {
            app.app.finder().settle();
            app.app.jobs().close();
            app.visitor().get("/readyz");
            long before = log(app);
            for (int i = 0; i < 50; i++) {
                app.visitor().get("/readyz");
            }
            assertThat(log(app)).isEqualTo(before);

            app.clock.forward(Duration.ofSeconds(6));
            app.visitor().get("/readyz");
            assertThat(log(app)).isGreaterThan(before);
        }
    }

    @Test
    void nothingThatIsStoredChangesByAsking() {
        try (var app = new TestApp()) {
            app.owner();
            app.app.jobs().close();
            var before = Rows.of(app.app.db());
            List.of("/up", "/livez", "/readyz").forEach(path -> app.visitor().get(path));

            assertThat(Rows.of(app.app.db())).isEqualTo(before);
        }
    }

    private static long log(TestApp app) throws IOException {
        return Files.size(app.data.resolve("mewayz.db-wal"));
    }

    private static void pragma(Db db, String pragma) {
        db.alone(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute("pragma " + pragma);
            }
        });
    }
}
