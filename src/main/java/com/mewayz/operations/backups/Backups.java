package com.mewayz.operations.backups;

import com.mewayz.facts.ServerFact.BackupDownloaded;
import com.mewayz.facts.ServerFact.BackupFailed;
import com.mewayz.facts.ServerFact.BackupFinished;
import com.mewayz.platform.Feature;
import com.mewayz.platform.Problem;
import com.mewayz.platform.Workers;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.mail.Letter;
import com.mewayz.platform.mail.Mailer;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The archives of this server: one a night, each read again and compared before it counts. The newest of each of the last
 * seven days and of each of the last four weeks is kept.
 */
public final class Backups implements Feature, AutoCloseable {
    /** Of the data folder. */
    static final String FOLDER = "backups";

    /** The job that makes what was asked for. */
    static final String JOB = "make-backups";

    private static final Logger LOG = Logger.getLogger(Backups.class.getName());
    private static final int DAYS = 7;
    private static final int WEEKS = 4;
    private static final Duration OVERDUE = Duration.ofHours(26);
    private static final Duration TONIGHT = Duration.ofHours(20);
    /** Nothing is backed up before somebody had the time to begin something. */
    private static final Duration SETTLED = Duration.ofHours(1);

    private static final String ALL = "select * from backup";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Jobs jobs;
    private final Mailer mailer;
    private final Path data;
    private final String passphrase;
    private final Backup writer;
    private final Restore reader;
    private final Views views;
    private final Workers worker = new Workers("backup", 1, 8);
    private volatile String progress = "";
    private volatile boolean closing;

    /**
     * @param passphrase empty leaves the archives open
     * @param make makes the one who writes, told whom to tell how far it is
     */
    public Backups(
            Db db,
            Bus bus,
            Clock clock,
            Jobs jobs,
            Mailer mailer,
            Path data,
            String passphrase,
            Parts make,
            Views views) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.jobs = jobs;
        this.mailer = mailer;
        this.data = data;
        this.passphrase = passphrase;
        this.writer = make.backup(this::at);
        this.reader = make.restore(this::at);
        this.views = views;
    }

    /** What it is made of. */
    public interface Parts {
        Backup backup(Progress progress);

        Restore restore(Progress progress);
    }

    @Override
    public void pages(Pages pages) {
        new BackupPages(this, views, clock, !passphrase.isEmpty()).mount(pages);
    }

    @Override
    public void jobs(Jobs timetable) {
        timetable.every(Duration.ofMinutes(15), "nightly-backup", this::nightly);
        timetable.every(Duration.ofHours(6), JOB, this::makeWanted);
    }

    Page<Row> page(int page, int size) {
        return db.page(Row.class, page, size, ALL + " order by id desc");
    }

    /** The newest that is there and was looked through. */
    public Optional<Row> newest() {
        return db.find(Row.class, ALL + " where state = 'ready' order by id desc limit 1");
    }

    /** Whether the last one failed: what everybody who runs the server should see. */
    public boolean isFailing() {
        return db.find(Row.class, ALL + " where state <> 'running' order by id desc limit 1")
                .filter(row -> row.state.equals("failed"))
                .isPresent();
    }

    boolean isRunning() {
        return db.number("select count(*) from backup where state = 'running'") > 0;
    }

    /** How far the one that runs is, in words. */
    String progress() {
        return progress;
    }

    /**
     * Asks for one now.
     *
     * @throws Problem 409 if one is being made
     */
    void begin(long by) {
        db.inTransaction(() -> {
            if (isRunning()) {
                throw Problem.conflict("A backup is being made already.");
            }
            var name = "mewayz-" + NAME.format(clock.instant()) + (passphrase.isEmpty() ? ".zip" : ".mwz");
            db.add("backup", new Begun(name, "running", by, clock.instant()));
            db.afterCommit(() -> jobs.soon(JOB));
        });
    }

    /**
     * An archive that leaves the server, which is written down.
     *
     * @throws Problem 404 if it was thinned out
     */
    Path open(long by, long id) {
        var row = db.find(Row.class, ALL + " where id = ? and state = 'ready' and file <> ''", id)
                .orElseThrow(() -> Problem.notFound("backup"));
        var file = data.resolve(FOLDER).resolve(row.file);
        if (!Files.isRegularFile(file)) {
            throw Problem.notFound("backup");
        }
        db.inTransaction(() -> bus.publish(new BackupDownloaded(by, row.file)));
        return file;
    }

    /** In the small hours, or as soon as possible where the server did not run then. */
    private void nightly() {
        if (isRunning()) {
            jobs.soon(JOB); // a stop of the server had interrupted it
            return;
        }
        if (db.number(
                        "select count(*) from user where created_at < ?",
                        clock.instant().minus(SETTLED))
                == 0) {
            return;
        }
        var last = db.find(Row.class, ALL + " order by id desc limit 1");
        var age = last.map(row -> Duration.between(row.createdAt, clock.instant()));
        int hour = clock.instant().atZone(ZoneId.systemDefault()).getHour();
        if (age.isEmpty()
                || age.get().compareTo(OVERDUE) > 0
                || age.get().compareTo(TONIGHT) > 0 && hour >= 2 && hour < 6) {
            begin(0);
        }
    }

    /** Makes what was asked for; also what a stop of the server interrupted. */
    private void makeWanted() {
        worker.call(() -> {
            for (var row : db.list(Row.class, ALL + " where state = 'running' order by id")) {
                make(row);
            }
            return Boolean.TRUE;
        });
    }

    private void make(Row row) {
        var folder = data.resolve(FOLDER);
        var file = folder.resolve(row.file);
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
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
                        row.id);
                bus.publish(new BackupFinished(row.madeBy, row.file, bytes));
            });
            thinOut();
        } catch (Stopped e) {
            LOG.log(Level.INFO, "the backup waits for the next start");
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.SEVERE, "the backup failed", e);
            failed(row, String.valueOf(e.getMessage()));
        } finally {
            progress = "";
        }
    }

    private void failed(Row row, String why) {
        db.inTransaction(() -> {
            db.run("update backup set state = 'failed', error = ? where id = ?", why, row.id);
            bus.publish(new BackupFailed(row.madeBy, why));
            for (var operator : db.list(Operator.class, "select email from user where operator = 1")) {
                mailer.queue(new Letter(
                        "backup-failed",
                        operator.email,
                        "The backup of your Mewayz server failed",
                        List.of(
                                "The backup that began at " + row.createdAt + " failed: " + why,
                                "It is tried again tonight. Settings, Backups shows what there is, and begins one at once."),
                        Optional.empty()));
            }
        });
    }

    private void thinOut() throws IOException {
        Set<LocalDate> days = new HashSet<>();
        Set<String> weeks = new HashSet<>();
        for (var row : db.list(Row.class, ALL + " where state = 'ready' and file <> '' order by id desc")) {
            var day = row.createdAt.atZone(ZoneOffset.UTC).toLocalDate();
            var week = day.get(IsoFields.WEEK_BASED_YEAR) + "-" + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            boolean kept = days.size() < DAYS && days.add(day);
            kept |= weeks.size() < WEEKS && weeks.add(week);
            if (!kept) {
                Files.deleteIfExists(data.resolve(FOLDER).resolve(row.file));
                db.run("update backup set file = '' where id = ?", row.id);
            }
        }
        // what is told of attempts is kept as long as the longest archive, and a little more
        db.run(
                "delete from backup where (file = '' or state = 'failed') and created_at < ?",
                clock.instant().minus(Duration.ofDays(60)));
    }

    private void at(String step, long done, long all) {
        if (closing) {
            throw new Stopped();
        }
        progress =
                all > 0 ? step + ", " + 100 * done / all + "%" : done > 0 ? step + ", " + (done >> 20) + " MB" : step;
    }

    /** An archive that is being written is given up; the next start makes it. */
    @Override
    public void close() {
        closing = true;
        worker.close();
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** A stored attempt. */
    public record Row(
            long id,
            String file,
            String state,
            long madeBy,
            long bytes,
            long contentRows,
            long contentFiles,
            String error,
            Instant createdAt,
            @Nullable Instant verifiedAt) {}

    private record Begun(String file, String state, long madeBy, Instant createdAt) {}

    private record Operator(String email) {
        @Override
        public String toString() {
            return "operator";
        }
    }
}
