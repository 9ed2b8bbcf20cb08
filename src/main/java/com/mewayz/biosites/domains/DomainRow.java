package com.mewayz.biosites.domains;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A domain as it is stored.
 *
 * @param proof what its TXT record has to say, where that is asked
 * @param failures how many checks in a row went wrong
 * @param nextCheckAt null for never by itself
 * @param verifiedAt the first time
 * @param chosenAt of a site's verified domains the one that was chosen last is where the site is
 */
record DomainRow(
        long id,
        long workspace,
        long site,
        String name,
        String proof,
        State state,
        String reason,
        int failures,
        @Nullable Instant checkedAt,
        @Nullable Instant nextCheckAt,
        @Nullable Instant verifiedAt,
        @Nullable Instant chosenAt,
        Instant createdAt) {
    public enum State {
        WAITING,
        VERIFIED,
        FAILING
    }
}
