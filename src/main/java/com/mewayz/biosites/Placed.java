package com.mewayz.biosites;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A block in its place on a site's draft. {@code position} counts from 0. */
public record Placed(
        long id,
        long site,
        int position,
        boolean active,
        boolean highlighted,
        @Nullable Instant visibleFrom,
        @Nullable Instant visibleUntil,
        Block content,
        Instant updatedAt,
        Instant createdAt) {

    /** What an editor would have to send to leave everything as it is. */
    public BlockInput input() {
        return new BlockInput(active, highlighted, visibleFrom, visibleUntil, content);
    }

    /** The same as a row somewhere else; a copy never takes the highlight from the original. */
    Place placeIn(long otherSite, int otherPosition, Instant now) {
        return new Place(
                otherSite,
                otherPosition,
                active,
                highlighted && otherSite != site,
                visibleFrom,
                visibleUntil,
                content,
                now);
    }

    /** The columns of a block's row. */
    record Place(
            long site,
            int position,
            boolean active,
            boolean highlighted,
            @Nullable Instant visibleFrom,
            @Nullable Instant visibleUntil,
            Block content,
            Instant updatedAt) {}
}
