package com.mewayz.operations.status;

import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.StoredSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks every minute whether each component works, and keeps what it found by day. What was found counts for the time
 * since the look before. Time in which the server did not run is known at its next start, and counts as down; a restart
 * that is over within {@link #RESTART} is in neither. As long as the database takes nothing, because the disk is full,
 * what was found waits in memory.
 */
final class Watch {
    static final Duration PAUSE = Duration.ofMinutes(1);
    /** What is shown. */
    static final int DAYS = 90;

    private static final Logger LOG = Logger.getLogger(Watch.class.getName());
    private static final String LOOKED = "status.looked";
    /** One look counts for no more than this: a clock that is put forward must not make a year of it. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private static final Duration RESTART = Duration.ofMinutes(2);

    private final Db db;
    private final Clock clock;
    private final StoredSettings stored;
    private final List<Component> components;
    private final Tally tally = new Tally();
    private final Map<String, Instant> downSince = new HashMap<>();
    private final List<Outage> over = new ArrayList<>();
    private volatile Map<String, Boolean> now = Map.of();
    private @Nullable Instant last;

    Watch(Db db, Clock clock, List<Component> components) {
        this.db = db;
        this.clock = clock;
        this.stored = new StoredSettings(db);
        this.components = components;
    }

    /** @param endedAt null as long as it lasts */
    record Outage(
            String component, Instant beganAt, @Nullable Instant endedAt) {}

    /** Whether each component worked at the last look; without those that there are none of. */
    Map<String, Boolean> now() {
        return now;
    }

    synchronized void look() {
        var at = clock.instant();
        var before = last;
        if (before == null) {
            start(at);
        }
        var found = new HashMap<String, Boolean>();
        for (var component : components) {
            works(component).ifPresent(works -> {
                found.put(component.name(), works);
                if (before != null) {
                    tally.add(component.name(), works, earliest(before, at), at);
                }
                if (!works) {
                    downSince.putIfAbsent(component.name(), at);
                }
            });
            var since = downSince.get(component.name());
            if (since != null && found.getOrDefault(component.name(), true)) {
                downSince.remove(component.name());
                over.add(new Outage(component.name(), since, at));
            }
        }
        last = at;
        now = Map.copyOf(found);
        store(at);
    }

    private static Optional<Boolean> works(Component component) {
        try {
            return component.works().get();
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, component.name() + " cannot be asked", e);
            return Optional.of(false);
        }
    }

    private static Instant earliest(Instant before, Instant at) {
        var longest = at.minus(LONGEST);
        return before.isBefore(longest) ? longest : before;
    }

    /** What went on at the last look of the run before is over; if that is long ago, the server did not run since. */
    private void start(Instant at) {
        var before = stored.find(LOOKED).map(Instant::parse);
        before.ifPresent(looked -> {
            db.run("update outage set ended_at = max(began_at, ?) where ended_at is null", looked);
            if (Duration.between(looked, at).compareTo(RESTART) > 0) {
                var most = at.minus(Duration.ofDays(DAYS));
                var from = looked.isBefore(most) ? most : looked;
                components.forEach(component -> tally.add(component.name(), false, from, at));
                over.add(new Outage(Component.SERVER, from, at));
            }
        });
    }

    private void store(Instant at) {
        db.inTransaction(() -> {
            tally.days()
                    .forEach((day, seconds) -> db.run("""
                            insert into status_day (component, day, up, down) values (?, ?, ?, ?)
                            on conflict do update set up = up + excluded.up, down = down + excluded.down""", day.component(), day.day(), seconds.up(), seconds.down()));
            over.forEach(this::close);
            downSince.forEach((component, since) -> db.run("""
                    insert into outage (id, component, began_at) select ?, ?, ?
                    where not exists (select 1 from outage where component = ? and ended_at is null)""", db.ids().next(), component, since, component));
            var oldest = at.minus(Duration.ofDays(DAYS + 1L));
            db.run("delete from status_day where day < ?", LocalDate.ofInstant(oldest, ZoneOffset.UTC));
            db.run("delete from outage where ended_at < ?", oldest);
            stored.put(LOOKED, at.toString());
        });
        tally.clear();
        over.clear();
    }

    /** It was stored when it began, unless nothing could be stored then. */
    private void close(Outage outage) {
        if (db.run(
                        "update outage set ended_at = ? where component = ? and ended_at is null",
                        outage.endedAt(),
                        outage.component())
                == 0) {
            db.run(
                    "insert into outage (id, component, began_at, ended_at) values (?, ?, ?, ?)",
                    db.ids().next(),
                    outage.component(),
                    outage.beganAt(),
                    outage.endedAt());
        }
    }

    /** When it last looked, also before the program was started anew. */
    Optional<Instant> looked() {
        return stored.find(LOOKED).map(Instant::parse);
    }
}
