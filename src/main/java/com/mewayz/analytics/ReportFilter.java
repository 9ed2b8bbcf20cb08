package com.mewayz.analytics;

import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Filter;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses visits, see {@link Filter}.
 *
 * @param not everything but these
 */
public record ReportFilter(
        @Nullable String dimension,
        @Nullable List<String> values,
        @Nullable Boolean not) {
    private static final int VALUES = 20;
    private static final int LONGEST = 300;

    boolean isRight() {
        return dimension != null
                && values != null
                && !values.isEmpty()
                && values.size() <= VALUES
                && values.stream().allMatch(value -> value != null && value.length() <= LONGEST)
                && Dimension.of(dimension).filter(Dimension::filters).isPresent();
    }

    Filter filter() {
        if (dimension == null || values == null) {
            throw new IllegalStateException("checked before it was stored");
        }
        return new Filter(Dimension.of(dimension).orElseThrow(), new HashSet<>(values), Boolean.TRUE.equals(not));
    }
}
