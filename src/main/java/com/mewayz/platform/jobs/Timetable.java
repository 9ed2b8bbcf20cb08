package com.mewayz.platform.jobs;

import com.mewayz.platform.db.Db;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stored times of the jobs. They are those of a clock that may be set: by a battery that is empty, by hand, by a
 * machine that is moved. What is planned for later than its own pause allows was planned before the clock was put back,
 * and is due now; who holds a job is not guessed by the time that went by, but known, since one program has the data.
 */
final class Timetable {
    /** A clock that is only put right goes back by less, and nothing has to be hurried for that. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private final Db db;
    private final Clock clock;
    private final Map<String, Duration> pauses;
    private Set<String> strays = Set.of();

    Timetable(Db db, Clock clock, Map<String, Duration> pauses) {
        this.db = db;
        this.clock = clock;
        this.pauses = pauses;
    }

    /** At the start: whoever was at work when the program ended is not any more. */
    void begin() {
        held().forEach(this::release);
        putRight();
    }

    /** @param running what is being run at the moment */
    void look(Set<String> running) {
        var lost = new HashSet<>(held());
        lost.removeAll(running);
        // twice, since between the taking of a job and its run, and after it, is a moment
        lost.stream().filter(strays::contains).forEach(this::release);
        strays = lost;
        putRight();
    }

    private void putRight() {
        var now = clock.instant();
        for (var line : db.list(Line.class, """
                select task_name as name, execution_time as at from scheduled_tasks
                where picked = 0 and execution_time > ?""", now.plus(SLACK))) {
            var pause = pauses.get(line.name);
            if (pause != null && line.at.isAfter(now.plus(pause).plus(SLACK))) {
                db.run(
                        "update scheduled_tasks set execution_time = ? where task_name = ? and picked = 0 and execution_time = ?",
                        now,
                        line.name,
                        line.at);
            }
        }
    }

    private List<String> held() {
        return db
                .list(
                        Line.class,
                        "select task_name as name, execution_time as at from scheduled_tasks where picked = 1")
                .stream()
                .map(Line::name)
                .toList();
    }

    private void release(String name) {
        db.run("""
                update scheduled_tasks set picked = 0, picked_by = null, last_heartbeat = null, version = version + 1,
                  execution_time = min(execution_time, ?) where task_name = ? and picked = 1""", clock.instant(), name);
    }

    private record Line(String name, Instant at) {}
}
