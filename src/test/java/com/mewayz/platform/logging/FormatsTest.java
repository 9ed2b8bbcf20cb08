package com.mewayz.platform.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FormatsTest {
    @AfterEach
    void end() {
        LogContext.end();
    }

    @Test
    void programsGetOneObjectALine() throws Exception {
        LogContext.begin("a7-3");
        var entry = entry("a \"quote\", a \\ and\na line, \u2028 and \ud83d\ude00 with token=abcdef");
        entry.setThrown(new IllegalStateException("password: hunter2"));

        var line = Logs.formatter(Map.of("MEWAYZ_LOG", "json")).format(entry);

        assertThat(line.lines()).hasSize(1);
        var object = new ObjectMapper().readTree(line);
        assertThat(object.at("/message").asText())
                .isEqualTo("a \"quote\", a \\ and\na line, \u2028 and \ud83d\ude00 with token=…");
        assertThat(object.at("/level").asText()).isEqualTo("warning");
        assertThat(object.at("/request").asText()).isEqualTo("a7-3");
        assertThat(object.at("/error").asText())
                .contains("IllegalStateException", "FormatsTest.java")
                .doesNotContain("hunter2");
        assertThat(object.at("/time").asText()).endsWith("Z");
    }

    @Test
    void theJournalHearsHowUrgentEachLineIs() {
        var entry = entry("it broke");
        entry.setThrown(new IllegalStateException("no"));
        var text = Logs.formatter(Map.of("JOURNAL_STREAM", "8:1")).format(entry);
        assertThat(text.lines()).hasSizeGreaterThan(3).allMatch(line -> line.startsWith("<4>"));
        assertThat(text).startsWith("<4>Test: it broke\n");
        entry.setLevel(Level.SEVERE);
        assertThat(Logs.formatter(Map.of("MEWAYZ_LOG", "journal")).format(entry))
                .startsWith("<3>");
    }

    @Test
    void peopleSeeWhichRequestALineBelongsTo() {
        LogContext.begin("a7-3");
        var text = Logs.formatter(Map.of("MEWAYZ_LOG", "text"));
        assertThat(text.format(entry("it broke"))).endsWith("warn  Test: it broke (request a7-3)\n");
        assertThat(text.format(entry("request a7-3 broke"))).endsWith("Test: request a7-3 broke\n");
        LogContext.end();
        assertThat(text.format(entry("it broke"))).endsWith("Test: it broke\n");
    }

    private static LogRecord entry(String message) {
        var entry = new LogRecord(Level.WARNING, message);
        entry.setLoggerName("com.mewayz.Test");
        return entry;
    }
}
