package com.mewayz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mewayz.operations.backups.Folders;
import com.mewayz.operations.backups.Restore;
import com.mewayz.platform.Disks;
import com.mewayz.platform.config.BadSetting;
import com.mewayz.platform.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that holds everything, locked against a second server. */
final class DataFolder implements AutoCloseable {
    private static final String ADDRESS = "address";
    private static final String LOCK = ".lock";

    private final FileChannel channel;
    private final @Nullable FileLock lock;

    private DataFolder(FileChannel channel, @Nullable FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Creates the folder if needed. */
    static Path prepare(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Disks.makeFolder(folder);
            }
            var probe = Files.createTempFile(folder, ".write", "");
            Files.delete(probe);
            return folder;
        } catch (FileAlreadyExistsException e) {
            throw new BadSetting("The data folder " + folder + " is a file. Name a folder with --data.");
        } catch (IOException e) {
            if (Disks.isReadOnly(e, folder)) {
                throw new BadSetting(
                        "The data folder " + folder + " is on a disk that is read-only. The log of the system"
                                + " says why (dmesg); make the disk writable and start again, or name another folder with --data.");
            }
            if (Disks.isFull(e, folder)) {
                throw new BadSetting(
                        "The disk of the data folder " + folder + " is full. Free some space and start again.");
            }
            var user = System.getProperty("user.name");
            throw new BadSetting("The data folder %s cannot be written (%s). Give it to this user: sudo chown -R %s %s"
                    .formatted(folder, e.getMessage(), user, folder));
        }
    }

    /** Writes down where the server on this folder is, for the commands beside it: for people, and on this machine. */
    static void remember(Settings settings, int port) {
        var folder = settings.data();
        try {
            Files.writeString(
                    folder.resolve(ADDRESS), Banner.address(settings, port) + "\n" + local(settings, port) + "\n");
        } catch (IOException e) {
            throw new BadSetting("The data folder " + folder + " cannot be written: " + e.getMessage() + ".");
        }
    }

    /** Where the server on the folder is, or was last; before its first start, where it would be. */
    static String address(Settings settings) {
        return line(settings, 0).orElseGet(() -> Banner.address(settings, settings.port()));
    }

    /** The same as this machine itself reaches it, like {@code http://127.0.0.1:8080}. */
    static URI local(Settings settings) {
        return line(settings, 1).map(URI::create).orElseGet(() -> local(settings, settings.port()));
    }

    static URI local(Settings settings, int port) {
        var host = switch (settings.host()) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "::1";
            default -> settings.host();
        };
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    private static Optional<String> line(Settings settings, int number) {
        try {
            return Files.readString(settings.data().resolve(ADDRESS))
                    .lines()
                    .skip(number)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static DataFolder lock(Path folder) {
        prepare(folder);
        try {
            var channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                var who = running(folder).map(it -> ", as process " + it.pid).orElse("");
                throw new BadSetting("Another Mewayz is running on " + folder + who
                        + ". Stop it first, or name another folder with --data.");
            }
            var locked = new DataFolder(channel, lock);
            locked.sayWho();
            finishRestore(folder, locked);
            return locked;
        } catch (IOException e) {
            throw new BadSetting("The data folder " + folder + " cannot be locked: " + e.getMessage()
                    + ". A network folder may not support it; use a local disk.");
        }
    }

    private static void finishRestore(Path folder, DataFolder locked) {
        try {
            Restore.finish(folder);
        } catch (IOException e) {
            locked.close();
            throw new BadSetting("A restore into " + folder + " was interrupted and cannot be finished: "
                    + Folders.words(e) + ". Put that right and start again; nothing is lost.");
        }
    }

    /** Through the locked channel: to open the file once more and close it would release the lock. */
    private void sayWho() throws IOException {
        var who = new Running(
                ProcessHandle.current().pid(),
                Version.text(),
                Supervision.allowsSuccessor(System.getenv()),
                System.nanoTime());
        channel.truncate(0).write(ByteBuffer.wrap(who.lines().getBytes(UTF_8)), 0);
    }

    /**
     * Who works on a folder.
     *
     * @param leaves whether another process may take the place of this one
     * @param run differs with each start
     */
    record Running(long pid, String version, boolean leaves, long run) {
        private String lines() {
            return pid + "\n" + version + "\n" + leaves + "\n" + run + "\n";
        }
    }

    /** Whoever has locked the folder; for the commands beside it, not for the process that locked it itself. */
    static Optional<Running> running(Path folder) {
        try {
            var lock = folder.resolve(LOCK);
            var lines = Files.readAllLines(lock);
            var who = new Running(
                    Long.parseLong(lines.get(0)),
                    lines.get(1),
                    Boolean.parseBoolean(lines.get(2)),
                    Long.parseLong(lines.get(3)));
            return hasOpen(who.pid, lock) ? Optional.of(who) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // nobody has, or is about to say so
        }
    }

    /** A number alone says little: processes end, and other ones get their numbers. */
    private static boolean hasOpen(long pid, Path file) throws IOException {
        var descriptors = Path.of("/proc", String.valueOf(pid), "fd");
        if (!Files.isReadable(descriptors)) {
            return ProcessHandle.of(pid).isPresent();
        }
        try (Stream<Path> all = Files.list(descriptors)) {
            var real = file.toRealPath();
            return all.anyMatch(each -> leadsTo(each, real));
        }
    }

    private static boolean leadsTo(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file);
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            if (lock != null) {
                lock.release();
            }
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot release the data folder", e);
        }
    }
}
