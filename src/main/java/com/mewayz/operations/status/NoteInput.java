package com.mewayz.operations.status;

import com.mewayz.platform.Check;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What more is told.
 *
 * @param state how it stands now: planned, investigating, identified, monitoring or resolved
 */
public record NoteInput(@Nullable String state, @Nullable String body) {
    static final int LONGEST = 2000;

    private static final Set<String> STATES =
            Set.of(Incidents.PLANNED, "investigating", "identified", "monitoring", Incidents.RESOLVED);

    /** @throws com.mewayz.platform.Problem 422 */
    Checked checked() {
        new Check().oneOf("state", state, STATES).text("body", body, 1, LONGEST).done();
        return new Checked(String.valueOf(state), String.valueOf(body));
    }

    record Checked(String state, String body) {}
}
