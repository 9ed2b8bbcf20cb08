package com.mewayz.platform.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Lets so many entries of one kind through in a minute and no more: strangers who cause entries (broken requests,
 * connections that end early) must not fill the disk or bury what matters. The first one after a pause says how many
 * were left out.
 */
final class Flood implements Filter {
    static final int A_MINUTE = 20;

    private static final int KINDS = 500;
    private static final long MINUTE = 60_000;

    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > KINDS;
        }
    };

    @Override
    public synchronized boolean isLoggable(LogRecord entry) {
        var count = counts.computeIfAbsent(kind(entry), kind -> new Count(entry.getMillis()));
        if (entry.getMillis() - count.since >= MINUTE) {
            int leftOut = Math.max(0, count.entries - A_MINUTE);
            count.since = entry.getMillis();
            count.entries = 0;
            if (leftOut > 0) {
                entry.setMessage(entry.getMessage() + " (" + leftOut + " more of this kind were left out before)");
            }
        }
        return ++count.entries <= A_MINUTE;
    }

    /** Where it comes from and how it starts: what varies in an entry mostly stands at its end. */
    private static String kind(LogRecord entry) {
        var thrown = entry.getThrown();
        return entry.getLoggerName() + " " + entry.getLevel() + " " + entry.getSourceMethodName() + " "
                + (thrown == null ? "" : thrown.getClass().getName());
    }

    private static final class Count {
        private long since;
        private int entries;

        Count(long since) {
            this.since = since;
        }
    }
}
