package com.mewayz.operations.upgrades;

import com.mewayz.operations.backups.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * An upgrade that has begun and is not over, in the file {@code upgrading}: the name of what was kept, and which way it
 * goes. Programs of any version read it.
 */
record Mark(String kept, Way way) {
    private static final String FILE = "upgrading";

    enum Way {
        /** To the form of the newer program. */
        FORWARD,
        /** To what was kept, since it could not be done. */
        BACK
    }

    static Optional<Mark> of(Path data) throws IOException {
        var file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file);
        return Optional.of(new Mark(lines.get(0), Way.valueOf(lines.get(1))));
    }

    void putOn(Path data) throws IOException {
        var fresh = data.resolve(FILE + ".new");
        Files.writeString(fresh, kept + "\n" + way + "\n");
        Folders.force(fresh);
        Files.move(fresh, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        Folders.force(data);
    }

    static void takeOff(Path data) throws IOException {
        if (Files.deleteIfExists(data.resolve(FILE))) {
            Folders.force(data);
        }
    }
}
