package com.mewayz.platform.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mewayz.platform.Amounts;
import com.mewayz.platform.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Lets guesses of a key pass ever more slowly: some at once, then one after a delay that doubles up to the longest. One
 * guess is forgotten for every longest delay that goes by. Nobody is ever locked out for good, and a refused guess makes
 * the wait no longer. Kept in memory, bounded: callers keep their keys short.
 */
public final class Backoff {
    private static final int KEYS = 100_000;
    private static final Duration FIRST = Duration.ofSeconds(2);

    private final Clock clock;
    private final int free;
    private final Duration longest;
    private final Cache<String, Guesses> guesses;

    /** @param free how many pass without a delay */
    public Backoff(Clock clock, int free, Duration longest) {
        this.clock = clock;
        this.free = free;
        this.longest = longest;
        // By the machine's own clock, so generous: it only frees memory.
        this.guesses = Caffeine.newBuilder()
                .maximumSize(KEYS)
                .expireAfterWrite(Duration.ofDays(1))
                .build();
    }

    /**
     * Counts one guess, or refuses it; of guesses that come at the same moment no more pass than would one by one.
     *
     * @throws Problem 429 with the time to wait, if the key has guessed too often
     */
    public void take(String key) {
        var now = clock.instant();
        var taken = guesses.asMap()
                .compute(key, (k, before) -> before == null ? counted(0, now, now) : again(before.at(now), now));
        if (!taken.passed) {
            throw refusal(taken, now);
        }
    }

    /**
     * Counts nothing: for guesses that several of these have to let pass.
     *
     * @throws Problem 429 with the time to wait, if a guess of the key would be refused now
     */
    public void require(String key) {
        var now = clock.instant();
        var before = guesses.asMap().computeIfPresent(key, (k, known) -> known.at(now));
        if (before != null && now.isBefore(before.next)) {
            throw refusal(before, now);
        }
    }

    private static Problem refusal(Guesses refused, Instant now) {
        var wait = Duration.ofSeconds(Duration.between(now, refused.next).toSeconds() + 1);
        return Problem.tooMany("Too many tries. Wait " + Amounts.atLeast(wait) + " and try again.", wait);
    }

    /** Takes back a guess that was right; the delay that others have earned stays. */
    public void giveBack(String key) {
        guesses.asMap().computeIfPresent(key, (k, before) -> {
            int count = Math.max(0, before.count - 1);
            return new Guesses(count, before.since, before.last, count < free ? before.since : before.next, true);
        });
    }

    public void forget(String key) {
        guesses.invalidate(key);
    }

    private Guesses again(Guesses before, Instant now) {
        if (now.isBefore(before.next)) {
            return new Guesses(before.count, before.since, before.last, before.next, false);
        }
        long forgiven = Math.clamp(Duration.between(before.since, now).dividedBy(longest), 0, before.count);
        var since = forgiven == before.count ? now : before.since.plus(longest.multipliedBy(forgiven));
        return counted(before.count - (int) forgiven, since, now);
    }

    private Guesses counted(int count, Instant since, Instant now) {
        return new Guesses(count + 1, since, now, now.plus(delay(count + 1)), true);
    }

    private Duration delay(int count) {
        if (count < free) {
            return Duration.ZERO;
        }
        var doubled = FIRST.multipliedBy(1L << Math.min(20, count - free));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    /**
     * @param since from when on guesses are being forgotten
     * @param last when the last one passed
     * @param next when the next one may pass
     * @param passed whether the last one did
     */
    private record Guesses(int count, Instant since, Instant last, Instant next, boolean passed) {
        /** If the clock was put back since, the last one passed now: nobody waits for longer than the delay. */
        Guesses at(Instant now) {
            return last.isAfter(now)
                    ? new Guesses(count, earlier(since, now), now, now.plus(Duration.between(last, next)), passed)
                    : this;
        }

        private static Instant earlier(Instant one, Instant other) {
            return one.isBefore(other) ? one : other;
        }
    }
}
