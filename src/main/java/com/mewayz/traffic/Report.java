package com.mewayz.traffic;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of some sites over a period.
 *
 * <p>A view is one opening of a page, a click one use of a link, each by a person (see {@link Reason}). A visitor is
 * counted once a day: over several days the figure is the sum of the days', because no two days' visitors can be told
 * to be the same.
 *
 * @param since the first day of which anything is known of these sites, null if nothing was ever counted
 * @param days one for each day, also where nothing happened
 * @param before the days of the period before, in order
 * @param parts by dimension; who came two ways in a day is counted with both
 * @param leftOut what was not counted; filters do not apply to it
 * @param imported days whose figures another program counted, by rules of its own
 * @param passedOver such days that have no part in the figures, because there are filters
 */
public record Report(
        Period period,
        @Nullable LocalDate since,
        List<Day> days,
        List<Day> before,
        Map<Dimension, List<Part>> parts,
        List<LeftOut> leftOut,
        List<LocalDate> imported,
        List<LocalDate> passedOver) {
    /** Whether nothing was ever counted for these sites. */
    public boolean empty() {
        return since == null;
    }

    /** Whether the period before was counted from its first day on. */
    public boolean comparable() {
        return since != null && !since.isAfter(before.getFirst().day());
    }

    public Tally total() {
        return sum(days);
    }

    public Tally previous() {
        return sum(before);
    }

    /** By the measure of the dimension: clicks of links, events of events, else visitors. Most first. */
    public List<Part> by(Dimension dimension) {
        return parts.getOrDefault(dimension, List.of());
    }

    private static Tally sum(List<Day> days) {
        return days.stream().map(Day::tally).reduce(Tally.NOTHING, Tally::plus);
    }

    public record Day(LocalDate day, Tally tally) {
        public long visitors() {
            return tally.visitors();
        }

        public long views() {
            return tally.views();
        }

        public long clicks() {
            return tally.clicks();
        }
    }

    /** @param value as texts; of links the block's id, of hours the number, empty where nothing is known */
    public record Part(String value, Tally tally) {}

    public record LeftOut(Reason reason, long number) {}
}
