package com.mewayz.operations.backups;

import com.mewayz.facts.ServerFact.BackupFailed;
import com.mewayz.facts.ServerFact.BackupFinished;
import com.mewayz.platform.Workers;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Makes the archives that were asked for, reads each again and copies it elsewhere; one at a time. */
final class Making implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Making.class.getName());

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Operators operators;
    private final Shelf shelf;
    private final Copies copies;
    private final Backup writer;
    private final Restore reader;
    private final String passphrase;
    private final Workers worker = new Workers("backup", 1, 8);
    private final Course course = new Course();

    Making(
            Db db,
            Bus bus,
            Clock clock,
            Operators operators,
            Shelf shelf,
            Copies copies,
            Backups.Parts make,
            String passphrase) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.operators = operators;
        this.shelf = shelf;
        this.copies = copies;
        this.writer = make.backup(course);
        this.reader = make.restore(course);
        this.passphrase = passphrase;
    }

    /** How far the one that runs is, in words. */
    String progress() {
        return course.words();
    }

    /** Takes away what a process left that was killed, before anything else is made; the start does not wait for it. */
    void tidy(Path data) {
        try {
            var left = Scratch.leftIn(data);
            if (!left.isEmpty()) {
                worker.begin(() -> left.forEach(Making::tidyAway));
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "what was left behind cannot be listed", e);
        }
    }

    private static void tidyAway(Path left) {
        try {
            Folders.delete(left);
        } catch (UncheckedIOException e) {
            LOG.log(Level.WARNING, "what was left behind cannot be taken away", e);
        }
    }

    /** Makes what was asked for; also what a stop of the server interrupted. */
    void run() {
        worker.call(() -> {
            shelf.running().forEach(this::make);
            shelf.newest().filter(copies::isMissing).ifPresent(this::copy);
            return Boolean.TRUE;
        });
    }

    private void make(Shelf.Row row) {
        var file = shelf.file(row);
        try {
            Files.createDirectories(
                    shelf.folder(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.deleteIfExists(file); // of a run that was interrupted after it had written
            writer.write(file, passphrase);
            var manifest = reader.verify(file, () -> passphrase);
            long bytes = Files.size(file);
            db.inTransaction(() -> {
                db.run(
                        "update backup set state = 'ready', bytes = ?, content_rows = ?, content_files = ?, verified_at = ? where id = ?",
                        bytes,
                        manifest.allRows(),
                        manifest.files(),
                        clock.instant(),
                        row.id());
                bus.publish(new BackupFinished(row.madeBy(), row.file(), bytes));
            });
            copies.delete(shelf.thinOut());
        } catch (Course.Stopped e) {
            LOG.log(Level.INFO, "the backup waits for the next start");
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.SEVERE, "the backup failed", e);
            failed(row, String.valueOf(e.getMessage()));
        } finally {
            course.over();
        }
    }

    private void copy(Shelf.Row row) {
        try {
            if (copies.copy(row, shelf.file(row), course)) {
                operators.tell(
                        "The backup of your Mewayz server was not copied",
                        "The backup of " + row.createdAt() + " is good, but was not copied elsewhere. It is tried again"
                                + " every quarter of an hour. Settings, Backups shows why.");
            }
        } catch (Course.Stopped e) {
            LOG.log(Level.INFO, "the copy waits for the next start");
        } finally {
            course.over();
        }
    }

    private void failed(Shelf.Row row, String why) {
        db.inTransaction(() -> {
            db.run("update backup set state = 'failed', error = ? where id = ?", why, row.id());
            bus.publish(new BackupFailed(row.madeBy(), why));
            operators.tell(
                    "The backup of your Mewayz server failed",
                    "The backup that began at " + row.createdAt() + " failed: " + why,
                    "It is tried again tonight. Settings, Backups shows what there is, and begins one at once.");
        });
    }

    /** An archive that is being written is given up; the next start makes it. */
    @Override
    public void close() {
        course.close();
        worker.close();
    }
}
