package com.mewayz.operations.logs;

import com.mewayz.platform.Problem;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import com.mewayz.platform.logging.ErrorCollector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The kinds of errors there were. They are counted in memory, and stored a minute later at the latest. */
final class ErrorKinds {
    private static final int KEPT = 500;
    private static final Duration NEW = Duration.ofDays(1);

    private final Db db;
    private final Clock clock;
    private final String version;
    private final ErrorCollector collector;

    ErrorKinds(Db db, Clock clock, String version, ErrorCollector collector) {
        this.db = db;
        this.clock = clock;
        this.version = version;
        this.collector = collector;
    }

    /**
     * @param request the last request it happened in; may be empty
     * @param version of the program, when it happened first
     * @param cameBack whether it happened again after somebody had seen to it
     */
    record Row(
            long id,
            String kind,
            boolean severe,
            String message,
            String trace,
            String request,
            String version,
            long number,
            Instant firstAt,
            Instant lastAt,
            boolean cameBack,
            @Nullable Instant doneAt) {}

    /** Stores what came meanwhile. What cannot be stored, because the disk is full, is lost: it is in the log as well. */
    void store() {
        var groups = collector.take();
        if (groups.isEmpty()) {
            return;
        }
        db.inTransaction(() -> {
            for (var group : groups) {
                db.run(
                        """
                        insert into error_kind (id, kind, severe, message, trace, request, version, number, first_at, last_at, came_back)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
                        on conflict (kind) do update set number = number + excluded.number, last_at = excluded.last_at,
                          request = excluded.request, severe = max(severe, excluded.severe),
                          came_back = came_back or done_at is not null, done_at = null""",
                        db.ids().next(),
                        group.kind,
                        group.severe,
                        group.message,
                        group.trace,
                        group.request(),
                        version,
                        group.count(),
                        group.first,
                        group.last());
            }
            // those that are done go first, and of the rest those that did not happen for longest
            db.run(
                    "delete from error_kind where id in (select id from error_kind order by done_at is null desc, last_at desc limit -1 offset ?)",
                    KEPT);
        });
    }

    /** With what happened until now. */
    Page<Row> page(int page, int size, ErrorFilter filter) {
        store();
        return db.page(
                Row.class, page, size, """
                select * from error_kind where (? = 'all' or (done_at is not null) = (? = 'done')) and severe >= ?
                and (instr(lower(kind), lower(?)) > 0 or instr(lower(message), lower(?)) > 0)
                order by last_at desc, id desc""", filter.show(), filter.show(), filter.severe(), filter.q(), filter.q());
    }

    /** @throws Problem 404 */
    Row get(long id) {
        store();
        return db.find(Row.class, "select * from error_kind where id = ?", id)
                .orElseThrow(() -> Problem.notFound("error"));
    }

    /** @throws Problem 404 */
    void done(long id) {
        db.run(
                "update error_kind set done_at = ?, came_back = 0 where id = ? and done_at is null",
                clock.instant(),
                get(id).id());
    }

    /** How many kinds that nobody has seen to happened for the first time within a day. */
    long fresh() {
        return db.number(
                "select count(*) from error_kind where severe = 1 and done_at is null and first_at > ?",
                clock.instant().minus(NEW));
    }
}
