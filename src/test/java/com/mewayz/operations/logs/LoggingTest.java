package com.mewayz.operations.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoggingTest {
    private static final Logger LOG = Logger.getLogger("com.mewayz.test.LoggingTest");

    private final TestApp app = new TestApp();
    private final Client operator = operator();

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void errorsAreCountedByTheirKind() {
        for (int number = 0; number < 50; number++) {
            LOG.log(
                    Level.SEVERE,
                    "request a-" + number + " failed",
                    new IllegalStateException("<i>password=hunter2</i>"));
        }
        LOG.warning("letter 17 was refused");
        LOG.warning("letter 18 was refused");
        LOG.info("nothing special");

        var page = operator.get("/settings/errors").is(200).body();
        assertThat(page)
                .contains(
                        "java.lang.IllegalStateException at com.mewayz.operations.logs.LoggingTest.errorsAreCountedByTheirKind",
                        ">50×<",
                        "letter 17 was refused",
                        ">2×<")
                .doesNotContain("nothing special", "letter 18");
        var one =
                operator.get("/settings/errors/" + id("%IllegalState%")).is(200).body();
        assertThat(one)
                .contains("50 times", "&lt;i&gt;password=…", "LoggingTest.java")
                .doesNotContain("hunter2", "<i>");
        assertThat(operator.get("/today").body()).contains("Something broke that never did before.");
    }

    @Test
    void whatWasSeenToComesBackWhenItHappensAgain() {
        LOG.severe("the pipe is broken");
        operator.get("/settings/errors").is(200);
        long id = id("%pipe%");
        operator.submit("/settings/errors/" + id, "/settings/errors/" + id, Map.of())
                .is(303);
        assertThat(operator.get("/settings/errors").body()).doesNotContain("the pipe is broken");
        assertThat(operator.get("/settings/errors?show=done").body()).contains("the pipe is broken");
        assertThat(operator.get("/today").body()).doesNotContain("Something broke");

        LOG.severe("the pipe is broken");
        assertThat(operator.get("/settings/errors").body()).contains("the pipe is broken", "Came back", ">2×<");
        operator.get("/settings/errors/1").is(404);
    }

    @Test
    void theListDoesNotGrowForEver() {
        for (int round = 0; round < 4; round++) {
            for (int kind = 0; kind < 300; kind++) {
                LOG.warning("of kind " + "x".repeat(kind) + "y".repeat(round));
            }
            app.app.jobs().run("store-errors");
        }
        assertThat(app.app.db().number("select count(*) from error_kind")).isEqualTo(500);
        assertThat(operator.get("/settings/errors?page=25").is(200).body()).contains("of kind");
    }

    @Test
    void theLevelIsChangedForAWhile() {
        var name = "com.mewayz.test";
        var logger = Logger.getLogger(name);
        assertThat(logger.isLoggable(Level.FINE)).isFalse();
        operator.submit(
                        "/settings/errors",
                        "/settings/errors/level",
                        Map.of("logger", name, "level", "fine", "time", "1h"))
                .is(303);
        assertThat(logger.isLoggable(Level.FINE)).isTrue();
        assertThat(operator.get("/settings/errors").body()).contains("com.mewayz.test: FINE, until");

        app.clock.forward(Duration.ofHours(2));
        app.app.jobs().run("store-errors");
        assertThat(logger.isLoggable(Level.FINE)).isFalse();
        app.app.bus().deliver();
        assertThat(operator().get("/settings/audit/server").body())
                .contains("Log level changed", "com.mewayz.test FINE");
    }

    @Test
    void nonsenseChangesNothing() {
        operator.submit(
                        "/settings/errors",
                        "/settings/errors/level",
                        Map.of("logger", "a b", "level", "fine", "time", "1h"))
                .is(422);
        operator.submit(
                        "/settings/errors",
                        "/settings/errors/level",
                        Map.of("logger", "", "level", "loud", "time", "1h"))
                .is(422);
    }

    private long id(String kind) {
        return app.app.db().number("select id from error_kind where kind like ?", kind);
    }

    private Client operator() {
        app.owner();
        return app.visitor().browse(TestApp.email("owner"));
    }
}
