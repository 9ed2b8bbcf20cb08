package com.mewayz.analytics;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question that is asked again and again.
 *
 * @param recipients users who get it by mail, as long as they are members
 * @param nextAt when it is made by itself next; null for never
 */
public record SavedReport(
        long id,
        String name,
        ReportQuestion question,
        Schedule schedule,
        int hour,
        List<Long> recipients,
        @Nullable Instant nextAt,
        Instant createdAt) {
    /** As somebody would send it. */
    ReportInput input() {
        return new ReportInput(name, question, schedule, hour, recipients);
    }
}
