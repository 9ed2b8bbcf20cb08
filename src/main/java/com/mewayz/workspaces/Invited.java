package com.mewayz.workspaces;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of inviting: a line for each address, or one for a link. */
public record Invited(List<Line> results) {

    /**
     * @param email the address as it was given, null for a link
     * @param says the outcome in words
     * @param invitation its id, if there is one now
     * @param link shown this once, to be passed on by hand; null if it went by mail
     */
    public record Line(
            @Nullable String email,
            Outcome outcome,
            String says,
            @Nullable Long invitation,
            @Nullable String link) {
        static Line refused(String email, Outcome outcome, String says) {
            return new Line(email, outcome, says, null, null);
        }

        public boolean fine() {
            return outcome == Outcome.INVITED;
        }

        @Override
        public String toString() {
            return "invitation " + invitation + " " + outcome; // never the link
        }
    }

    /** How one line went. */
    public enum Outcome {
        INVITED,
        ALREADY_MEMBER,
        ALREADY_INVITED,
        NO_ADDRESS
    }
}
