package com.mewayz.workspaces;

import java.time.Instant;
import java.time.ZoneId;

/**
 * What one creator, or a team, works in.
 *
 * @param secondFactor whether it asks its members for a second factor
 */
public record Workspace(long id, String name, String timezone, boolean secondFactor, Instant createdAt) {
    public ZoneId zone() {
        return ZoneId.of(timezone);
    }
}
