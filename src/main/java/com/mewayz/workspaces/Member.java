package com.mewayz.workspaces;

import com.mewayz.platform.web.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user's place in a workspace.
 *
 * @param lastSeenAt when they last used one of their sessions, to a few minutes; null if none is left
 */
public record Member(
        long id,
        long workspace,
        long user,
        String name,
        String email,
        Role role,
        Instant createdAt,
        @Nullable Instant lastSeenAt) {}
