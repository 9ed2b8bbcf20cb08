package com.mewayz.analytics;

import com.mewayz.traffic.Dimension;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a workspace wants people to do.
 *
 * @param target a block's id, a path or address with {@code *} for anything, the name of an event, or a kind of fact
 * @param amount in minor units of the currency, where each is worth the same
 */
public record Goal(
        long id,
        String name,
        Kind kind,
        String target,
        Worth worth,
        long amount,
        @Nullable String currency,
        Instant createdAt) {

    /** As somebody would send it. */
    GoalInput input() {
        return new GoalInput(name, kind, target, worth, amount, currency);
    }

    /** What has to be done. */
    public enum Kind {
        LINK("A link is followed", Dimension.LINK),
        PAGE("A page is opened", Dimension.PAGE),
        OUTBOUND("A link to elsewhere is followed", Dimension.OUTBOUND),
        EVENT("An event is sent", Dimension.EVENT),
        FACT("Something happens in Mewayz", null);

        private final String words;
        final @Nullable Dimension dimension;

        Kind(String words, @Nullable Dimension dimension) {
            this.words = words;
            this.dimension = dimension;
        }

        public String words() {
            return words;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How much it is worth each time: nothing, the same, or what the event or fact says of itself. */
    public enum Worth {
        NONE,
        FIXED,
        OWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
