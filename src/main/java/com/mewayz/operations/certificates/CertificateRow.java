package com.mewayz.operations.certificates;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A host and its certificate.
 *
 * @param chain PEM; empty until there is one
 * @param reason why the last try went wrong; empty if it did not
 * @param rehearsing whether the next try goes to the stage
 * @param nextAt when to renew it, or to try again
 * @param askedAt when the authority was asked last for its advice on that
 */
record CertificateRow(
        long id,
        String host,
        String chain,
        String secret,
        String reason,
        int failures,
        boolean rehearsing,
        @Nullable Instant triedAt,
        Instant nextAt,
        @Nullable Instant askedAt,
        @Nullable Instant issuedAt,
        @Nullable Instant expiresAt) {
    @Override
    public String toString() {
        return "certificate of " + host;
    }
}
