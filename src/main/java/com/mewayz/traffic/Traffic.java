package com.mewayz.traffic;

import com.mewayz.facts.SiteFact.SiteChanged;
import com.mewayz.facts.SiteFact.SiteDeleted;
import com.mewayz.platform.Buffer;
import com.mewayz.platform.Feature;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.jobs.Jobs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/**
 * Records page views and clicks. A hit is taken in well under a microsecond; a thread of its own sorts and stores
 * hits, every {@value #PAUSE} ms or {@value #BATCH} hits, each time in one transaction. Stopping the program loses
 * nothing, a crash at most what came since the last time.
 */
public final class Traffic implements Feature, AutoCloseable {
    /** The schema of the database that is given to the constructor. */
    public static final List<String> MIGRATIONS = List.of("traffic/0001-hits.sql");

    private static final Logger LOG = Logger.getLogger(Traffic.class.getName());
    private static final int CAPACITY = 20_000;
    private static final int BATCH = 4_000;
    private static final int PAUSE = 250;
    private static final int CHUNK = 5_000;

    /** A deleted site can be restored for thirty days, and then wants its figures back. */
    private static final Duration RESTORABLE = Duration.ofDays(31);

    private final Db db;
    private final Clock clock;
    private final LongFunction<ZoneId> zones;
    private final Salts salts;
    private final Sorter sorter;
    private final Batch batch = new Batch();
    private final Map<Long, Long> refused = new ConcurrentHashMap<>();
    private final int capacity;
    private final Buffer<Seen> buffer;

    /**
     * @param db a database of its own, opened with {@link #MIGRATIONS}
     * @param zones the time zone of a site's workspace, in which its days begin; must answer for unknown sites too
     */
    public Traffic(Db db, Clock clock, RandomGenerator random, LongFunction<ZoneId> zones) {
        this(db, clock, random, zones, CAPACITY);
    }

    Traffic(Db db, Clock clock, RandomGenerator random, LongFunction<ZoneId> zones, int capacity) {
        this.db = db;
        this.clock = clock;
        this.zones = zones;
        this.capacity = capacity;
        this.salts = Salts.stored(db, random);
        this.sorter = new Sorter(new Visitors(salts), db.ids(), zones);
        this.buffer = new Buffer<>("traffic", capacity, BATCH, Duration.ofMillis(PAUSE), this::sort);
        recall();
    }

    /** Starts storing by itself; until then only {@link #flush()} does. */
    public void start() {
        buffer.start();
    }

    /** Somebody opened a page of a site. */
    public void visited(Hit hit) {
        if (hit.block() != 0) {
            throw new IllegalArgumentException("a page view has no block");
        }
        take(hit);
    }

    /** Somebody followed a link. */
    public void clicked(Hit hit) {
        if (hit.block() == 0) {
            throw new IllegalArgumentException("a click needs its block");
        }
        take(hit);
    }

    /** Stores what was taken so far, and returns when it is stored. */
    public void flush() {
        buffer.flush();
    }

    /**
     * Stores visits of the past, oldest first, by the same rules as live ones: for demonstrations and imports.
     *
     * @param random makes the keys of days past, which are not kept; the same seed gives the same visitors
     */
    public void store(List<Seen> past, RandomGenerator random) {
        var known = new HashMap<Long, ZoneId>(); // asked for with every hit
        var sorting = new Sorter(
                new Visitors(Salts.passing(db, random)), db.ids(), site -> known.computeIfAbsent(site, zones::apply));
        var sorted = new Batch();
        for (var seen : past) {
            sorting.sort(seen, sorted);
            if (sorted.size() >= CHUNK) {
                sorted.store(db);
            }
        }
        sorted.store(db);
    }

    @Override
    public void listen(Bus bus) {
        // the rows go later and in small pieces: the listener holds up the main database's only writer
        bus.on(
                "traffic-deleted",
                SiteDeleted.class,
                fact -> db.run(
                        "insert into gone (site, at) values (?, ?) on conflict do nothing",
                        fact.site(),
                        clock.instant()));
        bus.on("traffic-restored", SiteChanged.class, fact -> {
            if (fact.what().equals("restored")) {
                db.run("delete from gone where site = ?", fact.site());
            }
        });
    }

    @Override
    public void jobs(Jobs jobs) {
        jobs.every(Duration.ofMinutes(10), "destroy-visitor-keys", this::destroyKeys);
        jobs.every(Duration.ofDays(1), "forget-deleted-sites", this::forgetDeleted);
    }

    /** Stores what was taken and stops. The database stays open. */
    @Override
    public void close() {
        buffer.close();
        if (!batch.isEmpty()) {
            try {
                batch.store(db);
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, batch.size() + " visits could not be stored and are lost", e);
            }
        }
    }

    private void take(Hit hit) {
        if (!buffer.offer(new Seen(clock.instant(), hit))) {
            refused.merge(hit.site(), 1L, Long::sum);
        }
    }

    /** Runs under the buffer's lock. What cannot be stored now (a full disk) is kept for the next time, within bounds. */
    private void sort(List<Seen> hits) {
        for (var seen : hits) {
            sorter.sort(seen, batch);
        }
        for (var site : List.copyOf(refused.keySet())) {
            var number = refused.remove(site);
            if (number != null) {
                batch.leaveOut(site, clock.millis(), Reason.OVERLOAD, number);
            }
        }
        batch.shrink(capacity);
        batch.store(db);
    }

    private void recall() {
        var since = clock.instant().minus(Salts.BRIDGE);
        db.list(Recent.class, """
                select visitor, block, max(at) as at from (select visitor, block, at from hit order by id desc limit 20000)
                where at > ? group by visitor, block order by at""", since).forEach(recent -> sorter.remember(recent.visitor, recent.block, recent.at));
    }

    private void destroyKeys() {
        salts.expire(clock.instant());
    }

    private void forgetDeleted() {
        var since = clock.instant().minus(RESTORABLE);
        for (var gone : db.list(Gone.class, "select site from gone where at <= ?", since)) {
            long removed;
            do {
                removed = db.run(
                        "delete from hit where id in (select id from hit where site = ? limit ?)", gone.site, CHUNK);
            } while (removed > 0);
            db.run("delete from left_out where site = ?", gone.site);
            db.run("delete from gone where site = ?", gone.site);
        }
    }

    private record Recent(long visitor, long block, Instant at) {}

    private record Gone(long site) {}
}
