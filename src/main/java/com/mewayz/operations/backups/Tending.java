package com.mewayz.operations.backups;

import com.mewayz.facts.ServerFact.BackupRefused;
import com.mewayz.facts.ServerFact.BackupVerified;
import com.mewayz.platform.Problem;
import com.mewayz.platform.Workers;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Looks an archive through again, or brings it back, while the server runs; one at a time, on a thread of its own. */
final class Tending implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Tending.class.getName());
    private static final State NOTHING = new State("", "", "");

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Restore reader;
    private final Runnable again;
    private final Workers worker = new Workers("backup-tending", 1, 1);
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile State state = NOTHING;
    private final Course course = new Course();

    /** @param again starts the server anew, on what was put in place */
    Tending(Db db, Bus bus, Clock clock, Backups.Parts parts, Runnable again) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.reader = parts.restore(this::at);
        this.again = again;
    }

    /**
     * @param work what is being done, in words; empty for nothing
     * @param step how far it is
     * @param error why the last one came to nothing, or nothing
     */
    record State(String work, String step, String error) {
        String words() {
            return step.isEmpty() || work.isEmpty() ? work : work + ": " + step;
        }
    }

    State state() {
        return state;
    }

    /** @throws Problem 409 if something is being done */
    void requireRest() {
        if (busy.get()) {
            throw Problem.conflict("Something is being done with a backup. Wait until it is over.");
        }
    }

    /** @throws Problem 409 if something is being done already */
    void verify(long by, Shelf.Row row, Path file, String passphrase) {
        begin("Looking through the backup", refusing(by, file, () -> {
            reader.verify(file, () -> passphrase);
            db.inTransaction(() -> {
                db.run("update backup set verified_at = ? where id = ?", clock.instant(), row.id());
                bus.publish(new BackupVerified(by, row.file()));
            });
            return NOTHING;
        }));
    }

    /**
     * Gets the archive ready, and lets the server start anew on it.
     *
     * @throws Problem 409 if something is being done already
     */
    void restore(long by, Path file, String passphrase) {
        begin("Restoring the backup", refusing(by, file, () -> {
            reader.prepare(file, () -> passphrase, by);
            state = new State("Restoring the backup", "the server starts anew", "");
            again.run();
            return state;
        }));
    }

    /** Writes down that the archive is not worth anything. */
    private Supplier<State> refusing(long by, Path file, Supplier<State> task) {
        return () -> {
            try {
                return task.get();
            } catch (Problem e) {
                var name = String.valueOf(file.getFileName());
                db.inTransaction(() -> bus.publish(new BackupRefused(by, name, String.valueOf(e.getMessage()))));
                throw e;
            }
        };
    }

    private void begin(String work, Supplier<State> task) {
        if (busy.getAndSet(true)) {
            throw Problem.conflict("Something is being done with a backup already. Wait until it is over.");
        }
        state = new State(work, "", "");
        worker.begin(() -> run(task));
    }

    private void run(Supplier<State> task) {
        try {
            state = task.get();
        } catch (Problem e) {
            state = new State("", "", String.valueOf(e.getMessage()));
        } catch (Course.Stopped e) {
            state = NOTHING;
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "a backup could not be tended to", e);
            state = new State("", "", "Something broke. The server's log says more.");
        } finally {
            busy.set(!state.work.isEmpty());
        }
    }

    private void at(String step, long done, long all) {
        course.at(step, done, all);
        state = new State(state.work, course.words(), "");
    }

    /** What is not ready yet is given up; nothing was changed. */
    @Override
    public void close() {
        course.close();
        worker.close();
    }
}
