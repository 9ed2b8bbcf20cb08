package com.mewayz.platform.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mewayz.platform.Amounts;
import com.mewayz.platform.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Allows so many events of a key in a window; more are refused until the window has passed. Kept in memory, bounded:
 * callers keep their keys short. */
public final class Throttle {
    private static final int KEYS = 100_000;

    private final Clock clock;
    private final int limit;
    private final Duration window;
    private final Cache<String, Count> counts;

    public Throttle(Clock clock, int limit, Duration window) {
        this.clock = clock;
        this.limit = limit;
        this.window = window;
        this.counts =
                Caffeine.newBuilder().maximumSize(KEYS).expireAfterWrite(window).build();
    }

    /**
     * Counts one event, or refuses it; of events that come at the same moment no more than the limit pass.
     *
     * @throws Problem 429 with the time to wait, if the key has used up its window
     */
    public void take(String key) {
        var now = clock.instant();
        var count = counts.asMap()
                .compute(
                        key,
                        (k, before) -> before == null || !before.until.isAfter(now)
                                ? new Count(1, now.plus(window))
                                : new Count(Math.min(before.events, limit) + 1, earlier(before.until, now)));
        if (count.events > limit) {
            var wait = Duration.ofSeconds(Duration.between(now, count.until).toSeconds() + 1);
            throw Problem.tooMany("Too many tries. Wait " + Amounts.atLeast(wait) + " and try again.", wait);
        }
    }

    /** A window ends no later than one that begins now, also if the clock was put back since. */
    private Instant earlier(Instant until, Instant now) {
        var latest = now.plus(window);
        return until.isAfter(latest) ? latest : until;
    }

    /** Takes one event back that was none. */
    public void giveBack(String key) {
        counts.asMap().computeIfPresent(key, (k, count) -> new Count(Math.max(0, count.events - 1), count.until));
    }

    public void forget(String key) {
        counts.invalidate(key);
    }

    private record Count(int events, Instant until) {}
}
