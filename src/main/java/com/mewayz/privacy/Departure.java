package com.mewayz.privacy;

import java.util.List;

/**
 * What it means that a person goes.
 *
 * @param gone workspaces that only they are in, deleted with all that is in them
 * @param left workspaces that go on without them
 * @param held workspaces that would be left without an owner; while there is one, nobody goes
 * @param lastOperator whether nobody would run the server for those who stay
 */
public record Departure(List<Emptied> gone, List<String> left, List<String> held, boolean lastOperator) {
    public boolean possible() {
        return held.isEmpty() && !lastOperator;
    }

    /** A workspace that goes, and what with it. */
    public record Emptied(long id, String name, int sites, int live, long pictures, long tokens) {}
}
