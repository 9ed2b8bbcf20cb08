package com.mewayz.platform.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * One line an entry on standard error, calm: our own from INFO on, libraries from WARNING on. Secrets and addresses of
 * people are taken out of every entry, its stack trace included, whoever wrote it.
 */
public final class Logs {
    /** Loggers whose level is set live only as long as somebody holds them. */
    private static final List<Logger> HELD = new ArrayList<>();

    private Logs() {}

    public static void install() {
        LogManager.getLogManager().reset();
        var console = new ConsoleHandler();
        console.setFormatter(formatter());
        console.setLevel(Level.ALL);
        console.setFilter(new Flood());
        var root = Logger.getLogger("");
        root.addHandler(console);
        root.setLevel(Level.WARNING);
        level("com.mewayz", Level.INFO);
        level("io.helidon.webserver.ServerListener", Level.SEVERE);
        level("org.apache.lucene.internal.vectorization.VectorizationProvider", Level.SEVERE);
    }

    /** How entries are written, for every handler there is. */
    public static Formatter formatter() {
        return new Lines();
    }

    private static void level(String name, Level level) {
        var logger = Logger.getLogger(name);
        logger.setLevel(level);
        HELD.add(logger);
    }

    private static final class Lines extends Formatter {
        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                        "uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                .withZone(ZoneId.systemDefault());

        @Override
        public String format(LogRecord entry) {
            var out = new StringWriter();
            var name = String.valueOf(entry.getLoggerName());
            out.append(TIME.format(entry.getInstant()))
                    .append(' ')
                    .append(word(entry.getLevel()))
                    .append(' ')
                    .append(name.substring(name.lastIndexOf('.') + 1))
                    .append(": ")
                    .append(oneLine(formatMessage(entry)))
                    .append('\n');
            if (entry.getThrown() != null) {
                entry.getThrown().printStackTrace(new PrintWriter(out, true));
            }
            return Redaction.of(out.toString());
        }

        private static String word(Level level) {
            return level.equals(Level.SEVERE) ? "ERROR" : level.equals(Level.WARNING) ? "warn " : "info ";
        }

        /** A visitor's text in a message must not look like an entry of its own. */
        private static String oneLine(String message) {
            return message.replaceAll("\\p{Cntrl}", " ");
        }
    }
}
