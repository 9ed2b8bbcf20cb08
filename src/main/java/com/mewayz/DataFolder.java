package com.mewayz;

import com.mewayz.operations.backups.Restore;
import com.mewayz.platform.config.BadSetting;
import com.mewayz.platform.config.Settings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The folder that holds everything, locked against a second server. */
final class DataFolder implements AutoCloseable {
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
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            var probe = Files.createTempFile(folder, ".write", "");
            Files.delete(probe);
            return folder;
        } catch (FileAlreadyExistsException e) {
            throw new BadSetting("The data folder " + folder + " is a file. Name a folder with --data.");
        } catch (IOException e) {
            var user = System.getProperty("user.name");
            throw new BadSetting("The data folder %s cannot be written (%s). Give it to this user: sudo chown -R %s %s"
                    .formatted(folder, e.getMessage(), user, folder));
        }
    }

    /** Writes down where the server on this folder is, for the commands beside it. */
    static void remember(Path folder, String address) {
        try {
            Files.writeString(folder.resolve("address"), address + "\n");
        } catch (IOException e) {
            throw new BadSetting("The data folder " + folder + " cannot be written: " + e.getMessage() + ".");
        }
    }

    /** Where the server on the folder is, or was last; before its first start, where it would be. */
    static String address(Settings settings) {
        try {
            return Files.readString(settings.data().resolve("address")).strip();
        } catch (IOException e) {
            return Banner.address(settings, settings.port());
        }
    }

    static DataFolder lock(Path folder) {
        prepare(folder);
        try {
            var channel =
                    FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new BadSetting("Another Mewayz is running on " + folder
                        + ". Stop it first, or name another folder with --data.");
            }
            var locked = new DataFolder(channel, lock);
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
                    + e.getMessage() + ". Put that right and start again; nothing is lost.");
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
