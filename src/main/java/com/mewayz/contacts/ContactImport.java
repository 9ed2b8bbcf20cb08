package com.mewayz.contacts;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A list of people that is brought along.
 *
 * @param known what happens with somebody who is known already
 * @param tag put on everybody; may be empty
 * @param consent how they agreed to letters, in the owner's words; empty if they did not
 * @param rows how many people are in the file
 * @param done how many of them were dealt with in this state
 * @param made how many are, or would be, new
 * @param changed how many were known and got something new
 * @param same how many were known and complete
 * @param refused how many rows are not those of a person
 * @param kept how many an undo left alone, because they were changed since
 */
public record ContactImport(
        long id,
        long workspace,
        String name,
        Known known,
        String tag,
        String consent,
        State state,
        int rows,
        int done,
        int made,
        int changed,
        int same,
        int refused,
        int kept,
        String error,
        @Nullable Instant finishedAt,
        Instant createdAt) {

    public enum Known {
        FILL,
        OVERWRITE,
        SKIP;

        static Known of(String word) {
            for (var known : values()) {
                if (known.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return known;
                }
            }
            return FILL;
        }
    }

    public enum State {
        MAPPING,
        CHECKING,
        READY,
        RUNNING,
        DONE,
        UNDOING,
        UNDONE,
        FAILED
    }

    boolean works() {
        return state == State.CHECKING || state == State.RUNNING || state == State.UNDOING;
    }
}
