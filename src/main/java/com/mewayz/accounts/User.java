package com.mewayz.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in.
 *
 * @param verifiedAt when the address was proved to be theirs
 * @param operator whether they run this server, beside what they are in workspaces
 */
public record User(
        long id,
        String name,
        String email,
        Instant createdAt,
        @Nullable Instant verifiedAt,
        boolean operator) {}
