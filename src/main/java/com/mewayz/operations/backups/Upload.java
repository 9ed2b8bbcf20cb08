package com.mewayz.operations.backups;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An archive that came from elsewhere.
 *
 * @param file its name here; empty once it was refused
 * @param name what it is called where it comes from
 * @param state checking; whole; unopened: it could not be looked through yet; refused
 * @param contentRows in both databases; {@code contentFiles}: pictures and the like
 * @param version of the program that wrote it
 * @param archivedAt when it was made
 * @param error why it was refused or is unopened
 */
record Upload(
        long id,
        String file,
        String name,
        String state,
        long madeBy,
        long bytes,
        long contentRows,
        long contentFiles,
        String version,
        @Nullable Instant archivedAt,
        String error,
        Instant createdAt) {
    /** Whether it is there to be brought back, and nobody reads it now. */
    boolean isKept() {
        return !file.isEmpty() && !state.equals("checking");
    }
}
