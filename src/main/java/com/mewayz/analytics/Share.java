package com.mewayz.analytics;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures that whoever has the link may see, without the link.
 *
 * @param locked whether it asks for a password, too
 * @param expiresAt null for never
 * @param lastSeenAt to five minutes; null for never
 */
public record Share(
        long id,
        String name,
        List<Long> sites,
        boolean locked,
        @Nullable Instant expiresAt,
        @Nullable Instant lastSeenAt,
        Instant createdAt) {}
