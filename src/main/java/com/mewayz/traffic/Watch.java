package com.mewayz.traffic;

import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What goes on now on some sites, for pages that stay open. However many are open, news is looked for once a second, and
 * counted only if there is any or a minute went by.
 */
public final class Watch {
    /** A little less than the second in which each page asks. */
    static final long PAUSE = Duration.ofMillis(900).toNanos();

    private final Visits visits;
    private final List<Long> sites;
    private final Clock clock;
    private final LongSupplier ticks;
    private @Nullable Realtime seen;
    private long newest;
    private long looked;

    /** @param ticks nanoseconds of a clock that never stands still */
    Watch(Visits visits, List<Long> sites, Clock clock, LongSupplier ticks) {
        this.visits = visits;
        this.sites = sites;
        this.clock = clock;
        this.ticks = ticks;
    }

    /** The same object as long as nothing changed. */
    public synchronized Realtime look() {
        long now = ticks.getAsLong();
        var known = seen;
        if (known != null && now - looked < PAUSE) {
            return known;
        }
        // asked before the rows are counted: what comes in between is found the next time
        long found = visits.newest(sites);
        if (known == null || found != newest || minute(known) != clock.millis() / 60_000) {
            known = visits.realtime(sites);
            seen = known;
            newest = found;
        }
        looked = now;
        return known;
    }

    private static long minute(Realtime realtime) {
        return realtime.at().toEpochMilli() / 60_000;
    }

    /** Those that somebody holds, by their sites. */
    static final class Shared {
        private final Map<List<Long>, WeakReference<Watch>> watches = new HashMap<>();

        synchronized Watch of(Collection<Long> sites, Function<List<Long>, Watch> fresh) {
            var key = sites.stream().sorted().toList();
            var known = watches.get(key);
            var watch = known == null ? null : known.get();
            if (watch == null) {
                watch = fresh.apply(key);
                watches.values().removeIf(reference -> reference.refersTo(null));
                watches.put(key, new WeakReference<>(watch));
            }
            return watch;
        }
    }
}
