package com.mewayz.platform.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Strangers cannot fill the log. */
class FloodTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void onlySoManyEntriesOfAKindAreWrittenInAMinute() {
        var flood = new Flood();
        int written = 0;
        for (int i = 0; i < 1_000; i++) {
            written += flood.isLoggable(entry("one", NOW.plusMillis(i))) ? 1 : 0;
        }
        assertThat(written).isEqualTo(Flood.A_MINUTE);
        assertThat(flood.isLoggable(entry("another", NOW.plusSeconds(1)))).isTrue();

        var later = entry("one", NOW.plus(Duration.ofMinutes(1)));
        assertThat(flood.isLoggable(later)).isTrue();
        assertThat(later.getMessage()).contains("980 more of this kind");
    }

    @Test
    void whatTheWebServerItselfFailsAtIsStillTold() {
        var filter = new BrokenHeads();
        var own = entry(BrokenHeads.LOGGER, NOW);
        own.setThrown(new IllegalStateException(new IllegalArgumentException("not of a head")));
        assertThat(filter.isLoggable(own)).isTrue();
        assertThat(own.getLevel()).isEqualTo(Level.WARNING);
    }

    @Test
    void connectionsThatBreakOffLeaveFewEntries() throws IOException {
        var heard = new Listening();
        var root = Logger.getLogger("");
        root.addHandler(heard);
        Logs.quieten();
        try (var app = new TestApp()) {
            for (int i = 0; i < 200; i++) {
                for (var part : List.of(
                        "",
                        "GET / HT",
                        "nonsense\r\n\r\n",
                        "G\"T / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                        "GET /sign-in HTTP/1.1\r\nHost: local",
                        "GET /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n",
                        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf",
                        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")) {
                    breakOff(app.app.port(), part, i % 2 == 0);
                }
            }
            app.visitor().get("/up").is(200);
        } finally {
            root.removeHandler(heard);
        }
        assertThat(heard.written).hasSizeLessThan(100);
        assertThat(heard.written).noneMatch(entry -> entry.getLevel().equals(Level.SEVERE));
        assertThat(heard.written)
                .as("strangers who leave are no errors of the web server")
                .noneMatch(entry -> entry.getLoggerName().startsWith("io.helidon"));
    }

    /** @param reset instead of an orderly end, after which the server sends what it has to say */
    private static void breakOff(int port, String part, boolean reset) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(part.getBytes(UTF_8));
            if (reset) {
                socket.setSoLinger(true, 0);
            } else {
                socket.shutdownOutput();
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    private static LogRecord entry(String logger, Instant at) {
        var entry = new LogRecord(Level.WARNING, "something");
        entry.setLoggerName(logger);
        entry.setInstant(at);
        return entry;
    }

    /** What would be written: warnings that the flood's filter lets through. */
    private static final class Listening extends Handler {
        final ConcurrentLinkedQueue<LogRecord> written = new ConcurrentLinkedQueue<>();
        private final Flood flood = new Flood();

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue() && flood.isLoggable(entry)) {
                written.add(entry);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
