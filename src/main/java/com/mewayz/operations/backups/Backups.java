package com.mewayz.operations.backups;

import com.mewayz.facts.ServerFact.BackupDownloaded;
import com.mewayz.facts.ServerFact.BackupRestored;
import com.mewayz.operations.Notice;
import com.mewayz.platform.Feature;
import com.mewayz.platform.Json;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.mail.Mailer;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The archives of this server: one a night, each read again and compared before it counts.
 */
public final class Backups implements Feature, AutoCloseable {
    /** Of the data folder. */
    static final String FOLDER = "backups";

    private static final Pattern ARCHIVE = Pattern.compile("mewayz-[0-9TZ.-]+\\.(zip|mwz)");

    /** The job that makes what was asked for. */
    static final String JOB = "make-backups";

    private static final Logger LOG = Logger.getLogger(Backups.class.getName());
    private static final Duration OVERDUE = Duration.ofHours(26);
    private static final Duration LATE = Duration.ofDays(2);
    private static final Duration TONIGHT = Duration.ofHours(20);
    /** Nothing is backed up before somebody had the time to begin something. */
    private static final Duration SETTLED = Duration.ofHours(1);

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Jobs jobs;
    private final Path data;
    private final String passphrase;
    private final Views views;
    private final Shelf shelf;
    private final Making making;
    private final Drills drills;
    private final Uploads uploads;
    private final Tending tending;
    private final Copies copies;

    /**
     * @param passphrase empty leaves the archives open
     * @param make makes the one who writes, told whom to tell how far it is
     * @param again starts the server anew
     */
    public Backups(
            Db db,
            Bus bus,
            Clock clock,
            Jobs jobs,
            Mailer mailer,
            Path data,
            SecureRandom random,
            String passphrase,
            Parts make,
            Runnable again,
            Copies copies,
            Views views) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.jobs = jobs;
        this.data = data;
        this.passphrase = passphrase;
        this.views = views;
        this.shelf = new Shelf(db, clock, data.resolve(FOLDER));
        this.copies = copies;
        var operators = new Operators(db, mailer);
        this.making = new Making(db, bus, clock, operators, shelf, copies, make, passphrase);
        this.uploads = new Uploads(db, bus, clock, jobs, data.resolve(FOLDER), random, make, passphrase);
        this.drills = new Drills(db, bus, clock, jobs, operators, shelf, make, passphrase);
        this.tending = new Tending(db, bus, clock, make, again);
    }

    /** What it is made of. */
    public interface Parts {
        Backup backup(Progress progress);

        Restore restore(Progress progress);
    }

    @Override
    public void api(Api api) {
        new BackupApi(this).mount(api);
        new DrillApi(drills).mount(api);
        new UploadApi(this).mount(api);
    }

    @Override
    public void pages(Pages pages) {
        new BackupPages(this, views, clock, !passphrase.isEmpty()).mount(pages);
        new DrillPages(drills, views, clock).mount(pages);
        new UploadPages(this, views, clock).mount(pages);
        new CopyPages(copies, () -> jobs.soon(JOB), views).mount(pages);
    }

    @Override
    public void jobs(Jobs timetable) {
        timetable.every(
                Duration.ofMinutes(15),
                "nightly-backup",
                "Wants a backup each night, and looks after those that are kept.",
                this::nightly);
        timetable.every(
                Duration.ofHours(6),
                JOB,
                "Makes backups that were asked for, looks through them and copies them.",
                making::run);
        timetable.telling(
                Duration.ofDays(7),
                Drills.JOB,
                "Restores the newest backup aside, opens both databases, counts their rows, and takes it away again.",
                drills::run);
        timetable.every(Duration.ofHours(6), Uploads.JOB, "Looks through archives that were uploaded.", uploads::check);
    }

    Shelf shelf() {
        return shelf;
    }

    Tending tending() {
        return tending;
    }

    Copies copies() {
        return copies;
    }

    Uploads uploads() {
        return uploads;
    }

    Making making() {
        return making;
    }

    /** Trial restores. */
    public Drills drills() {
        return drills;
    }

    /** A good archive, as figures tell of it. */
    public record Newest(
            Instant createdAt, long bytes, @Nullable Instant verifiedAt) {}

    /** The newest that is good. */
    public Optional<Newest> newest() {
        return shelf.newest().map(row -> new Newest(row.createdAt(), row.bytes(), row.verifiedAt()));
    }

    /** Whether the last one failed: what everybody who runs the server should see. */
    public boolean isFailing() {
        return shelf.lastEnded().filter(row -> row.state().equals("failed")).isPresent();
    }

    /** What whoever runs this server should know, wherever they are. */
    public List<Notice> notices() {
        if (isFailing()) {
            return List.of(new Notice("The last backup failed.", BackupPages.PATH, "See why"));
        }
        var newest = shelf.newest();
        if (newest.isPresent() && !newest.get().copyError().isEmpty()) {
            return List.of(new Notice("The last backup was not copied elsewhere.", BackupPages.PATH, "See why"));
        }
        if (copies.waiting().isPresent()) {
            return List.of(new Notice(
                    "Since the restore, backups are not copied elsewhere.", CopyPages.PATH, "Look where they went"));
        }
        if (newest.isPresent()
                && Duration.between(newest.get().createdAt(), clock.instant()).compareTo(LATE) > 0) {
            return List.of(new Notice("There was no good backup for two days.", BackupPages.PATH, "Look at backups"));
        }
        return drills.isFailing()
                ? List.of(new Notice("The last trial restore failed.", DrillPages.PATH, "See why"))
                : List.of();
    }

    /** Writes down what a restore put in place before this start, and takes away what a process left that was killed. */
    public void recover() {
        making.tidy(data);
        uploads.recover();
        var note = data.resolve(Restore.DONE);
        if (!Files.exists(note)) {
            return;
        }
        try {
            var done = Json.read(Files.readString(note), Restore.Done.class);
            var before = Files.exists(data.resolve(done.before())) ? done.before() : "";
            // it was being made when it was copied; in its own words it never ended
            db.inTransaction(() -> {
                db.run("delete from backup where state = 'running'");
                db.run("delete from backup_drill where state = 'running'");
                if (done.isOfAnArchive()) {
                    copies.pause();
                }
                bus.publish(new BackupRestored(done.by(), done.file(), before));
            });
            Files.delete(note);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "what was restored could not be written down", e);
        }
    }

    /**
     * Asks for one now.
     *
     * @throws Problem 409 if one is being made
     */
    long begin(long by) {
        return db.inTransaction(() -> {
            if (shelf.isRunning()) {
                throw Problem.conflict("A backup is being made already.");
            }
            var name = "mewayz-" + NAME.format(clock.instant()) + (passphrase.isEmpty() ? ".zip" : ".mwz");
            long id = db.add("backup", new Begun(name, "running", by, clock.instant()));
            db.afterCommit(() -> jobs.soon(JOB));
            return id;
        });
    }

    /**
     * An archive that leaves the server, which is written down.
     *
     * @throws Problem 404 if it was thinned out
     */
    Answer download(Call call) {
        var row = shelf.kept(call.id("backup"));
        var file = shelf.file(row);
        long length = row.bytes();
        db.inTransaction(() -> bus.publish(new BackupDownloaded(call.user(), row.file())));
        return Answer.download("application/octet-stream", row.file(), length, out -> Files.copy(file, out));
    }

    /**
     * Looks an archive through once more.
     *
     * @param given its passphrase, empty for the one that is configured
     * @throws Problem 404 if it is kept no longer, 409 if something is being done already
     */
    void verify(long by, long id, String given) {
        var row = shelf.kept(id);
        tending.verify(by, row, shelf.file(row), given.isEmpty() ? passphrase : given);
    }

    /** Brings an archive back: everything of now is set aside, and the server starts anew. The rest as for {@link #verify}. */
    void restore(long by, long id, String given) {
        var row = shelf.kept(id);
        if (shelf.isRunning()) {
            throw Problem.conflict("A backup is being made. Wait until it is done.");
        }
        tending.restore(by, shelf.file(row), given.isEmpty() ? passphrase : given);
    }

    /** The same with an archive that came from elsewhere. */
    void restoreUpload(long by, long id, String given) {
        var upload = uploads.kept(id);
        if (shelf.isRunning()) {
            throw Problem.conflict("A backup is being made. Wait until it is done.");
        }
        tending.restore(by, uploads.file(upload), given.isEmpty() ? passphrase : given);
    }

    /** @throws Problem 404, or 409 while it may be the one that is brought back */
    void removeUpload(long by, long id) {
        tending.requireRest();
        uploads.remove(by, id);
    }

    /** In the small hours, or as soon as possible where the server did not run then. */
    private void nightly() {
        if (shelf.isRunning()) {
            jobs.soon(JOB); // a stop of the server had interrupted it
            return;
        }
        drills.goOn();
        uploads.goOn();
        if (shelf.newest().filter(copies::isMissing).isPresent()) {
            jobs.soon(JOB); // the other place was not there, or was chosen since
        }
        if (db.number(
                        "select count(*) from user where created_at < ?",
                        clock.instant().minus(SETTLED))
                == 0) {
            return;
        }
        var age = shelf.latest()
                .map(row -> Duration.between(row.createdAt(), clock.instant()))
                .filter(each -> !each.isNegative()); // made before the clock was put back: who knows how old it is
        int hour = clock.instant().atZone(ZoneId.systemDefault()).getHour();
        if (age.isEmpty()
                || age.get().compareTo(OVERDUE) > 0
                || age.get().compareTo(TONIGHT) > 0 && hour >= 2 && hour < 6) {
            begin(0);
        }
    }

    /** An archive that is being written is given up, and a trial that is made; the next start makes them. */
    @Override
    public void close() {
        making.close();
        drills.close();
        uploads.close();
        tending.close();
    }

    private record Begun(String file, String state, long madeBy, Instant createdAt) {}

    /** The newest archive in a data folder whose databases cannot be asked; its name begins with the time. */
    public static Optional<Path> newestIn(Path data) {
        try (var files = Files.list(data.resolve(FOLDER))) {
            return files.filter(file ->
                            ARCHIVE.matcher(file.getFileName().toString()).matches())
                    .max(Comparator.comparing(file -> file.getFileName().toString()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
