package com.mewayz.platform.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Ids;
import com.mewayz.testing.TestApp;
import com.mewayz.testing.TestClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database's writer and the threads that read for many: their lines belong to the request they work for. */
class LogContextTest {
    private static final Logger LOG = Logger.getLogger(LogContextTest.class.getName());

    private final Lines lines = new Lines();
    private final Db db;

    LogContextTest(@TempDir Path folder) {
        var clock = new TestClock(TestApp.NOW);
        db = Db.open(folder.resolve("test.db"), Db.Durability.NORMAL, List.of("0001-house.sql"), clock, new Ids(clock));
        LOG.addHandler(lines);
        LOG.setUseParentHandlers(false);
    }

    @AfterEach
    void close() {
        LogContext.end();
        LOG.removeHandler(lines);
        LOG.setUseParentHandlers(true);
        db.close();
    }

    @Test
    void whatTheWriterSaysCarriesTheRequestItWritesFor() {
        LogContext.begin("a7-3");
        db.inTransaction(() -> LOG.warning("in a transaction"));
        db.alone(connection -> say("alone"));
        db.scan(() -> say("in a scan"));

        assertThat(lines.written)
                .hasSize(3)
                .allMatch(line -> line.endsWith(" (request a7-3)\n"))
                .noneMatch(line -> line.startsWith(Thread.currentThread().getName()));
    }

    @Test
    void whatComesAfterwardsDoesNot() {
        LogContext.begin("a7-3");
        assertThatThrownBy(() -> db.inTransaction(() -> {
                    LOG.warning("it broke");
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        LogContext.end();
        db.inTransaction(() -> LOG.warning("by itself"));
        db.scan(() -> say("by itself"));
        LogContext.begin("a7-4");
        db.inTransaction(() -> LOG.warning("for the next"));

        assertThat(lines.written)
                .satisfiesExactly(
                        line -> assertThat(line).endsWith(" (request a7-3)\n"),
                        line -> assertThat(line).endsWith("by itself\n"),
                        line -> assertThat(line).endsWith("by itself\n"),
                        line -> assertThat(line).endsWith(" (request a7-4)\n"));
    }

    private static boolean say(String words) {
        LOG.warning(words);
        return true;
    }

    /** What is written, by whom, in the form that people get. */
    private static final class Lines extends Handler {
        final List<String> written = new ArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            var line = Logs.formatter(Map.of("MEWAYZ_LOG", "text")).format(entry);
            written.add(Thread.currentThread().getName() + ": " + line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
