package com.mewayz.platform.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    /** Loggers whose level or filter is set live only as long as somebody holds them. */
    private static final List<Logger> HELD = new ArrayList<>();

    private Logs() {}

    public static void install() {
        LogManager.getLogManager().reset();
        var console = new ConsoleHandler();
        console.setFormatter(formatter(System.getenv()));
        console.setLevel(Level.ALL);
        console.setFilter(new Flood());
        var root = Logger.getLogger("");
        root.addHandler(console);
        root.setLevel(Level.WARNING);
        level("com.mewayz", Level.INFO);
        level("io.helidon.webserver.ServerListener", Level.SEVERE);
        quieten();
        level("org.apache.lucene.internal.vectorization.VectorizationProvider", Level.SEVERE);
    }

    /** How entries are written for people. */
    public static Formatter formatter() {
        return new Lines(true);
    }

    /**
     * For people on a terminal, for systemd's journal if that listens, and as JSON for whoever else does;
     * {@code MEWAYZ_LOG} (text, journal, json) decides otherwise.
     */
    @SuppressWarnings("SystemConsoleNull") // it is null again where there is no terminal, since Java 25
    static Formatter formatter(Map<String, String> environment) {
        var console = System.console();
        boolean terminal = console != null && console.isTerminal();
        var automatic = environment.containsKey("JOURNAL_STREAM") ? "journal" : terminal ? "text" : "json";
        return switch (environment.getOrDefault("MEWAYZ_LOG", automatic)) {
            case "journal" -> new JournalLines(new Lines(false));
            case "json" -> new JsonLines();
            default -> formatter();
        };
    }

    /** What strangers can cause at will is no warning. */
    static void quieten() {
        var logger = Logger.getLogger(BrokenHeads.LOGGER);
        logger.setFilter(new BrokenHeads());
        HELD.add(logger);
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

        private final boolean timed;

        Lines(boolean timed) {
            this.timed = timed;
        }

        @Override
        public String format(LogRecord entry) {
            var out = new StringWriter();
            var name = String.valueOf(entry.getLoggerName());
            if (timed) {
                out.append(TIME.format(entry.getInstant()))
                        .append(' ')
                        .append(word(entry.getLevel()))
                        .append(' ');
            }
            out.append(name.substring(name.lastIndexOf('.') + 1)).append(": ").append(oneLine(formatMessage(entry)));
            var request = LogContext.request();
            if (request != null && !formatMessage(entry).contains(request)) {
                out.append(" (request ").append(request).append(')');
            }
            out.append('\n');
            if (entry.getThrown() != null) {
                entry.getThrown().printStackTrace(new PrintWriter(out, true));
            }
            return Redaction.of(out.toString());
        }

        private static String word(Level level) {
            int value = level.intValue();
            return value >= Level.SEVERE.intValue()
                    ? "ERROR"
                    : value >= Level.WARNING.intValue() ? "warn " : value >= Level.INFO.intValue() ? "info " : "debug";
        }

        /** A visitor's text in a message must not look like an entry of its own. */
        private static String oneLine(String message) {
            return message.replaceAll("\\p{Cntrl}", " ");
        }
    }
}
