package com.mewayz.traffic;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Figures of the past that another program counted, for one site.
 *
 * @param origin which program, empty before the file has been read
 * @param why what stood against it, where it was refused
 * @param understood how many lines of the file make sense
 * @param refused how many do not; {@code reasons} says why, for the first of each kind
 * @param percent how much of it is stored
 * @param firstDay as 2026-03-01, null where there is none
 * @param ownDays on how many of its days the site has figures of its own, which stay
 * @param takenDays how many days of some of its lists another import has already
 */
public record Import(
        long id,
        long site,
        long user,
        String origin,
        String file,
        State state,
        String why,
        long understood,
        long refused,
        List<String> reasons,
        int percent,
        @Nullable String firstDay,
        @Nullable String lastDay,
        long ownDays,
        long takenDays,
        Instant createdAt) {

    /** How far an import is. */
    public enum State {
        /** The file is here. */
        WAITING,
        READING,
        /** Read, to be looked at; it counts for nothing yet. */
        READY,
        /** Its figures are shown. */
        KEPT,
        REFUSED,
        UNDONE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A day's figures as another program counted them.
     *
     * @param dimension null for the day as a whole
     * @param day since 1970
     * @param value as {@link Report.Part} has it
     */
    public record Line(@Nullable Dimension dimension, long day, String value, Tally tally) {}

    /** A file that waits to be read. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Waiting(long id, long workspace, long site, String file, byte[] content) {}

    /** What reading a file came to. */
    public record Outcome(String origin, long understood, long refused, List<String> reasons) {
        public Outcome {
            reasons = List.copyOf(reasons);
        }
    }
}
