package com.mewayz.platform.db;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids of rows: time-sorted, unique in this process's life and, because they start above the clock, across restarts;
 * below 2^53 (safe in JavaScript) until 2248: milliseconds since 1970 with room for 1,024 ids in each.
 */
public final class Ids {
    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    public Ids(Clock clock) {
        this.clock = clock;
    }

    public long next() {
        return last.updateAndGet(before -> Math.max(before + 1, clock.millis() << 10));
    }

    /** Keeps new ids above one that is stored already, for a clock that was set back. */
    public void above(long id) {
        last.accumulateAndGet(id, Math::max);
    }
}
