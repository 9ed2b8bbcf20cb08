package com.mewayz.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Why a disk takes no writes. Java has types neither for a full one nor for one that is read-only, and the system's words
 * may be in any language, so the disk is asked too.
 */
public final class Disks {
    private static final int LEAST = 64 * 1024;

    private Disks() {}

    public static boolean isFull(IOException e, Path folder) {
        var words = String.valueOf(e.getMessage());
        return words.contains("No space left") || words.contains("quota exceeded") || isFull(folder);
    }

    /** Whether hardly anything fits any more. */
    public static boolean isFull(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() < LEAST;
        } catch (IOException unknown) {
            return false;
        }
    }

    public static boolean isReadOnly(IOException e, Path folder) {
        try {
            return String.valueOf(e.getMessage()).contains("Read-only file system")
                    || Files.getFileStore(folder).isReadOnly();
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Makes a folder that nobody but its owner may look into, with those above it; one that is there stays as it is. */
    public static Path makeFolder(Path folder) throws IOException {
        return Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
