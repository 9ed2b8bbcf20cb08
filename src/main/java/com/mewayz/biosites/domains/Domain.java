package com.mewayz.biosites.domains;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A host of a site, with what has to stand in the DNS for it.
 *
 * @param name in ASCII, as programs write it
 * @param shown as people write it
 * @param state waiting until it leads here for the first time, then verified, or failing
 * @param reason why it is not verified, or what is odd about it, in a sentence; may be empty
 * @param current whether the site is here; the other verified domains of a site lead to this one
 * @param address where the site is under this name
 * @param records any of {@code address}, or {@code alias} in their place, and {@code proof} if there is one
 * @param checkedAt when it was looked at last
 * @param verifiedAt when it led here for the first time
 */
public record Domain(
        long id,
        String name,
        String shown,
        DomainRow.State state,
        String reason,
        boolean current,
        String address,
        List<Entry> records,
        @Nullable Instant checkedAt,
        @Nullable Instant verifiedAt,
        Instant createdAt) {

    /** A record to enter at the registrar. */
    public record Entry(Purpose purpose, String type, String name, String value) {}

    public enum Purpose {
        ADDRESS,
        ALIAS,
        PROOF
    }
}
