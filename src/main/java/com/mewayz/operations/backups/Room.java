package com.mewayz.operations.backups;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much may still be written to a disk, so that the server can go on with what is left. */
final class Room {
    /** What stays free, whatever is unpacked or taken in. */
    static final long RESERVE = 256 << 20;

    private static final long STEP = 16 << 20;

    private final Disk disk;
    private long known;

    Room(Disk disk) {
        this.disk = disk;
    }

    /** On the disk that the folder is on. */
    static Room of(Path folder) throws IOException {
        return new Room(Files.getFileStore(folder)::getUsableSpace);
    }

    /** Bytes that may be written; less than 0 where others have taken more than they should. */
    long left() throws IOException {
        return disk.free() - RESERVE;
    }

    /** Whether so many may be written next, a few at a time; others write, too, so the disk is asked again and again. */
    boolean fits(int bytes) throws IOException {
        if (known < bytes) {
            known = Math.min(STEP, left());
        }
        known -= bytes;
        return known >= 0;
    }

    /** Knows how many bytes are free. */
    interface Disk {
        long free() throws IOException;
    }
}
