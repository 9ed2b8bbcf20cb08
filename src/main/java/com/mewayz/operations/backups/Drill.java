package com.mewayz.operations.backups;

import java.time.Instant;

/**
 * A trial restore.
 *
 * @param file the archive
 * @param state running, passed, failed, or locked: the archive is sealed, and its passphrase is not known here
 * @param madeBy 0 for the timetable
 * @param millis how long it took
 * @param contentRows in both databases; {@code contentFiles}: pictures and the like
 * @param reason why it failed, or what is missing
 */
record Drill(
        long id,
        String file,
        String state,
        long madeBy,
        long millis,
        long contentRows,
        long contentFiles,
        String reason,
        Instant createdAt) {}
