package com.mewayz.platform.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mewayz.platform.web.lane.Ready;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ready pages by their full address, up to a weight. A page is dropped with everything else of its subject, and is not
 * kept past the moment from which it would look different.
 */
public final class PageCache {
    private final Clock clock;
    private final Cache<String, Kept> entries;
    private final AtomicLong drops = new AtomicLong();

    /** @param weight bytes of memory for all pages together */
    public PageCache(Clock clock, long weight) {
        this.clock = clock;
        this.entries = Caffeine.newBuilder()
                .maximumWeight(weight)
                .<String, Kept>weigher((address, kept) -> 2 * address.length() + kept.entry.page.weight())
                .build();
    }

    /** The page, if it is here and still good. Only looks it up, so that a connection's own thread may ask. */
    public @Nullable Ready find(String address) {
        var kept = entries.getIfPresent(address);
        return kept == null || kept.isOver(clock.instant()) ? null : kept.entry.page;
    }

    /** The page, made if need be. */
    public Ready get(String address, Supplier<Entry> make) {
        var page = find(address);
        if (page != null) {
            return page;
        }
        long before = drops.get();
        var at = clock.instant();
        var made = make.get();
        entries.put(address, new Kept(made, at));
        // A drop while the page was made may have come too early to see it: then it may be stale.
        if (drops.get() != before) {
            entries.invalidate(address);
        }
        return made.page;
    }

    /** Forgets every page about the subject. */
    public void drop(long subject) {
        drops.incrementAndGet();
        entries.asMap().values().removeIf(kept -> kept.entry.page.subject() == subject);
    }

    public void dropAll() {
        drops.incrementAndGet();
        entries.invalidateAll();
    }

    /** @param until the moment from which the page is another one; empty for as long as nothing changes */
    public record Entry(Ready page, Optional<Instant> until) {}

    private record Kept(Entry entry, Instant at) {
        /** Also if the clock was put back since: what it showed then may not be shown yet. */
        boolean isOver(Instant now) {
            return now.isBefore(at)
                    || entry.until.filter(until -> !now.isBefore(until)).isPresent();
        }
    }
}
