package com.mewayz.accounts;

import java.time.Instant;

/**
 * Whom a provider means by a subject.
 *
 * @param provider its name when the two were linked
 * @param email what the provider called them then
 */
record Identity(
        long id,
        long user,
        String issuer,
        String subject,
        String provider,
        String email,
        Instant createdAt,
        Instant lastUsedAt) {}
