package com.mewayz.operations.backups;

import com.mewayz.facts.ServerFact.RestoreTried;
import com.mewayz.facts.ServerFact.TrialRestoreFailed;
import com.mewayz.platform.Problem;
import com.mewayz.platform.Ticks;
import com.mewayz.platform.Workers;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import com.mewayz.platform.jobs.Jobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Trial restores: the newest archive is restored aside each week, so that it is known to come back before it has to. */
public final class Drills implements AutoCloseable {
    /** The job that makes them. */
    static final String JOB = "try-restore";

    private static final Logger LOG = Logger.getLogger(Drills.class.getName());
    private static final Duration TOLD = Duration.ofDays(2 * 365);
    private static final String ALL = "select * from backup_drill";
    private static final String LOCKED = "The archive is sealed, and this server does not have its passphrase.";

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Jobs jobs;
    private final Operators operators;
    private final Shelf shelf;
    private final Restore reader;
    private final String passphrase;
    private final Workers worker = new Workers("backup-trial", 1, 8);
    private final Course course = new Course();
    private volatile boolean busy;

    Drills(
            Db db,
            Bus bus,
            Clock clock,
            Jobs jobs,
            Operators operators,
            Shelf shelf,
            Backups.Parts make,
            String passphrase) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.jobs = jobs;
        this.operators = operators;
        this.shelf = shelf;
        this.reader = make.restore(course);
        this.passphrase = passphrase;
    }

    Page<Drill> page(int page, int size) {
        return db.page(Drill.class, page, size, ALL + " order by id desc");
    }

    /** @throws Problem 404 */
    Drill get(long id) {
        return db.find(Drill.class, ALL + " where id = ?", id).orElseThrow(() -> Problem.notFound("trial"));
    }

    /** The newest that is over, whatever came of it. */
    Optional<Drill> last() {
        return db.find(Drill.class, ALL + " where state <> 'running' order by id desc limit 1");
    }

    /** The newest that showed that everything comes back. */
    Optional<Drill> lastPassed() {
        return db.find(Drill.class, ALL + " where state = 'passed' order by id desc limit 1");
    }

    /** One that showed that everything comes back, as figures tell of it. */
    public record Passed(Instant at, Duration took) {}

    public Optional<Passed> passed() {
        return lastPassed().map(drill -> new Passed(drill.createdAt(), Duration.ofMillis(drill.millis())));
    }

    /** Whether the last one failed. */
    public boolean isFailing() {
        return last().filter(drill -> drill.state().equals("failed")).isPresent();
    }

    boolean isRunning() {
        return !running().isEmpty();
    }

    /** How far the one that runs is, in words. */
    String progress() {
        return course.words();
    }

    /**
     * Asks for one now.
     *
     * @throws Problem 409 if one is being made, or there is no archive
     */
    long begin(long by) {
        return db.inTransaction(() -> {
            if (isRunning()) {
                throw Problem.conflict("A restore is being tried already.");
            }
            if (shelf.newest().isEmpty()) {
                throw Problem.conflict("There is no good backup yet. Make one first.");
            }
            db.afterCommit(() -> jobs.soon(JOB));
            return want(by);
        });
    }

    /** Goes on with what a stop of the server interrupted. */
    void goOn() {
        if (!busy && isRunning()) {
            jobs.soon(JOB);
        }
    }

    /**
     * Makes what was asked for, or else one by itself.
     *
     * @return what came of it, in a sentence
     */
    String run() {
        boolean ready = db.inTransaction(() -> {
            if (running().isEmpty() && shelf.newest().isPresent()) {
                want(0);
            }
            return isRunning();
        });
        if (!ready) {
            return "There is no good backup yet.";
        }
        return worker.call(() -> running().stream().map(this::run).collect(Collectors.joining(" ")));
    }

    private long want(long by) {
        var file = shelf.newest().map(Shelf.Row::file).orElse("");
        return db.add("backup_drill", new Begun(file, "running", by, clock.instant()));
    }

    private List<Drill> running() {
        return db.list(Drill.class, ALL + " where state = 'running' order by id");
    }

    private String run(Drill drill) {
        busy = true;
        long start = Ticks.now();
        var file = drill.file();
        try {
            var newest = shelf.newest().orElseThrow(() -> Problem.malformed("There is no good backup any more."));
            file = newest.file();
            if (isLocked(newest)) {
                over(drill, file, "locked", start, LOCKED);
                return LOCKED;
            }
            var manifest = reader.rehearse(shelf.file(newest), () -> passphrase);
            passed(drill, file, start, manifest);
            return file + " comes back.";
        } catch (Course.Stopped e) {
            LOG.log(Level.INFO, "the trial restore waits for the next start");
            return "It waits for the next start of the server.";
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.SEVERE, "the trial restore failed", e);
            failed(drill, file, start, String.valueOf(e.getMessage()));
            return "It failed; see Backups.";
        } finally {
            course.over();
            busy = false;
        }
    }

    /** A file that is not as long as it was is damaged, whatever opens it. */
    private boolean isLocked(Shelf.Row newest) throws IOException {
        Path file = shelf.file(newest);
        return Files.isRegularFile(file) && Files.size(file) == newest.bytes() && Archive.isLocked(file, passphrase);
    }

    private void passed(Drill drill, String file, long start, Manifest manifest) {
        db.inTransaction(() -> {
            over(drill, file, "passed", start, "");
            db.run(
                    "update backup_drill set content_rows = ?, content_files = ? where id = ?",
                    manifest.allRows(),
                    manifest.files(),
                    drill.id());
            bus.publish(new RestoreTried(drill.madeBy(), file));
        });
    }

    private void failed(Drill drill, String file, long start, String why) {
        db.inTransaction(() -> {
            over(drill, file, "failed", start, why);
            bus.publish(new TrialRestoreFailed(drill.madeBy(), file, why));
            operators.tell(
                    "A trial restore on your Mewayz server failed",
                    "The backup " + file + " was restored on trial, and did not come back: " + why,
                    "Your data is as it was. Make a new backup and try it under Settings, Backups.");
        });
    }

    private void over(Drill drill, String file, String state, long start, String reason) {
        long millis = Duration.ofNanos(Ticks.now() - start).toMillis();
        db.run(
                "update backup_drill set state = ?, file = ?, millis = ?, reason = ? where id = ?",
                state,
                file,
                millis,
                reason,
                drill.id());
        db.run(
                "delete from backup_drill where state <> 'running' and created_at < ?",
                clock.instant().minus(TOLD));
    }

    /** One that is being made is given up; it is made again after the next start. */
    @Override
    public void close() {
        course.close();
        worker.close();
    }

    private record Begun(String file, String state, long madeBy, Instant createdAt) {}
}
