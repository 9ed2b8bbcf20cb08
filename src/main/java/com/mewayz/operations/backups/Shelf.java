package com.mewayz.operations.backups;

import com.mewayz.platform.Problem;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The archives there are and were: the newest of each of the last seven days and of each of the last four weeks is kept. */
final class Shelf {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,200}");
    private static final int DAYS = 7;
    private static final int WEEKS = 4;
    private static final Duration TOLD = Duration.ofDays(60);

    private static final String ALL = "select * from backup";

    private final Db db;
    private final Clock clock;
    private final Path folder;

    Shelf(Db db, Clock clock, Path folder) {
        this.db = db;
        this.clock = clock;
        this.folder = folder;
    }

    /** A stored attempt. {@code verifiedAt}: when it was last looked through and found whole. */
    record Row(
            long id,
            String file,
            String state,
            long madeBy,
            long bytes,
            long contentRows,
            long contentFiles,
            String error,
            Instant createdAt,
            @Nullable Instant verifiedAt,
            @Nullable Instant copiedAt,
            String copyError) {}

    Page<Row> page(int page, int size) {
        return db.page(Row.class, page, size, ALL + " order by id desc");
    }

    /** @throws Problem 404 */
    Row get(long id) {
        return db.find(Row.class, ALL + " where id = ?", id).orElseThrow(() -> Problem.notFound("backup"));
    }

    /** The newest that is there and was looked through. */
    Optional<Row> newest() {
        return db.find(Row.class, ALL + " where state = 'ready' order by id desc limit 1");
    }

    /** The newest attempt, whatever became of it. */
    Optional<Row> latest() {
        return db.find(Row.class, ALL + " order by id desc limit 1");
    }

    /** The newest attempt that is over. */
    Optional<Row> lastEnded() {
        return db.find(Row.class, ALL + " where state <> 'running' order by id desc limit 1");
    }

    List<Row> running() {
        return db.list(Row.class, ALL + " where state = 'running' order by id");
    }

    boolean isRunning() {
        return db.number("select count(*) from backup where state = 'running'") > 0;
    }

    Path folder() {
        return folder;
    }

    Path file(Row row) {
        return within(folder, row.file);
    }

    /**
     * A file of a folder, and of no other: rows may have come in an archive that somebody else made.
     *
     * @throws Problem 404 if this is no plain name
     */
    static Path within(Path folder, String name) {
        if (!isPlain(name)) {
            throw Problem.notFound("file");
        }
        return folder.resolve(name);
    }

    /** Whether this can be the name of an archive, which leads out of no folder. */
    static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches();
    }

    /**
     * A good archive that is still there.
     *
     * @throws Problem 404 if it was thinned out or never became one
     */
    Row kept(long id) {
        var row = get(id);
        if (!row.state.equals("ready") || row.file.isEmpty() || !Files.isRegularFile(file(row))) {
            throw Problem.notFound("backup");
        }
        return row;
    }

    /** @return the names of those that are kept no longer */
    List<String> thinOut() throws IOException {
        Set<LocalDate> days = new HashSet<>();
        Set<String> weeks = new HashSet<>();
        var gone = new java.util.ArrayList<String>();
        for (var row : db.list(Row.class, ALL + " where state = 'ready' and file <> '' order by id desc")) {
            var day = row.createdAt.atZone(ZoneOffset.UTC).toLocalDate();
            var week = day.get(IsoFields.WEEK_BASED_YEAR) + "-" + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            boolean kept = days.size() < DAYS && days.add(day);
            kept |= weeks.size() < WEEKS && weeks.add(week);
            if (!kept) {
                Files.deleteIfExists(file(row));
                db.run("update backup set file = '' where id = ?", row.id);
                gone.add(row.file);
            }
        }
        // what is told of attempts is kept as long as the longest archive, and a little more
        db.run(
                "delete from backup where (file = '' or state = 'failed') and created_at < ?",
                clock.instant().minus(TOLD));
        return gone;
    }
}
