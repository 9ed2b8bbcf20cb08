package com.mewayz.operations.backups;

import com.mewayz.platform.Check;
import com.mewayz.platform.Disks;
import com.mewayz.platform.Json;
import com.mewayz.platform.Problem;
import com.mewayz.platform.crypto.Secrets;
import com.mewayz.platform.db.DamagedDatabase;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.FailedMigration;
import com.mewayz.platform.db.Ids;
import com.mewayz.platform.db.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks through an archive, and puts what is in it in the place of a data folder. */
public final class Restore {
    /** Names what is being put in place, so that a start after a power cut goes on with it. */
    private static final String MARK = "restoring";

    /** Tells the next start what was put in place, until that has been written down. */
    static final String DONE = "restored";

    private static final String ASIDE = "set the old data aside";
    private static final String PLACE = "put the new data in place";

    /** How the names of folders begin that hold what was there before something. */
    private static final String BEFORE = "before-";

    private static final String RESTORE = "restore";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneId.of("UTC"));

    private static final Pattern SCHEME = Pattern.compile("([a-z][a-z0-9+.-]*):.*", Pattern.DOTALL);

    /** The files and folders of a data folder, but the databases' logs; "version" and "upgrading" tell of their form. */
    private static final Set<String> OWN = Set.of(
            Manifest.MAIN,
            Manifest.TRAFFIC,
            Manifest.KEYS,
            "files",
            "themes",
            "index",
            "version",
            "upgrading",
            "address");

    private static final String DEVICE = "unix:dev";

    private static final String ARCHIVES =
            "select file as text from backup where file <> '' union all select file from backup_upload where file <> ''";

    private static final String ADDRESSES = """
            select j.value as text from block b, json_tree(b.content) j where j.key = 'url' and j.type = 'text'
            union select j.value from site_publication p, json_tree(p.content) j where j.key in ('url', 'address') and j.type = 'text'
            union select address from click_target""";

    private static final Logger LOG = Logger.getLogger(Restore.class.getName());

    private final Path data;
    private final Map<String, List<String>> migrations;
    private final Clock clock;
    private final SecureRandom random;
    private final Progress progress;

    /** @param migrations of each database, by its file */
    public Restore(
            Path data, Map<String, List<String>> migrations, Clock clock, SecureRandom random, Progress progress) {
        this.data = data;
        this.migrations = migrations;
        this.clock = clock;
        this.random = random;
        this.progress = progress;
    }

    /**
     * Reads and compares everything, as a restore would, and changes nothing.
     *
     * @throws Problem with what is wrong with the archive
     */
    public Manifest verify(Path file, Supplier<String> passphrase) {
        return within(folder -> unpack(file, passphrase, folder, false));
    }

    /**
     * Restores everything aside, reads all of both databases, and takes it away again.
     *
     * @throws Problem with what is wrong with the archive, or that there is no room
     */
    Manifest rehearse(Path file, Supplier<String> passphrase) {
        return within(folder -> {
            var manifest = unpack(file, passphrase, folder, true);
            for (var name : migrations.keySet()) {
                progress.at("reading all of " + name, 0, 0);
                Snapshot.requireIntegrity(folder.resolve(name));
            }
            return manifest;
        });
    }

    /**
     * Puts the archive in place. Nobody may use the folder meanwhile.
     *
     * @return where the data of before is kept; the folder itself where there was none
     * @throws Problem with what is wrong with the archive; then nothing was changed
     */
    public Restored run(Path file, Supplier<String> passphrase) {
        var prepared = prepare(file, passphrase, 0);
        progress.at("putting everything in place", 0, 0);
        try {
            return finish(data) ? prepared : new Restored(prepared.manifest, data);
        } catch (IOException e) {
            throw Problem.malformed("The archive was not put in place: " + Folders.words(e)
                    + ". Put that right and start the server: it goes on with it.");
        }
    }

    /**
     * Gets everything ready, so that the next start puts it in place, whatever happens in between.
     *
     * @param by who wants it, 0 for the command line
     * @throws Problem with what is wrong with the archive; then nothing was changed
     */
    Restored prepare(Path file, Supplier<String> passphrase, long by) {
        requireMovable(data);
        return within(folder -> {
            var manifest = unpack(file, passphrase, folder, true);
            var before =
                    begin(data, folder, RESTORE, clock, by, String.valueOf(file.getFileName()), manifest.createdAt());
            return new Restored(manifest, before);
        });
    }

    /**
     * Lets the next start put a folder in the place of the data, and set aside what is there.
     *
     * @param folder beside the data, with all that is to be in place
     * @param what is done, in one word
     * @param by who wants it, 0 for the command line
     * @param name of what is put in place
     * @param from when it was made
     * @return where the data of before will be
     * @throws Problem if what is there cannot be set aside; then nothing was changed
     */
    public static Path begin(Path data, Path folder, String what, Clock clock, long by, String name, Instant from)
            throws IOException {
        requireMovable(data);
        var before = free(data, BEFORE + what + "-" + TIME.format(clock.instant()));
        var done = new Done(by, name, before, from);
        mark(data, List.of(folder.getFileName().toString(), before, ASIDE, Json.write(done)));
        return data.resolve(before);
    }

    /**
     * Puts in place what a restore had ready when the power was cut, if there is any. Each step may be done again.
     *
     * @return whether there was something before, which is kept
     */
    public static boolean finish(Path data) throws IOException {
        var mark = data.resolve(MARK);
        if (!Files.exists(mark)) {
            return false;
        }
        var names = Files.readAllLines(mark);
        var folder = data.resolve(names.get(0));
        var before = data.resolve(names.get(1));
        if (names.get(2).equals(ASIDE)) {
            // whatever is not of the archive goes, so that no -wal or -shm meets a database it does not belong to
            for (var old : children(data)) {
                if (isData(old.getFileName().toString())) {
                    Disks.makeFolder(before);
                    Files.move(old, before.resolve(old.getFileName()));
                }
            }
            mark(data, List.of(names.get(0), names.get(1), PLACE, names.get(3)));
        }
        for (var part : children(folder)) {
            Files.move(part, data.resolve(part.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.writeString(data.resolve(DONE), names.get(3));
        Folders.force(data);
        Files.delete(mark);
        Folders.delete(folder);
        return Files.exists(before);
    }

    private static void mark(Path data, List<String> lines) throws IOException {
        var fresh = data.resolve(MARK + ".new");
        Files.write(fresh, lines);
        Folders.force(fresh);
        Files.move(fresh, data.resolve(MARK), StandardCopyOption.ATOMIC_MOVE);
        Folders.force(data);
    }

    private Manifest unpack(Path file, Supplier<String> passphrase, Path folder, boolean withFiles) throws IOException {
        var manifest = new Archive(file, passphrase, progress).unpack(folder, withFiles);
        if (!Files.exists(folder.resolve(Manifest.KEYS))) {
            throw Problem.malformed("The archive holds no keys. Nothing was changed.");
        }
        for (var database : migrations.entrySet()) {
            var name = database.getKey();
            var db = folder.resolve(name);
            if (!Files.exists(db)) {
                throw Problem.malformed("The archive holds no " + name + ". Nothing was changed.");
            }
            progress.at("looking through " + name, 0, 0);
            Snapshot.check(db, database.getValue(), folder);
            if (!Snapshot.rows(db).equals(manifest.rows().get(name))) {
                throw Problem.malformed(name + " does not hold as many rows as the archive says. Nothing was changed.");
            }
        }
        lookAtContent(folder);
        return manifest;
    }

    /** What the program itself would never have stored: links that are scripts, and keys that fit nothing. */
    private void lookAtContent(Path folder) {
        try {
            lookThrough(folder);
        } catch (DamagedDatabase | IllegalStateException e) {
            LOG.log(Level.INFO, "an archive cannot be used", e);
            throw Problem.malformed("The archive holds something that cannot be read. Nothing was changed.");
        }
    }

    private void lookThrough(Path folder) {
        for (var database : migrations.entrySet()) {
            try (var db = Db.open(
                    folder.resolve(database.getKey()),
                    Db.Durability.FULL,
                    database.getValue(),
                    clock,
                    new Ids(clock))) {
                if (database.getKey().equals(Manifest.MAIN)) {
                    db.list(Text.class, ADDRESSES).forEach(text -> requireLink(text.text));
                    db.list(Text.class, ARCHIVES).forEach(text -> requirePlain(text.text));
                    requireKey(db, folder);
                }
            }
        }
    }

    private static void requireLink(String address) {
        var scheme = SCHEME.matcher(address.replaceAll("[\\p{Cntrl}\\s]", "").toLowerCase(Locale.ROOT));
        if (scheme.matches() && !Check.isLinkScheme(scheme.group(1))) {
            throw Problem.malformed(
                    "The archive holds a link that no page may have (" + scheme.group(1) + ":). Nothing was changed.");
        }
    }

    /** They are read, copied and thinned out by these names. */
    private static void requirePlain(String name) {
        if (!Shelf.isPlain(name)) {
            throw Problem.malformed("The archive tells of a backup that lies elsewhere. Nothing was changed.");
        }
    }

    private void requireKey(Db db, Path folder) {
        var known = db.list(Text.class, "select value as text from setting where name = 'key_id'");
        if (!known.isEmpty()
                && !Secrets.open(folder.resolve(Manifest.KEYS), random).has(known.getFirst().text)) {
            throw Problem.malformed("The keys in the archive do not belong to its database. Nothing was changed.");
        }
    }

    /** A folder beside the data, on the same disk, so that everything can be put in place by its name. */
    private <T> T within(Work<T> work) {
        var folder = data.resolve("restore-" + Scratch.name(random));
        try {
            Disks.makeFolder(folder);
            return work.in(folder);
        } catch (FailedMigration e) {
            throw Problem.malformed("The archive is of an earlier version, and cannot be brought up to date. "
                    + e.getMessage() + ". Nothing was changed.");
        } catch (IOException e) {
            throw Problem.malformed("The archive was not restored: " + Folders.words(e) + ".");
        } finally {
            if (!Files.exists(data.resolve(MARK))) {
                Folders.delete(folder);
            }
        }
    }

    /**
     * What of a data folder is replaced. Everything else stays: the configuration of this machine, archives, what was set
     * aside before, and what is not the program's, like the lost+found of a disk whose root the folder is.
     */
    private static boolean isData(String name) {
        return OWN.contains(name)
                || Stream.of(Manifest.MAIN, Manifest.TRAFFIC).anyMatch(database -> name.startsWith(database + "-"));
    }

    /** Looked at before anything is touched: a move that fails half-way keeps the server from starting. */
    private static void requireMovable(Path data) {
        try {
            for (var child : children(data)) {
                var name = child.getFileName().toString();
                if (!isData(name) || !Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                if (!Files.getAttribute(child, DEVICE).equals(Files.getAttribute(data, DEVICE))) {
                    throw Problem.malformed(child + " is a disk of its own, which cannot be set aside."
                            + " Restore into another folder, and put the disk there then. Nothing was changed.");
                }
                if (!Files.isWritable(child)) {
                    throw Problem.malformed(child + " belongs to somebody else and cannot be set aside."
                            + " Give it to " + System.getProperty("user.name") + " (chown). Nothing was changed.");
                }
            }
        } catch (IOException e) {
            throw Problem.malformed("The data folder cannot be read: " + Folders.words(e) + ". Nothing was changed.");
        }
    }

    /** The name, or the next one that nothing has: two restores within a second must not meet. */
    private static String free(Path data, String name) {
        var free = name;
        for (int i = 2; Files.exists(data.resolve(free)); i++) {
            free = name + "-" + i;
        }
        return free;
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    /**
     * What a restore did.
     *
     * @param before where the data of before is
     */
    public record Restored(Manifest manifest, Path before) {
        public Instant from() {
            return manifest.createdAt();
        }
    }

    /**
     * What was put in place.
     *
     * @param before the folder of the data of before
     * @param from when the archive was made
     */
    record Done(long by, String file, String before, Instant from) {
        /** And not the data that this server itself had before. */
        boolean isOfAnArchive() {
            return before.startsWith(BEFORE + RESTORE + "-");
        }
    }

    private record Text(String text) {}

    private interface Work<T> {
        T in(Path folder) throws IOException;
    }
}
