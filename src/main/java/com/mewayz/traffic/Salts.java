package com.mewayz.traffic;

import com.mewayz.platform.db.Db;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The keys of the visitor hash: random, one for each day of a time zone, so that a day's visitors are told apart and
 * no two days' can be joined. A key is destroyed half an hour after its day (after at most 25.5 hours, on the day the
 * clocks go back); until then it lets a visit that goes on past midnight stay one visitor's.
 */
final class Salts {
    static final Duration BRIDGE = Duration.ofMinutes(30);

    private static final int BYTES = 16;

    private final Db db;
    private final RandomGenerator random;
    private final boolean stored;
    private final Map<Key, byte[]> known = new HashMap<>();

    private Salts(Db db, RandomGenerator random, boolean stored) {
        this.db = db;
        this.random = random;
        this.stored = stored;
    }

    /** Kept in the database, so that a restart does not count everybody anew. */
    static Salts stored(Db db, RandomGenerator random) {
        return new Salts(db, random, true);
    }

    /** Kept in memory, for visits of days long gone. */
    static Salts passing(Db db, RandomGenerator random) {
        return new Salts(db, random, false);
    }

    byte[] of(LocalDate day, ZoneId zone) {
        return known.computeIfAbsent(new Key(day, zone), key -> stored ? stored(key) : fresh());
    }

    /** Destroys the keys whose time has passed. The bytes are overwritten first: a deleted row lingers in its file. */
    void expire(Instant now) {
        known.keySet().removeIf(key -> !key.until().isAfter(now));
        db.inTransaction(() -> {
            db.run("update salt set bytes = zeroblob(" + BYTES + ") where until <= ?", now);
            db.run("delete from salt where until <= ?", now);
        });
    }

    private byte[] stored(Key key) {
        db.run(
                "insert into salt (day, zone, bytes, until) values (?, ?, ?, ?) on conflict do nothing",
                key.day,
                key.zone.getId(),
                fresh(),
                key.until());
        return db.find(Stored.class, "select bytes from salt where day = ? and zone = ?", key.day, key.zone.getId())
                .orElseThrow()
                .bytes;
    }

    private byte[] fresh() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    private record Key(LocalDate day, ZoneId zone) {
        Instant until() {
            return day.plusDays(1).atStartOfDay(zone).toInstant().plus(BRIDGE);
        }
    }

    private record Stored(byte[] bytes) {}
}
