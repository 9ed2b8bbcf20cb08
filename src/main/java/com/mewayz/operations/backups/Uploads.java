package com.mewayz.operations.backups;

import com.mewayz.facts.ServerFact.ArchiveRemoved;
import com.mewayz.facts.ServerFact.ArchiveUploaded;
import com.mewayz.facts.ServerFact.BackupDownloaded;
import com.mewayz.facts.ServerFact.BackupRefused;
import com.mewayz.facts.ServerFact.BackupVerified;
import com.mewayz.platform.Problem;
import com.mewayz.platform.Workers;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Archives that came from elsewhere: taken in, looked through as any archive is that may come from anybody, and kept until
 * they are brought back or removed. They are no backups of this server, which never counts on them.
 */
final class Uploads implements AutoCloseable {
    /** The job that looks through them. */
    static final String JOB = "check-uploads";

    static final Duration SOON = Duration.ofSeconds(30);

    private static final Logger LOG = Logger.getLogger(Uploads.class.getName());
    private static final String FILE = "uploaded-";
    private static final int KEPT = 10;
    private static final String ALL = "select * from backup_upload";
    private static final String LOCKED =
            "It is sealed, and this server does not have its passphrase: that is asked for when it is restored.";

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Jobs jobs;
    private final Path folder;
    private final Restore reader;
    private final String passphrase;
    private final Intake intake;
    private final Workers worker = new Workers("backup-upload", 1, 8);
    private final Course course = new Course();
    private volatile boolean busy;

    Uploads(
            Db db,
            Bus bus,
            Clock clock,
            Jobs jobs,
            Path folder,
            SecureRandom random,
            Backups.Parts make,
            String passphrase) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.jobs = jobs;
        this.folder = folder;
        this.reader = make.restore(course);
        this.passphrase = passphrase;
        this.intake = new Intake(folder, random);
    }

    /** The newest first; there are only a few. */
    List<Upload> all() {
        return db.list(Upload.class, ALL + " order by id desc");
    }

    /** @throws Problem 404 */
    Upload get(long id) {
        return db.find(Upload.class, ALL + " where id = ?", id).orElseThrow(() -> Problem.notFound("upload"));
    }

    /**
     * One that is there to be brought back.
     *
     * @throws Problem 404 if it was refused, 409 while it is looked through
     */
    Upload kept(long id) {
        var upload = get(id);
        if (upload.state().equals("checking")) {
            throw Problem.conflict("This archive is being looked through. Wait until that is over.");
        }
        if (!upload.isKept() || !Files.isRegularFile(file(upload))) {
            throw Problem.notFound("upload");
        }
        return upload;
    }

    Path file(Upload upload) {
        return Shelf.within(folder, upload.file());
    }

    /** How long the next one may be, in bytes. */
    long most() {
        return intake.most();
    }

    /** What is being looked through, and how far that is, in words; or nothing. */
    String work() {
        if (!isChecking()) {
            return "";
        }
        return "An uploaded archive is being looked through" + (course.words().isEmpty() ? "" : ": " + course.words());
    }

    /**
     * Takes in what a call sends, and lets it be looked through.
     *
     * @throws Problem 409 while another one comes in or too many are kept, 507 if it does not fit, 400 if it ends early or is no
     *     archive
     */
    long take(Call call) {
        call.requireFresh();
        if (db.number("select count(*) from backup_upload where file <> ''") >= KEPT) {
            throw Problem.conflict(KEPT + " uploaded archives are kept already. Remove one first.");
        }
        var name = name(call);
        var incoming = call.incoming();
        var stored = intake.take(
                incoming, FILE + NAME.format(clock.instant()) + "-" + db.ids().next());
        return db.inTransaction(() -> {
            db.run("delete from backup_upload where state = 'refused'");
            long id = db.add(
                    "backup_upload",
                    new Taken(
                            stored.file(),
                            named(incoming.name(), named(name, stored.file())),
                            "checking",
                            call.user(),
                            stored.bytes(),
                            clock.instant()));
            bus.publish(new ArchiveUploaded(call.user(), stored.file(), stored.bytes()));
            db.afterCommit(() -> jobs.soon(JOB));
            return id;
        });
    }

    private static String named(String name, String otherwise) {
        return name.isEmpty() ? otherwise : name;
    }

    private static String name(Call call) {
        var name = call.query("name").orElse("").replaceAll("\\p{Cc}", "").strip();
        return name.length() > 200 ? name.substring(0, 200) : name;
    }

    /**
     * Lets it be looked through once more.
     *
     * @throws Problem as for {@link #kept}
     */
    void verify(long id) {
        var upload = kept(id);
        db.inTransaction(() -> {
            db.run("update backup_upload set state = 'checking', error = '' where id = ?", upload.id());
            db.afterCommit(() -> jobs.soon(JOB));
        });
    }

    /** An archive that leaves the server, which is written down. */
    Answer download(Call call) {
        var upload = kept(call.id("upload"));
        var file = file(upload);
        db.inTransaction(() -> bus.publish(new BackupDownloaded(call.user(), upload.file())));
        return Answer.download("application/octet-stream", upload.file(), upload.bytes(), out -> Files.copy(file, out));
    }

    /** Takes it away for good. */
    void remove(long by, long id) {
        var upload = get(id);
        db.inTransaction(() -> {
            db.run("delete from backup_upload where id = ?", upload.id());
            bus.publish(new ArchiveRemoved(by, upload.name()));
            if (!upload.file().isEmpty()) {
                db.afterCommit(() -> Folders.delete(file(upload)));
            }
        });
    }

    /** After a restore the files are here as they were, and the rows are those of another day, or of another server. */
    void recover() {
        if (!Files.isDirectory(folder)) {
            db.run("delete from backup_upload");
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            var here = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(FILE))
                    .toList();
            var known = all().stream()
                    .map(Upload::file)
                    .filter(name -> !name.isEmpty())
                    .toList();
            db.inTransaction(() -> {
                known.stream()
                        .filter(name -> !here.contains(name))
                        .forEach(name -> db.run("delete from backup_upload where file = ?", name));
                here.stream().filter(name -> !known.contains(name)).forEach(this::adopt);
            });
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the uploaded archives cannot be listed", e);
        }
    }

    private void adopt(String name) {
        long bytes = folder.resolve(name).toFile().length();
        db.add("backup_upload", new Taken(name, name, "checking", 0, bytes, clock.instant()));
    }

    private boolean isChecking() {
        return db.number("select count(*) from backup_upload where state = 'checking'") > 0;
    }

    /** Goes on with what a stop of the server interrupted. */
    void goOn() {
        if (!busy && isChecking()) {
            jobs.soon(JOB);
        }
    }

    /** Looks through what came in. */
    void check() {
        worker.call(() -> {
            db.list(Upload.class, ALL + " where state = 'checking' order by id").forEach(this::check);
            return Boolean.TRUE;
        });
    }

    private void check(Upload upload) {
        busy = true;
        try {
            if (Archive.isLocked(file(upload), passphrase)) {
                unopened(upload, LOCKED);
                return;
            }
            whole(upload, reader.verify(file(upload), () -> passphrase));
        } catch (Course.Stopped e) {
            LOG.log(Level.INFO, "the uploaded archive waits for the next start");
        } catch (Problem e) {
            if (e.kind() == Problem.Kind.NO_SPACE) {
                unopened(upload, String.valueOf(e.getMessage()));
            } else {
                refused(upload, String.valueOf(e.getMessage()));
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.SEVERE, "an uploaded archive could not be looked through", e);
            unopened(upload, "Something broke. The server's log says more.");
        } finally {
            course.over();
            busy = false;
        }
    }

    private void whole(Upload upload, Manifest manifest) {
        db.inTransaction(() -> {
            db.run(
                    "update backup_upload set state = 'whole', error = '', content_rows = ?, content_files = ?, version = ?,"
                            + " archived_at = ? where id = ?",
                    manifest.allRows(),
                    manifest.files(),
                    manifest.version(),
                    manifest.createdAt(),
                    upload.id());
            bus.publish(new BackupVerified(upload.madeBy(), upload.file()));
        });
    }

    private void unopened(Upload upload, String why) {
        db.run("update backup_upload set state = 'unopened', error = ? where id = ?", why, upload.id());
    }

    /** What is worth nothing takes no room; what is told of it stays until it is removed, or the next one comes. */
    private void refused(Upload upload, String why) {
        var sentence = why.replace(upload.file(), upload.name());
        db.inTransaction(() -> {
            db.run(
                    "update backup_upload set state = 'refused', file = '', error = ? where id = ?",
                    sentence,
                    upload.id());
            bus.publish(new BackupRefused(upload.madeBy(), upload.name(), sentence));
            db.afterCommit(() -> Folders.delete(file(upload)));
        });
    }

    /** What is coming in is given up; what is being looked through is looked through again after the next start. */
    @Override
    public void close() {
        course.close();
        intake.close();
        worker.close();
    }

    private record Taken(String file, String name, String state, long madeBy, long bytes, Instant createdAt) {}
}
