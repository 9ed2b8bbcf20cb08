package com.mewayz.traffic;

import java.time.LocalDate;
import java.util.List;

/**
 * The figures of some sites over a period.
 *
 * <p>A view is one opening of a page, a click one use of a link, each by a person (see {@link Reason}). A visitor is
 * somebody who opened a page, counted once a day: over several days the figure is the sum of the days', because no
 * two days' visitors can be told to be the same.
 *
 * @param empty whether nothing was ever counted for these sites
 * @param days one for each day, also where nothing happened
 * @param before the days of the period before, in order
 * @param links by number of clicks
 * @param sources visitors by where they came from; who came two ways in a day is counted with both
 */
public record Report(
        Period period,
        boolean empty,
        List<Day> days,
        List<Day> before,
        List<Link> links,
        List<Source> sources,
        List<OfDevice> devices,
        List<LeftOut> leftOut) {

    public Total total() {
        return Total.of(days);
    }

    public Total previous() {
        return Total.of(before);
    }

    public record Day(LocalDate day, long visitors, long views, long clicks) {}

    public record Link(long block, long clicks) {}

    public record Source(String name, long visitors) {}

    public record OfDevice(Device device, long visitors) {}

    public record LeftOut(Reason reason, long number) {}

    public record Total(long visitors, long views, long clicks) {
        static Total of(List<Day> days) {
            return new Total(
                    days.stream().mapToLong(Day::visitors).sum(),
                    days.stream().mapToLong(Day::views).sum(),
                    days.stream().mapToLong(Day::clicks).sum());
        }

        /** Clicks for each page view; 0 without views. It may exceed 1: a view can end in several clicks. */
        public double rate() {
            return views == 0 ? 0 : (double) clicks / views;
        }
    }
}
