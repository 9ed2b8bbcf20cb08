package com.mewayz.workspaces;

import com.mewayz.platform.web.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An invitation as whoever holds it sees it.
 *
 * @param email the one address it is for, or null
 * @param mailed whether it reached its holder by mail alone, which proves the address
 */
public record Offer(
        long id,
        long workspace,
        String name,
        @Nullable String email,
        Role role,
        String inviter,
        boolean mailed,
        Instant expiresAt) {}
