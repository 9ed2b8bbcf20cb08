package com.mewayz.workspaces;

import java.time.Instant;
import java.time.ZoneId;

/** What one creator, or a team, works in. */
public record Workspace(long id, String name, String timezone, Instant createdAt) {
    public ZoneId zone() {
        return ZoneId.of(timezone);
    }
}
