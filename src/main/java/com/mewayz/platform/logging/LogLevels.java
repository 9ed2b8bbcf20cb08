package com.mewayz.platform.logging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How much is written, changed for a while: until then, or until the program ends, whichever comes first. */
public final class LogLevels {
    private final Clock clock;
    private final Map<String, Changed> changed = new TreeMap<>();

    public LogLevels(Clock clock) {
        this.clock = clock;
    }

    /**
     * Writes more or less of one part of the program.
     *
     * @param name of a logger: a package, or the empty one for everything
     * @param level as {@link Level} has them
     */
    public synchronized Changed change(String name, Level level, Duration time) {
        var logger = Logger.getLogger(name);
        var known = changed.get(name);
        var before = known == null ? logger.getLevel() : known.before;
        var now = new Changed(logger, before, level, time, clock.instant().plus(time));
        changed.put(name, now);
        logger.setLevel(level);
        return now;
    }

    /** Back to what is usual, for those whose time is over. */
    public synchronized void expire() {
        changed.values().removeIf(each -> {
            var now = clock.instant();
            // also if the clock was put back since, and the while would be a long one
            boolean over = !each.until.isAfter(now) || each.until.isAfter(now.plus(each.time));
            if (over) {
                each.logger.setLevel(each.before);
            }
            return over;
        });
    }

    /** Back to what is usual. */
    public synchronized void reset() {
        changed.values().forEach(each -> each.logger.setLevel(each.before));
        changed.clear();
    }

    /** What is changed now, by the name of the logger. */
    public synchronized Map<String, Changed> all() {
        return new TreeMap<>(changed);
    }

    /** @param logger held, or its level would be forgotten */
    public record Changed(Logger logger, @Nullable Level before, Level level, Duration time, Instant until) {}
}
