package com.mewayz.platform.files;

import com.mewayz.platform.Disks;
import com.mewayz.platform.Problem;
import com.mewayz.platform.crypto.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The store in a local folder: {@code ab/cd/abcd…}. A file appears under its name complete and on disk, or not at all:
 * it is written aside, forced to disk, renamed, and the folder that now lists it is forced to disk as well.
 */
public final class LocalFiles implements FileStore {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");
    private static final int CHUNK = 64 * 1024;

    private final Path folder;
    private final Path unfinished;

    /** Makes the folder if need be, and removes what a crash left unfinished: one process owns a data folder. */
    public LocalFiles(Path folder) {
        this.folder = folder;
        this.unfinished = folder.resolve("unfinished");
        onDisk(() -> {
            Disks.makeFolder(unfinished);
            try (var leftovers = Files.newDirectoryStream(unfinished)) {
                for (var leftover : leftovers) {
                    Files.delete(leftover);
                }
            }
            return unfinished;
        });
    }

    @Override
    public Stored put(byte[] bytes) {
        var stored = new Stored(Sha256.hex(bytes), bytes.length);
        return onDisk(() -> {
            var aside = aside();
            if (isThere(stored)) {
                settle(stored);
            } else {
                try {
                    try (var out = FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                        writeFully(out, ByteBuffer.wrap(bytes));
                        out.force(true);
                    }
                    name(aside, stored);
                } finally {
                    Files.deleteIfExists(aside);
                }
            }
            return stored;
        });
    }

    @Override
    public Stored put(InputStream bytes) {
        return onDisk(() -> {
            var aside = aside();
            try {
                var stored = copy(bytes, aside);
                if (isThere(stored)) {
                    settle(stored);
                } else {
                    name(aside, stored);
                }
                return stored;
            } finally {
                Files.deleteIfExists(aside);
            }
        });
    }

    @Override
    public InputStream open(String sha256, long from) {
        return onDisk(() -> {
            var channel = existing(() -> FileChannel.open(path(sha256), StandardOpenOption.READ));
            try {
                return Channels.newInputStream(channel.position(from));
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        });
    }

    @Override
    public long size(String sha256) {
        return onDisk(() -> existing(() -> Files.size(path(sha256))));
    }

    @Override
    public boolean delete(String sha256) {
        return NAME.matcher(sha256).matches() && onDisk(() -> Files.deleteIfExists(path(sha256)));
    }

    private Path path(String sha256) {
        if (!NAME.matcher(sha256).matches()) {
            throw Problem.notFound("file");
        }
        return inner(sha256).resolve(sha256);
    }

    private Path inner(String sha256) {
        return outer(sha256).resolve(sha256.substring(2, 4));
    }

    private Path outer(String sha256) {
        return folder.resolve(sha256.substring(0, 2));
    }

    private Path aside() {
        return unfinished.resolve(UUID.randomUUID().toString());
    }

    // A file of another size under this name was damaged from outside: writing it again repairs it.
    private boolean isThere(Stored stored) throws IOException {
        var path = path(stored.sha256());
        return Files.isRegularFile(path) && Files.size(path) == stored.size();
    }

    private void name(Path aside, Stored stored) throws IOException {
        Files.createDirectories(inner(stored.sha256()));
        Files.move(aside, path(stored.sha256()), StandardCopyOption.ATOMIC_MOVE);
        settle(stored);
    }

    // Also for a file that was there already: whoever renamed it a moment ago may not have come this far yet.
    private void settle(Stored stored) throws IOException {
        force(inner(stored.sha256()));
        force(outer(stored.sha256()));
        force(folder);
    }

    private static Stored copy(InputStream bytes, Path to) throws IOException {
        var digest = Sha256.digest();
        long size = 0;
        try (var out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var chunk = new byte[CHUNK];
            for (int read = bytes.read(chunk); read >= 0; read = bytes.read(chunk)) {
                digest.update(chunk, 0, read);
                writeFully(out, ByteBuffer.wrap(chunk, 0, read));
                size += read;
            }
            out.force(true);
        }
        return new Stored(HexFormat.of().formatHex(digest.digest()), size);
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private static void force(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static <T> T existing(Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (NoSuchFileException e) {
            throw Problem.notFound("file");
        }
    }

    private <T> T onDisk(Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            if (Disks.isFull(e, folder)) {
                throw Problem.noSpace();
            }
            if (Disks.isReadOnly(e, folder)) {
                throw Problem.readOnlyDisk();
            }
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }
}
