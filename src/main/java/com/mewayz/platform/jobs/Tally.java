package com.mewayz.platform.jobs;

import com.mewayz.platform.Ticks;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** How often a job ran since the start of the program, and how the last run went. */
public final class Tally {
    private final LongAdder runs = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile Duration last = Duration.ZERO;
    private volatile boolean failing;

    <T> T count(Supplier<T> work) {
        long start = Ticks.now();
        boolean done = false;
        try {
            T result = work.get();
            done = true;
            return result;
        } finally {
            last = Duration.ofNanos(Ticks.now() - start);
            runs.increment();
            failing = !done;
            if (!done) {
                failures.increment();
            }
        }
    }

    /** Whether the last run failed. */
    public boolean isFailing() {
        return failing;
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
