package com.mewayz.traffic;

import java.util.Set;

/**
 * Chooses visits. Where the dimension is one of single acts (a page, a link, an event), it chooses the visits in which
 * there was such an act, day by day.
 *
 * @param values any of them; as texts, for {@link Dimension#LINK} block ids; the empty text: where nothing is known
 * @param not everything but these
 */
public record Filter(Dimension dimension, Set<String> values, boolean not) {
    public Filter {
        if (!dimension.filters()) {
            throw new IllegalArgumentException(dimension + " cannot filter");
        }
        values = Set.copyOf(values);
    }

    public static Filter is(Dimension dimension, String value) {
        return new Filter(dimension, Set.of(value), false);
    }
}
