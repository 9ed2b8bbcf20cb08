package com.mewayz.operations.status;

import com.mewayz.facts.ServerFact.IncidentOpened;
import com.mewayz.facts.ServerFact.IncidentRemoved;
import com.mewayz.facts.ServerFact.IncidentUpdated;
import com.mewayz.platform.Check;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the operator tells about the server: what went wrong, or will be done, in notes that follow each other. */
final class Incidents {
    static final String PLANNED = "planned";
    static final String RESOLVED = "resolved";
    static final String MAINTENANCE = "maintenance";

    private static final int MOST_NOTES = 100;

    private final Db db;
    private final Bus bus;
    private final Clock clock;

    Incidents(Db db, Bus bus, Clock clock) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
    }

    /**
     * @param state of the last note
     * @param beginsAt in the future if it is planned
     * @param endedAt when it was resolved, or null
     */
    record Incident(
            long id,
            String title,
            String impact,
            String state,
            Instant beginsAt,
            @Nullable Instant endedAt,
            Instant changedAt) {}

    record Over(
            long id,
            String title,
            Instant beginsAt,
            @Nullable Instant endedAt,
            String body) {}

    record Note(long id, String state, String body, Instant at) {}

    /** Those that are not resolved, the newest first. */
    List<Incident> open() {
        return db.list(
                Incident.class, "select * from incident where state <> 'resolved' order by begins_at desc, id desc");
    }

    Page<Incident> all(int page, int size) {
        return db.page(Incident.class, page, size, "select * from incident order by begins_at desc, id desc");
    }

    /** What was resolved, and began after this time, with the last that was told of it. */
    List<Over> over(Instant after, int most) {
        return db.list(Over.class, """
                select incident.id, title, begins_at, ended_at, body from incident
                join incident_note on incident_note.id =
                  (select id from incident_note where incident = incident.id order by at desc, id desc limit 1)
                where incident.state = 'resolved' and begins_at > ? order by begins_at desc, incident.id desc limit ?""", after, most);
    }

    /** @throws Problem 404 */
    Incident get(long id) {
        return db.find(Incident.class, "select * from incident where id = ?", id)
                .orElseThrow(() -> Problem.notFound("incident"));
    }

    /** The newest first. */
    List<Note> notes(long incident) {
        return db.list(
                Note.class,
                "select id, state, body, at from incident_note where incident = ? order by at desc, id desc",
                incident);
    }

    /** @throws Problem 422 */
    long open(long by, IncidentInput input) {
        var now = clock.instant();
        var told = input.checked(now);
        return db.inTransaction(() -> {
            long id = db.ids().next();
            db.run(
                    "insert into incident (id, title, impact, state, begins_at, changed_at) values (?, ?, ?, ?, ?, ?)",
                    id,
                    told.title(),
                    told.impact(),
                    told.state(),
                    told.beginsAt(),
                    now);
            add(id, told.state(), told.body(), now);
            bus.publish(new IncidentOpened(by, id, told.title()));
            return id;
        });
    }

    /**
     * Says more, and how it stands now. One that is resolved can be opened again.
     *
     * @throws Problem 404, 422
     */
    void update(long by, long id, NoteInput input) {
        var note = input.checked();
        var state = note.state();
        db.inTransaction(() -> {
            var incident = get(id);
            var now = clock.instant();
            new Check()
                    .that("state", !state.equals(PLANNED) || incident.beginsAt.isAfter(now), "It has begun.")
                    .that("body", notes(id).size() < MOST_NOTES, "There are 100 notes. Open another incident.")
                    .done();
            db.run(
                    "update incident set state = ?, ended_at = ?, changed_at = ? where id = ?",
                    state,
                    state.equals(RESOLVED) ? now : null,
                    now,
                    id);
            add(id, state, note.body(), now);
            bus.publish(new IncidentUpdated(by, id, incident.title, state));
        });
    }

    /** @throws Problem 404 */
    void remove(long by, long id) {
        db.inTransaction(() -> {
            var incident = get(id);
            db.run("delete from incident where id = ?", id);
            bus.publish(new IncidentRemoved(by, id, incident.title));
        });
    }

    private void add(long incident, String state, String body, Instant at) {
        db.run(
                "insert into incident_note (id, incident, state, body, at) values (?, ?, ?, ?, ?)",
                db.ids().next(),
                incident,
                state,
                body,
                at);
    }

    static final Map<String, String> WORDS = Map.of(
            PLANNED,
            "Planned",
            "investigating",
            "Looking into it",
            "identified",
            "Cause found",
            "monitoring",
            "Watching",
            RESOLVED,
            "Resolved");
}
