package com.mewayz.operations.upgrades;

import com.mewayz.operations.backups.Folders;
import com.mewayz.operations.backups.Manifest;
import com.mewayz.platform.Json;
import com.mewayz.platform.Problem;
import com.mewayz.platform.crypto.Sha256;
import com.mewayz.platform.db.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The data of before the last upgrades: {@code before-upgrade/VERSION-TIME} in the data folder, each with a copy of the
 * databases and the keys, a link to every file, so that none that is deleted later is missed, and a label.
 */
final class EarlierData {
    static final String FOLDER = "before-upgrade";
    static final String FILES = "files";

    private static final int KEPT = 2;
    private static final String UNFINISHED = "unfinished";
    private static final String LABEL = "label.json";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path data;
    private final Path folder;

    EarlierData(Path data) {
        this.data = data;
        this.folder = data.resolve(FOLDER);
    }

    /**
     * What is in such a folder. Programs of later versions read it: components may be left out there, never added.
     *
     * @param program the version it belongs to
     * @param schema the number of the last migration, by database
     * @param sha256 of each database
     * @param files whether the files are there, which not every file system allows
     */
    record Label(String program, Map<String, Integer> schema, Instant at, Map<String, String> sha256, boolean files) {}

    /** One of them, whole. */
    record Entry(Path folder, Label label) {
        /** What it is called on the command line. */
        String name() {
            return folder.getFileName().toString();
        }
    }

    /** Those that are complete, the newest first. */
    List<Entry> all() throws IOException {
        List<Entry> found = new ArrayList<>();
        for (var each : children(folder)) {
            read(each).ifPresent(found::add);
        }
        found.sort(Comparator.comparing((Entry entry) -> entry.label.at).reversed());
        return found;
    }

    /** Empty if it is not there, or not whole. */
    Optional<Entry> find(String name) throws IOException {
        return read(folder.resolve(name));
    }

    /**
     * Copies what is there now. Nobody may use the folder meanwhile.
     *
     * @param watch told of each copy before it begins
     * @throws Problem 507 if the disk is full; then nothing is left of it
     */
    Entry keep(Stamp stamp, Instant now, Watch watch) throws IOException {
        var unfinished = folder.resolve(UNFINISHED);
        Folders.delete(unfinished);
        Files.createDirectories(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            Map<String, String> sha256 = new TreeMap<>();
            for (var name : stamp.schema().keySet()) {
                var copy = unfinished.resolve(name);
                watch.copies(name, data.resolve(name), copy);
                Snapshot.take(data.resolve(name), copy);
                sha256.put(name, sha256(copy));
                Folders.force(copy);
            }
            var keys = data.resolve(Manifest.KEYS);
            if (Files.exists(keys)) {
                Folders.force(Files.copy(keys, unfinished.resolve(Manifest.KEYS), StandardCopyOption.COPY_ATTRIBUTES));
            }
            boolean files = link(data.resolve(FILES), unfinished.resolve(FILES));
            var label = new Label(stamp.program(), stamp.schema(), now, sha256, files);
            Folders.force(Files.writeString(unfinished.resolve(LABEL), Json.write(label)));
            Folders.force(unfinished);
            var kept = folder.resolve(stamp.program().replaceAll("[^0-9A-Za-z.+-]", "_") + "-" + TIME.format(now));
            Folders.delete(kept);
            Files.move(unfinished, kept, StandardCopyOption.ATOMIC_MOVE);
            Folders.force(folder);
            return new Entry(kept, label);
        } finally {
            Folders.delete(unfinished);
        }
    }

    /** Told what is being copied, where to, for whoever wants to know how far it is. */
    interface Watch {
        void copies(String name, Path from, Path to);
    }

    /** Takes the oldest away. */
    void thinOut() throws IOException {
        var all = all();
        all.subList(Math.min(KEPT, all.size()), all.size()).forEach(entry -> Folders.delete(entry.folder));
    }

    static String sha256(Path file) throws IOException {
        var digest = Sha256.digest();
        try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Files.copy(file, out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * The same files under other names: no bytes are copied, and none of them is ever written to.
     *
     * @return false where the file system has no such links; then nothing is there
     */
    static boolean link(Path from, Path to) throws IOException {
        try {
            for (var each : children(from)) {
                var target = to.resolve(each.getFileName());
                if (Files.isDirectory(each)) {
                    if (!link(each, target)) {
                        return false;
                    }
                } else {
                    Files.createDirectories(to);
                    Files.createLink(target, each);
                }
            }
            return true;
        } catch (UnsupportedOperationException | FileSystemException e) {
            Folders.delete(to);
            return false;
        }
    }

    private static Optional<Entry> read(Path entry) throws IOException {
        var label = entry.resolve(LABEL);
        if (!Files.isRegularFile(label) || entry.endsWith(UNFINISHED)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Entry(entry, Json.read(Files.readString(label), Label.class)));
        } catch (Problem e) {
            return Optional.empty();
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }
}
