package com.mewayz.analytics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often a goal was reached. Rates and shares are fractions, rounded to four digits.
 *
 * @param conversions how often; every time counts
 * @param visitors who reached it, each counted once a day; null for facts, which no visitor is known for
 * @param rate of all visitors: those who reached it, or for facts how often it happened; of those of the chosen site,
 *     except for facts that say nothing of a site
 * @param worth by currency
 * @param sources of those who reached it; empty for facts
 */
public record GoalFigures(
        long goal,
        String name,
        String from,
        String to,
        String zone,
        long conversions,
        @Nullable Long visitors,
        double rate,
        List<Money> worth,
        List<GoalDay> days,
        List<GoalPart> sources,
        List<GoalPart> campaigns) {

    public record GoalDay(
            String day, long conversions, @Nullable Long visitors, double rate, List<Money> worth) {}

    public record GoalPart(String name, long conversions, long visitors, double share) {}
}
