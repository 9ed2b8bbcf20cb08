package com.mewayz.operations.backups;

import com.mewayz.platform.Json;
import com.mewayz.platform.Problem;
import com.mewayz.platform.crypto.SealedStream;
import com.mewayz.platform.db.Snapshot;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes an archive of a data folder, also while a server works on it. */
public final class Backup {
    private static final int CHUNK = 64 * 1024;

    private final Path data;
    private final String version;
    private final Clock clock;
    private final SecureRandom random;
    private final Progress progress;

    public Backup(Path data, String version, Clock clock, SecureRandom random, Progress progress) {
        this.data = data;
        this.version = version;
        this.clock = clock;
        this.random = random;
        this.progress = progress;
    }

    /**
     * Writes the archive aside and gives it its name when it is complete and on disk.
     *
     * @param passphrase seals the archive; empty leaves it open to whoever reads the file
     * @throws Problem 409 if the file is there already, 507 if the disk is too small
     */
    public Manifest write(Path file, String passphrase) {
        var target = file.toAbsolutePath();
        if (Files.exists(target)) {
            throw Problem.conflict(file + " is there already. Choose another name.");
        }
        var folder = Objects.requireNonNull(target.getParent(), "a file has a folder");
        var aside = target.resolveSibling("." + target.getFileName() + "." + Scratch.name(random));
        var copies = data.resolve("backup-" + Scratch.name(random));
        try {
            requireSpace(target);
            Files.createDirectory(
                    copies, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.createFile(aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            var out = new BufferedOutputStream(Files.newOutputStream(aside), CHUNK);
            var manifest = write(passphrase.isEmpty() ? out : SealedStream.to(out, passphrase, random), copies);
            Folders.force(aside);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            Folders.force(folder);
            return manifest;
        } catch (NoSuchFileException e) {
            throw Problem.malformed("There is no folder for " + file + ".");
        } catch (IOException e) {
            throw Problem.malformed("The backup was not written: " + e.getMessage() + ".");
        } finally {
            Folders.delete(copies);
            Folders.delete(aside);
        }
    }

    /**
     * The files go first, then the databases, then the files that came meanwhile: so each file that a row speaks of is in
     * the archive, whatever is added or deleted in between.
     */
    private Manifest write(OutputStream out, Path copies) throws IOException {
        try (var zip = new ZipOutputStream(out)) {
            var entries = new Entries(zip);
            zip.setLevel(Deflater.NO_COMPRESSION); // pictures are packed already
            Set<String> written = new HashSet<>();
            entries.files("files", written);
            zip.setLevel(Deflater.BEST_SPEED);
            Map<String, Map<String, Long>> rows = new TreeMap<>();
            for (var name : List.of(Manifest.TRAFFIC, Manifest.MAIN)) {
                var copy = copies.resolve(name);
                Snapshot.take(data.resolve(name), copy, () -> progress.at("copying " + name, 0, 0));
                rows.put(name, Snapshot.rows(copy));
                entries.add(name, copy);
                Files.delete(copy);
            }
            zip.setLevel(Deflater.NO_COMPRESSION);
            entries.files("files", written);
            entries.files("themes", new HashSet<>());
            entries.add(Manifest.KEYS, data.resolve(Manifest.KEYS));
            var manifest = new Manifest(
                    Manifest.FORMAT, version, clock.instant(), rows, entries.sha256, written.size(), entries.bytes);
            zip.putNextEntry(new ZipEntry(Manifest.NAME));
            zip.write(Json.write(manifest).getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            return manifest;
        }
    }

    /** The copies of the databases stand beside the data while the archive is written. */
    private void requireSpace(Path target) throws IOException {
        long databases = 0;
        for (var name : List.of(Manifest.MAIN, Manifest.TRAFFIC)) {
            databases += Files.size(data.resolve(name));
        }
        long all = databases + Folders.size(data.resolve("files"));
        var there = Files.getFileStore(target.getParent());
        boolean same = there.equals(Files.getFileStore(data));
        long free = there.getUsableSpace();
        requireSpace(Objects.requireNonNull(target.getParent()), all + (same ? databases : 0), free);
        requireSpace(data, databases, Files.getFileStore(data).getUsableSpace());
    }

    private static void requireSpace(Path folder, long needed, long free) {
        if (free < needed + Room.RESERVE) {
            throw Problem.noSpace(
                    "There is not enough room for a backup on the disk of %s: it may need %,d MB beside %,d MB that stay free, and %,d MB are free."
                            .formatted(folder, needed >> 20, Room.RESERVE >> 20, free >> 20));
        }
    }

    /** What has gone into the archive so far. */
    private final class Entries {
        private final ZipOutputStream zip;
        private final Map<String, String> sha256 = new TreeMap<>();
        private long bytes;

        private Entries(ZipOutputStream zip) {
            this.zip = zip;
        }

        private void files(String folder, Set<String> known) throws IOException {
            var root = data.resolve(folder);
            if (!Files.isDirectory(root)) {
                return;
            }
            List<Path> found = new ArrayList<>();
            try (Stream<Path> all = Files.walk(root)) {
                all.filter(Files::isRegularFile).forEach(found::add);
            }
            for (var file : found) {
                var name = data.relativize(file).toString();
                if (Manifest.isName(name) && known.add(name) && !add(name, file)) {
                    known.remove(name);
                }
            }
        }

        /** @return false if somebody deleted it in between */
        private boolean add(String name, Path file) throws IOException {
            try (var in = Files.newInputStream(file)) {
                var entry = new ZipEntry(name);
                entry.setLastModifiedTime(FileTime.from(clock.instant()));
                zip.putNextEntry(entry);
                var digest = copy(in);
                zip.closeEntry();
                if (!Manifest.isFile(name)) {
                    sha256.put(name, digest);
                }
                return true;
            } catch (NoSuchFileException e) {
                return false;
            }
        }

        private String copy(InputStream in) throws IOException {
            var counting = new DigestInputStream(in, sha256());
            var chunk = new byte[CHUNK];
            for (int length = counting.read(chunk); length >= 0; length = counting.read(chunk)) {
                zip.write(chunk, 0, length);
                bytes += length;
                progress.at("writing", bytes, 0);
            }
            return HexFormat.of().formatHex(counting.getMessageDigest().digest());
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
