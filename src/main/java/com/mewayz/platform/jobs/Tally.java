package com.mewayz.platform.jobs;

import com.mewayz.platform.Ticks;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** How often a job ran since the start of the program, and how the last run went. */
public final class Tally {
    private final LongAdder runs = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile Duration last = Duration.ZERO;

    void count(Runnable work) {
        long start = Ticks.now();
        boolean done = false;
        try {
            work.run();
            done = true;
        } finally {
            last = Duration.ofNanos(Ticks.now() - start);
            runs.increment();
            if (!done) {
                failures.increment();
            }
        }
    }

    public long runs() {
        return runs.sum();
    }

    /** Runs that ended with an exception. */
    public long failures() {
        return failures.sum();
    }

    /** How long the last run took. */
    public Duration last() {
        return last;
    }
}
