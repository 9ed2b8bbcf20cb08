package com.mewayz.platform.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** For programs: one JSON object a line, with time (UTC), level, logger, message and, where there are, request and error. */
final class JsonLines extends Formatter {
    @Override
    public String format(LogRecord entry) {
        var out = new StringBuilder("{\"time\":\"").append(entry.getInstant()).append('"');
        add(out, "level", entry.getLevel().getName().toLowerCase(Locale.ROOT));
        add(out, "logger", String.valueOf(entry.getLoggerName()));
        add(out, "message", Redaction.of(formatMessage(entry)));
        var request = LogContext.request();
        if (request != null) {
            add(out, "request", request);
        }
        if (entry.getThrown() != null) {
            var trace = new StringWriter();
            entry.getThrown().printStackTrace(new PrintWriter(trace, true));
            add(out, "error", Redaction.of(trace.toString()));
        }
        return out.append("}\n").toString();
    }

    private static void add(StringBuilder out, String name, String text) {
        out.append(",\"").append(name).append("\":\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                default -> {
                    // what ends lines elsewhere, or is half a letter, is no plain text in every reader
                    if (c < 0x20 || c >= 0x7f && c < 0xa0 || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
