package com.mewayz.traffic;

import com.mewayz.facts.SiteFact.SiteChanged;
import com.mewayz.facts.SiteFact.SiteDeleted;
import com.mewayz.facts.WebsiteFact.WebsiteChanged;
import com.mewayz.facts.WebsiteFact.WebsiteDeleted;
import com.mewayz.platform.Buffer;
import com.mewayz.platform.Feature;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Cells;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.jobs.Jobs;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
    public static final List<String> MIGRATIONS =
            List.of("traffic/0001-hits.sql", "traffic/0002-columns.sql", "traffic/0004-imports.sql");

    /** So long rows are kept; the days made of them stay. */
    public static final int LOGGED_DAYS = 90;

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
    private final Words words;
    private final Places places;
    private final Sorter sorter;
    private final Sealing sealing;
    private final Batch batch = new Batch();
    private final Map<Batch.Slot, Long> uncounted = new ConcurrentHashMap<>();
    private final int capacity;
    private final Buffer<Seen> buffer;

    /**
     * @param db a database of its own, opened with {@link #MIGRATIONS}
     * @param zones the time zone of a site's workspace, in which its days begin; must answer for unknown sites too
     */
    public Traffic(Db db, Clock clock, RandomGenerator random, Places places, LongFunction<ZoneId> zones) {
        this(db, clock, random, places, zones, CAPACITY);
    }

    Traffic(Db db, Clock clock, RandomGenerator random, Places places, LongFunction<ZoneId> zones, int capacity) {
        this.db = db;
        this.clock = clock;
        this.zones = zones;
        this.capacity = capacity;
        this.salts = Salts.stored(db, random);
        this.words = new Words(db);
        this.places = places;
        this.sorter = new Sorter(new Visitors(salts), words, places, db.ids(), zones);
        this.sealing = new Sealing(db, clock, zones);
        this.buffer = new Buffer<>("traffic", capacity, BATCH, Duration.ofMillis(PAUSE), this::sort);
        recall();
    }

    /** Starts storing by itself; until then only {@link #flush()} does. */
    public void start() {
        buffer.start();
    }

    /** Something happened on a site. Never blocks. */
    public void happened(Hit hit) {
        boolean left = hit.trace().method().equals("GET")
                && leavesOut(hit.site(), hit.trace().agent());
        if (!left && !buffer.offer(new Seen(clock.instant(), hit))) {
            leaveOut(hit.site(), Reason.OVERLOAD);
        }
    }

    /** Counts a GET as left out if it is known that nobody with this agent is a person; then nothing else is to be told. */
    public boolean leavesOut(long site, String agent) {
        var reason = sorter.known(agent);
        if (reason != null) {
            leaveOut(site, reason);
        }
        return reason != null;
    }

    private void leaveOut(long site, Reason reason) {
        uncounted.merge(Batch.Slot.of(site, clock.millis(), reason), 1L, Long::sum);
        buffer.remind();
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
                new Visitors(Salts.passing(db, random)),
                words,
                places,
                db.ids(),
                site -> known.computeIfAbsent(site, zones::apply));
        var sorted = new Batch();
        for (var seen : past) {
            sorting.sort(seen, sorted);
            if (sorted.size() >= CHUNK) {
                sorted.store(db, words);
            }
        }
        sorted.store(db, words);
    }

    @Override
    public void listen(Bus bus) {
        // the rows go later and in small pieces: the listener holds up the main database's only writer
        bus.on("traffic-deleted", SiteDeleted.class, fact -> gone(fact.site()));
        bus.on("traffic-restored", SiteChanged.class, fact -> back(fact.site(), fact.what()));
        bus.on("traffic-website-deleted", WebsiteDeleted.class, fact -> gone(fact.website()));
        bus.on("traffic-website-restored", WebsiteChanged.class, fact -> back(fact.website(), fact.what()));
    }

    private void gone(long site) {
        db.run("insert into gone (site, at) values (?, ?) on conflict do nothing", site, clock.instant());
    }

    private void back(long site, String what) {
        if (what.equals("restored")) {
            db.run("delete from gone where site = ?", site);
        }
    }

    @Override
    public void jobs(Jobs jobs) {
        jobs.every(
                Duration.ofMinutes(10),
                "destroy-visitor-keys",
                "Destroys the keys by which a day's visitors were told apart.",
                this::destroyKeys);
        jobs.every(Duration.ofMinutes(5), "seal-traffic-days", "Packs the visits of days that are over.", this::seal);
        jobs.every(
                Duration.ofDays(1),
                "forget-deleted-sites",
                "Forgets the visits of sites that are gone.",
                this::forgetDeleted);
    }

    /** Stores what was taken and stops. The database stays open. */
    @Override
    public void close() {
        buffer.close();
        if (!batch.isEmpty()) {
            try {
                batch.store(db, words);
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, batch.size() + " visits could not be stored and are lost", e);
            }
        }
    }

    /** Runs under the buffer's lock. What cannot be stored now (a full disk) is kept for the next time, within bounds. */
    private void sort(List<Seen> hits) {
        for (var seen : hits) {
            sorter.sort(seen, batch);
        }
        for (var slot : List.copyOf(uncounted.keySet())) {
            var number = uncounted.remove(slot);
            if (number != null) {
                batch.leaveOut(slot, number);
            }
        }
        batch.shrink(capacity);
        batch.store(db, words);
    }

    /** Visits that were going on when the program ended go on. */
    private void recall() {
        var since = clock.instant().minusMillis(Sorter.PAUSE);
        db.each("""
                select visitor, visit, at, act, target, source, channel, referrer, medium, campaign, content, term, country, device,
                  browser, system, language
                from (select * from log order by id desc limit 20000) where at > ? order by id""", cells -> recall(cells), since);
    }

    private void recall(Cells cells) {
        var way = new long[12];
        for (int i = 0; i < way.length; i++) {
            way[i] = cells.number(6 + i);
        }
        int act = (int) cells.number(4);
        sorter.remember(cells.number(1), cells.number(2), cells.number(3), act, way);
        if (Dimension.LINK.concerns(Column.kind(act))) {
            sorter.remember(cells.number(1), cells.number(5), cells.number(3));
        }
    }

    /** Seals what is due, and forgets the rows of the log whose time has passed. */
    public void seal() {
        sealing.seal();
        sealing.forget(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay() - LOGGED_DAYS);
    }

    private void destroyKeys() {
        salts.expire(clock.instant());
    }

    private void forgetDeleted() {
        var since = clock.instant().minus(RESTORABLE);
        for (var gone : db.list(Gone.class, "select site from gone where at <= ?", since)) {
            long removed;
            do {
                removed = db.inTransaction(() -> {
                    db.run(
                            "delete from event_detail where log in (select id from log where site = ? limit ?)",
                            gone.site,
                            CHUNK);
                    return db.run(
                            "delete from log where id in (select id from log where site = ? limit ?)",
                            gone.site,
                            CHUNK);
                });
            } while (removed > 0);
            db.run("delete from sealed_day where site = ?", gone.site);
            db.run("delete from open_day where site = ?", gone.site);
            db.run("delete from left_out where site = ?", gone.site);
            db.run("delete from event_value where site = ?", gone.site);
            Imports.forget(db, gone.site);
            db.run("delete from gone where site = ?", gone.site);
        }
    }

    private record Gone(long site) {}
}
