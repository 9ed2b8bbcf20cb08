package com.mewayz.platform.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Counts warnings and errors by their kind, in memory, until somebody takes them away to store them. It never waits for
 * anything, and keeps so many kinds and no more.
 */
public final class ErrorCollector extends Handler {
    private static final int KINDS = 200;
    private static final int LONGEST = 300;
    private static final int TRACE = 6000;
    private static final String OURS = "com.mewayz.";

    private final Clock clock;
    private final Map<String, Group> groups = new HashMap<>();

    public ErrorCollector(Clock clock) {
        this.clock = clock;
        setLevel(Level.WARNING);
    }

    /** From now on everything that is written comes by here. */
    public void attach() {
        Logger.getLogger("").addHandler(this);
    }

    @Override
    public void publish(LogRecord entry) {
        if (!isLoggable(entry)) {
            return;
        }
        var kind = kind(entry);
        var now = clock.instant();
        synchronized (groups) {
            var known = groups.get(kind);
            if (known != null) {
                known.count++;
                known.last = now;
                known.request = request(known.request);
            } else if (groups.size() < KINDS) {
                groups.put(kind, new Group(kind, entry, now));
            }
        }
    }

    /** What came since the last time, oldest first. */
    public List<Group> take() {
        synchronized (groups) {
            var taken = new ArrayList<>(groups.values());
            groups.clear();
            taken.sort(java.util.Comparator.comparing(group -> group.first));
            return taken;
        }
    }

    /** Where an error comes from: its class and our first line in it; else who wrote it, and the words without their numbers. */
    private static String kind(LogRecord entry) {
        var thrown = entry.getThrown();
        if (thrown == null) {
            return entry.getLoggerName() + ": "
                    + shortened(String.valueOf(entry.getMessage()).replaceAll("[0-9][\\w.:-]*", "…"));
        }
        for (var frame : thrown.getStackTrace()) {
            if (frame.getClassName().startsWith(OURS)) {
                return thrown.getClass().getName() + " at " + frame.getClassName() + "." + frame.getMethodName();
            }
        }
        return thrown.getClass().getName() + " in " + entry.getLoggerName();
    }

    private static String request(String otherwise) {
        return Objects.requireNonNullElse(LogContext.request(), otherwise);
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }

    /** Entries of one kind: how many, when, and the first of them in full, without secrets. */
    public static final class Group {
        public final String kind;
        public final boolean severe;
        public final String message;
        public final String trace;
        public final Instant first;
        private String request;
        private Instant last;
        private int count = 1;

        private Group(String kind, LogRecord entry, Instant at) {
            this.kind = Redaction.of(kind);
            severe = entry.getLevel().intValue() >= Level.SEVERE.intValue();
            message = shortened(Redaction.of(String.valueOf(entry.getMessage())));
            trace = trace(entry);
            first = at;
            last = at;
            request = ErrorCollector.request("");
        }

        private static String trace(LogRecord entry) {
            if (entry.getThrown() == null) {
                return "";
            }
            var out = new StringWriter();
            entry.getThrown().printStackTrace(new PrintWriter(out, true));
            var text = Redaction.of(out.toString());
            return text.length() > TRACE ? text.substring(0, TRACE) + "…" : text;
        }

        public String request() {
            return request;
        }

        public Instant last() {
            return last;
        }

        public int count() {
            return count;
        }
    }
}
