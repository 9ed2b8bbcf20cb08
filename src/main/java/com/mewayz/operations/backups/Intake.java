package com.mewayz.operations.backups;

import com.mewayz.platform.Problem;
import com.mewayz.platform.crypto.SealedStream;
import com.mewayz.platform.web.Incoming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes a file that comes in to disk, chunk by chunk; one at a time. It is there whole, or not at all. */
final class Intake {
    /** Larger ones come by another way: copied to the machine, and restored on its command line. */
    static final long MOST = 512L << 30;

    private static final int CHUNK = 64 * 1024;
    private static final int BEGINNING = 8;

    private final Path folder;
    private final SecureRandom random;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean closing;

    Intake(Path folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
    }

    /** What came in. */
    record Stored(String file, long bytes) {}

    /**
     * @param name of the file, without its ending
     * @throws Problem 409 while another one comes in, 507 if it does not fit, 400 if it ends early or is no archive
     */
    Stored take(Incoming incoming, String name) {
        if (busy.getAndSet(true)) {
            throw Problem.conflict("Another archive is being uploaded. Wait until it is here.");
        }
        var part = folder.resolve(".upload." + Scratch.name(random));
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var room = Room.of(folder);
            if (incoming.length().orElse(0) > room.left()) {
                throw tooSmall(room);
            }
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            var ending = write(incoming, part, room);
            long bytes = Files.size(part);
            Folders.force(part);
            Files.move(part, folder.resolve(name + ending), StandardCopyOption.ATOMIC_MOVE);
            Folders.force(folder);
            return new Stored(name + ending, bytes);
        } catch (IOException e) {
            throw Problem.noSpace("The upload was not stored: " + e.getMessage() + ".");
        } finally {
            Folders.delete(part);
            busy.set(false);
        }
    }

    /** How long the next one may be. */
    long most() {
        try {
            return Math.clamp(
                    Room.of(Files.isDirectory(folder) ? folder : folder.resolveSibling(""))
                            .left(),
                    0,
                    MOST);
        } catch (IOException e) {
            return 0;
        }
    }

    private String write(Incoming incoming, Path part, Room room) throws IOException {
        try (var in = incoming.file();
                var out = Files.newOutputStream(part, StandardOpenOption.WRITE)) {
            var chunk = new byte[CHUNK];
            int length = in.readNBytes(chunk, 0, BEGINNING);
            var ending = ending(chunk, length);
            long bytes = 0;
            while (length > 0) {
                if (closing) {
                    throw Problem.unavailable("The server stops. Upload the archive again in a moment.", Uploads.SOON);
                }
                bytes += length;
                if (bytes > MOST) {
                    throw Problem.tooLarge("At most " + (MOST >> 30) + " GB are accepted here.");
                }
                if (!room.fits(length)) {
                    throw tooSmall(room);
                }
                out.write(chunk, 0, length);
                length = in.read(chunk);
            }
            return ending;
        }
    }

    private static String ending(byte[] chunk, int length) {
        if (length == 0) {
            throw Problem.malformed("Choose an archive to upload.");
        }
        if (length == BEGINNING && SealedStream.isSealed(chunk)) {
            return ".mwz";
        }
        if (length == BEGINNING && chunk[0] == 'P' && chunk[1] == 'K') {
            return ".zip";
        }
        throw Problem.malformed("This file is no backup of Mewayz.");
    }

    private static Problem tooSmall(Room room) throws IOException {
        return Problem.noSpace(String.format(
                Locale.ENGLISH,
                "There is not enough room for this archive: %,d MB fit, so that %d MB stay free. Nothing was stored.",
                Math.max(0, room.left()) >> 20,
                Room.RESERVE >> 20));
    }

    /** Gives up what is coming in. */
    void close() {
        closing = true;
    }
}
