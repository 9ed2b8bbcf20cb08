package com.mewayz.apitokens;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API token as its workspace sees it: never the token itself.
 *
 * @param start its first characters, to recognise it by
 * @param user who made it; it dies with their membership
 * @param expiresAt null for never
 * @param lastUsedAt to five minutes; null for never
 */
public record ApiToken(
        long id,
        String name,
        String start,
        List<String> abilities,
        long user,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
