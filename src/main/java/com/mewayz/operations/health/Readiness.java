package com.mewayz.operations.health;

import com.mewayz.platform.db.Db;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the program can do its work. It may be asked as often as anybody likes: the disk is written to and looked at
 * every few seconds at most, however many ask, and nobody waits longer than {@link #PATIENCE} for that.
 */
public final class Readiness {
    /** What the index, the log of the database and a page or two take within minutes. */
    static final long ROOM = 64 << 20;

    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Clock clock;
    private final Db db;
    private final Path data;
    private final List<Part> parts;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Look last;

    /** @param parts what else has to run, cheap to ask */
    public Readiness(Clock clock, Db db, Path data, List<Part> parts) {
        this.clock = clock;
        this.db = db;
        this.data = data;
        this.parts = parts;
    }

    /**
     * A part of the program that has to run.
     *
     * @param fault what is wrong when it does not, after its name
     */
    public record Part(String name, String fault, BooleanSupplier runs) {}

    /** What is wrong with each part, in order; empty where nothing is. */
    Map<String, String> faults() {
        var look = look();
        var faults = new LinkedHashMap<String, String>();
        faults.put("database", look.writes ? "" : "cannot be written");
        faults.put("disk", look.room ? "" : "has no room left");
        parts.forEach(part -> faults.put(part.name, part.runs.getAsBoolean() ? "" : part.fault));
        return faults;
    }

    private Look look() {
        var before = last;
        if (before != null && before.isFresh(clock.instant())) {
            return before;
        }
        if (!looking.tryLock()) {
            if (before != null) {
                return before; // somebody is looking: what is known is good enough meanwhile
            }
            looking.lock();
        }
        try {
            var meanwhile = last;
            if (meanwhile != null && meanwhile.isFresh(clock.instant())) {
                return meanwhile;
            }
            var look = new Look(clock.instant(), db.takesWrites(PATIENCE), hasRoom());
            last = look;
            return look;
        } finally {
            looking.unlock();
        }
    }

    private boolean hasRoom() {
        try {
            return Files.getFileStore(data).getUsableSpace() >= ROOM;
        } catch (IOException e) {
            return false;
        }
    }

    private record Look(Instant at, boolean writes, boolean room) {
        /** Also if the clock was set back meanwhile. */
        boolean isFresh(Instant now) {
            return Duration.between(at, now).abs().compareTo(KEPT) < 0;
        }
    }
}
