package com.mewayz.biosites;

import com.mewayz.platform.Check;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may set on a block. Only the content is needed: a block is shown, and not highlighted, by default.
 *
 * @param active whether visitors see it once it is published
 * @param highlighted at most one block of a site is; highlighting one takes it from the other
 * @param visibleFrom the first moment visitors see it, null for always
 * @param visibleUntil the first moment they no longer do, null for never
 */
public record BlockInput(
        Boolean active,
        Boolean highlighted,
        @Nullable Instant visibleFrom,
        @Nullable Instant visibleUntil,
        Block content) {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    public BlockInput {
        active = active == null ? Boolean.TRUE : active;
        highlighted = highlighted == null ? Boolean.FALSE : highlighted;
    }

    public BlockInput(Block content) {
        this(true, false, null, null, content);
    }

    private static boolean isThinkable(@Nullable Instant at) {
        return at == null || at.isAfter(EARLIEST) && at.isBefore(LATEST);
    }

    void check(Check check) {
        check.that(
                "visible_until",
                visibleFrom == null || visibleUntil == null || visibleFrom.isBefore(visibleUntil),
                "The end must be after the start.");
        check.that("visible_from", isThinkable(visibleFrom), "Write a date from this century.");
        check.that("visible_until", isThinkable(visibleUntil), "Write a date from this century.");
        if (content == null) {
            check.that("content", false, "Say what the block holds.");
        } else {
            content.check(check);
        }
    }
}
