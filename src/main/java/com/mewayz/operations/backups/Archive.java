package com.mewayz.operations.backups;

import com.mewayz.platform.Disks;
import com.mewayz.platform.Json;
import com.mewayz.platform.Problem;
import com.mewayz.platform.crypto.SealedStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads an archive from its first byte to its last, once. Nothing in it decides where something is written but a name of
 * the few that are allowed, and nothing of it is believed before all of it was read.
 */
final class Archive {
    private static final int CHUNK = 64 * 1024;
    private static final int MOST_ENTRIES = 20_000_000;
    private static final int LONGEST_MANIFEST = 64 << 20;

    /** The last record of a zip without a comment, and how it begins. */
    private static final int END = 22;

    private static final int END_SIGNATURE = 0x504b0506;

    private final Path file;
    private final Supplier<String> passphrase;
    private final Progress progress;
    private final Map<String, String> sha256 = new HashMap<>();
    private long files;
    private long bytes;
    private long entries;
    private int told;

    /** @param passphrase asked for only where the archive is sealed */
    Archive(Path file, Supplier<String> passphrase, Progress progress) {
        this.file = file;
        this.passphrase = passphrase;
        this.progress = progress;
    }

    /**
     * Unpacks everything.
     *
     * @param withFiles false only reads them, and leaves the room they would take
     * @param folder an empty one, which is worthless if this fails
     * @throws Problem 400 with what is wrong with the archive
     */
    Manifest unpack(Path folder, boolean withFiles) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw Problem.malformed("There is no file " + file + ".");
        }
        var room = Room.of(folder);
        long length = Files.size(file);
        if (withFiles && room.left() < length) {
            throw tooSmall();
        }
        Manifest manifest = null;
        try (var counted = new Counted(Files.newInputStream(file));
                var zip = new ZipInputStream(opened(counted))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                progress.at("reading", counted.count, length);
                var name = entry.getName();
                if (manifest != null) {
                    throw broken("something stands behind its manifest");
                }
                if (!Manifest.isName(name)) {
                    throw broken("it holds a file that no backup of Mewayz has");
                }
                if (name.equals(Manifest.NAME)) {
                    manifest = manifest(zip);
                } else {
                    unpack(zip, name, folder, room, withFiles);
                }
                zip.closeEntry();
                entries++;
                told += mark(entry);
            }
            drain(counted);
            requireDirectory();
        } catch (ZipException | java.io.EOFException | IllegalArgumentException e) {
            throw broken("it was changed or cut off");
        } catch (FileAlreadyExistsException e) {
            throw broken("it holds the same file twice");
        }
        return compared(manifest);
    }

    /**
     * A zip tells of its entries once more at its end, where other programs look first: cut off or changed there, it is
     * whole for nobody else. What is sealed is so as a whole.
     */
    private void requireDirectory() throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            if (SealedStream.isSealed(in.readNBytes(8))) {
                return;
            }
        }
        try (var end = new RandomAccessFile(file.toFile(), "r")) {
            end.seek(Math.max(0, end.length() - END));
            if (end.length() < END || end.readInt() != END_SIGNATURE) {
                throw broken("it was changed or cut off");
            }
        }
        try (var zip = new ZipFile(file.toFile())) {
            int again = zip.stream().mapToInt(Archive::mark).sum();
            if (zip.size() != entries || again != told) {
                throw broken("it was changed or cut off");
            }
        }
    }

    /** The same for the same entry, whichever of the two places of a zip tells of it. */
    private static int mark(ZipEntry entry) {
        return Objects.hash(entry.getName(), entry.getCrc(), entry.getSize(), entry.getCompressedSize());
    }

    private InputStream opened(InputStream in) throws IOException {
        var buffered = new BufferedInputStream(in, CHUNK);
        buffered.mark(CHUNK);
        var beginning = buffered.readNBytes(8);
        buffered.reset();
        if (SealedStream.isSealed(beginning)) {
            return SealedStream.from(buffered, passphrase.get());
        }
        if (beginning.length < 4 || beginning[0] != 'P' || beginning[1] != 'K') {
            throw Problem.malformed(file + " is no backup of Mewayz.");
        }
        return buffered;
    }

    private void unpack(ZipInputStream zip, String name, Path folder, Room room, boolean withFiles) throws IOException {
        if (++files > MOST_ENTRIES) {
            throw broken("it holds too many files");
        }
        var digest = Backup.sha256();
        if (withFiles || !Manifest.isFile(name)) {
            var target = folder.resolve(name);
            Disks.makeFolder(Objects.requireNonNull(target.getParent()));
            Files.createFile(
                    target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.WRITE)) {
                copy(zip, digest, length -> {
                    if (!room.fits(length)) {
                        throw tooSmall();
                    }
                    return out;
                });
            }
            Folders.force(target);
        } else {
            copy(zip, digest, length -> OutputStream.nullOutputStream());
        }
        var hash = HexFormat.of().formatHex(digest.digest());
        if (!Manifest.isFile(name)) {
            sha256.put(name, hash);
            files--;
        } else if (!name.endsWith("/" + hash)) {
            throw broken("the file " + hash.substring(0, 12) + "… is not what its name says");
        }
    }

    private void copy(InputStream in, MessageDigest digest, Target target) throws IOException {
        var chunk = new byte[CHUNK];
        for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
            bytes += length;
            digest.update(chunk, 0, length);
            target.forNext(length).write(chunk, 0, length);
        }
    }

    /** Where so many bytes go next. */
    private interface Target {
        OutputStream forNext(int length) throws IOException;
    }

    private static Problem tooSmall() {
        return Problem.noSpace("There is not enough room beside the data to unpack the archive: %d MB must stay free."
                        .formatted(Room.RESERVE >> 20)
                + " Nothing was changed.");
    }

    private Manifest manifest(ZipInputStream zip) throws IOException {
        var text = zip.readNBytes(LONGEST_MANIFEST);
        Manifest read;
        try {
            read = Json.read(new String(text, StandardCharsets.UTF_8), Manifest.class);
        } catch (Problem e) {
            throw broken("its manifest cannot be read");
        }
        if (!read.isComplete()) {
            throw broken("its manifest does not say everything");
        }
        if (read.format() != Manifest.FORMAT) {
            throw broken("it was written by a newer Mewayz (" + read.version() + ")");
        }
        return read;
    }

    /** To the file's last byte: what is sealed is looked through to its end. */
    private static void drain(InputStream in) throws IOException {
        var chunk = new byte[CHUNK];
        while (in.read(chunk) >= 0) {
            // read on
        }
    }

    private Manifest compared(@Nullable Manifest manifest) {
        if (manifest == null) {
            throw broken("it was cut off before its manifest");
        }
        if (!manifest.sha256().equals(sha256)) {
            throw broken("a part is missing or was changed");
        }
        if (manifest.files() != files || manifest.bytes() != bytes) {
            throw broken("it holds %,d files where its manifest names %,d".formatted(files, manifest.files()));
        }
        return manifest;
    }

    /** Whether it is sealed and the passphrase does not open it; what is damaged further behind is not looked at. */
    static boolean isLocked(Path file, String passphrase) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(CHUNK);
            var beginning = in.readNBytes(8);
            in.reset();
            return SealedStream.isSealed(beginning) && (passphrase.isEmpty() || !SealedStream.opens(in, passphrase));
        }
    }

    /** SHA-256 of a file. */
    static byte[] hash(Path file) throws IOException {
        var digest = Backup.sha256();
        try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return digest.digest();
    }

    private Problem broken(String why) {
        return Problem.malformed(
                "The archive " + file.getFileName() + " cannot be used: " + why + ". Nothing was changed.");
    }

    /** Knows how much of the file was read. */
    private static final class Counted extends InputStream {
        private final InputStream in;
        private long count;

        private Counted(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] chunk, int from, int length) throws IOException {
            int part = in.read(chunk, from, length);
            count += Math.max(0, part);
            return part;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
