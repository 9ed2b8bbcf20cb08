package com.mewayz.analytics;

import com.mewayz.traffic.Device;
import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Report;
import com.mewayz.traffic.Tally;
import java.util.List;
import java.util.Map;

/**
 * The figures of a period as the API hands them out. Rates and shares are fractions, rounded to four digits.
 *
 * @param from the first day, as 2026-03-01, in {@code zone}
 * @param to the last day, itself included
 * @param empty whether nothing was ever counted
 * @param total visitors are counted once a day and added up; {@code rate} is clicks for each view
 * @param previous as many days before; while today is not over, up to the same time of day
 * @param links in the order of their clicks; {@code rate} is the link's clicks for each view
 * @param sources visitors by where they came from
 * @param omitted what was not counted, and why
 */
public record Figures(
        String from,
        String to,
        String zone,
        boolean empty,
        Total total,
        Total previous,
        List<Day> days,
        List<Link> links,
        List<Part> sources,
        List<Part> devices,
        List<Omitted> omitted) {
    private static final String REMOVED = "Removed link";

    static Figures of(Report report, Map<Long, String> titles) {
        var period = report.period();
        var total = report.total();
        return new Figures(
                period.from().toString(),
                period.to().toString(),
                period.zone().getId(),
                report.empty(),
                Total.of(total),
                Total.of(report.previous()),
                report.days().stream().map(Day::of).toList(),
                report.by(Dimension.LINK).stream()
                        .map(link -> new Link(
                                Long.parseLong(link.value()),
                                titles.getOrDefault(Long.parseLong(link.value()), REMOVED),
                                link.tally().clicks(),
                                fraction(link.tally().clicks(), total.views())))
                        .toList(),
                report.by(Dimension.SOURCE).stream()
                        .map(part -> Part.of(part.value(), part.tally().visitors(), total))
                        .toList(),
                report.by(Dimension.DEVICE).stream()
                        .map(part -> Part.of(
                                Device.of(part.value()).words(), part.tally().visitors(), total))
                        .toList(),
                report.leftOut().stream()
                        .map(out ->
                                new Omitted(out.reason().word(), out.reason().words(), out.number()))
                        .toList());
    }

    private static double fraction(long part, long whole) {
        return whole == 0 ? 0 : Math.round(10_000.0 * part / whole) / 10_000.0;
    }

    public record Total(long visitors, long views, long clicks, double rate) {
        static Total of(Tally total) {
            return new Total(total.visitors(), total.views(), total.clicks(), fraction(total.clicks(), total.views()));
        }
    }

    public record Day(String day, long visitors, long views, long clicks) {
        static Day of(Report.Day day) {
            return new Day(day.day().toString(), day.visitors(), day.views(), day.clicks());
        }
    }

    public record Link(long block, String title, long clicks, double rate) {}

    /** @param share of all visitors; the shares of sources may add up to more than 1, see {@link Report} */
    public record Part(String name, long visitors, double share) {
        static Part of(String name, long visitors, Tally total) {
            return new Part(name, visitors, fraction(visitors, total.visitors()));
        }
    }

    public record Omitted(String reason, String description, long number) {}
}
