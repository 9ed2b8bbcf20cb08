package com.mewayz.operations.status;

import com.mewayz.platform.Check;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the operator tells first.
 *
 * @param impact minor, major or maintenance
 * @param beginsAt left out for now; in the future it is planned
 */
public record IncidentInput(
        @Nullable String title,
        @Nullable String impact,
        @Nullable Instant beginsAt,
        @Nullable String body) {
    private static final Set<String> IMPACTS = Set.of("minor", "major", Incidents.MAINTENANCE);
    private static final int LONGEST_TITLE = 120;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    /** @throws com.mewayz.platform.Problem 422 */
    Checked checked(Instant now) {
        var at = beginsAt == null ? now : beginsAt;
        boolean planned = at.isAfter(now);
        new Check()
                .line("title", title, 1, LONGEST_TITLE)
                .oneOf("impact", impact, IMPACTS)
                .text("body", body, 1, NoteInput.LONGEST)
                .that("begins_at", !at.isBefore(EARLIEST) && at.isBefore(LATEST), "Choose a time from 2000 to 2099.")
                .that("begins_at", !planned || maintains(), "Only maintenance can be planned.")
                .done();
        var state = planned ? Incidents.PLANNED : maintains() ? "monitoring" : "investigating";
        return new Checked(String.valueOf(title), String.valueOf(impact), at, state, String.valueOf(body));
    }

    private boolean maintains() {
        return Incidents.MAINTENANCE.equals(impact);
    }

    record Checked(String title, String impact, Instant beginsAt, String state, String body) {}
}
