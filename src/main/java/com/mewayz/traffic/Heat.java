package com.mewayz.traffic;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When people come: each hour of each weekday, all such hours of the period added up. Who was there in two hours of a
 * day is a visitor of both.
 *
 * @param weekdays Monday first, each with 24 hours as the site's clocks go
 */
@SuppressWarnings("EnumOrdinal") // Monday is 0
public record Heat(List<List<Tally>> weekdays) {
    static final Set<Column> NEEDS = EnumSet.of(Column.ACT, Column.VISITOR, Column.SECONDS, Column.MINUTE);

    public Tally at(DayOfWeek weekday, int hour) {
        return weekdays.get(weekday.ordinal()).get(hour);
    }

    /** Adds days up. */
    static final class Counting {
        private final List<Totals> weekdays =
                Stream.generate(Totals::new).limit(7).toList();

        void add(long day, Day columns, int @Nullable [] chosen) {
            var totals = weekdays.get(LocalDate.ofEpochDay(day).getDayOfWeek().ordinal());
            new Tallies(columns).by(Dimension.HOUR, chosen, totals);
        }

        Heat done() {
            return new Heat(weekdays.stream().map(Counting::hours).toList());
        }

        private static List<Tally> hours(Totals totals) {
            var tallies = totals.tallies();
            return LongStream.range(0, 24)
                    .mapToObj(hour -> tallies.getOrDefault(hour, Tally.NOTHING))
                    .toList();
        }
    }
}
