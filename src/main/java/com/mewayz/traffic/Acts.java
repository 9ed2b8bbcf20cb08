package com.mewayz.traffic;

import com.mewayz.platform.db.Db;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Counts single acts (the use of a link, the opening of a page, an event), where {@link Visits} counts the visits in
 * which they happened. Imported days have no acts.
 */
public final class Acts {
    private static final Set<Dimension> KINDS =
            EnumSet.of(Dimension.PAGE, Dimension.LINK, Dimension.OUTBOUND, Dimension.EVENT);

    private final Db db;
    private final Days days;

    public Acts(Db db) {
        this.db = db;
        this.days = new Days(db);
    }

    /**
     * @param dimension a page, a link, an address elsewhere or an event
     * @param value as in a {@link Filter}; of pages and addresses a {@code *} stands for anything
     * @param by ways to split the acts: those of the visits
     */
    public Counted count(Question question, Dimension dimension, String value, Set<Dimension> by) {
        if (!KINDS.contains(dimension) || by.stream().anyMatch(way -> !way.filters() || KINDS.contains(way))) {
            throw new IllegalArgumentException(dimension + " by " + by);
        }
        return db.scan(() -> {
            var wanted = numbers(dimension, value);
            var chosen = Chosen.of(db, question.filters());
            Map<Long, Tally> totals = new TreeMap<>();
            Map<Dimension, Totals> parts = new EnumMap<>(Dimension.class);
            by.forEach(way -> parts.put(way, new Totals()));
            for (long site : question.sites()) {
                days.each(
                        site,
                        question.period().from().toEpochDay(),
                        question.period().to().toEpochDay(),
                        needs(dimension, by, chosen),
                        (number, day) -> {
                            var rows = rows(day, dimension, wanted, chosen);
                            var tallies = new Tallies(day);
                            totals.merge(number, tallies.total(rows), Tally::plus);
                            parts.forEach((way, sums) -> tallies.by(way, rows, sums));
                        });
            }
            return new Counted(
                    question.period().days().stream()
                            .map(day -> new Report.Day(day, totals.getOrDefault(day.toEpochDay(), Tally.NOTHING)))
                            .toList(),
                    Words.named(db, parts));
        });
    }

    /** What the events of a name carried, by day and currency. Filters do not apply. */
    public List<Worth> worth(Question question, String event) {
        return db.scan(() -> db
                .list(
                        Sum.class,
                        """
                select day, currency, sum(number) as number, sum(amount) as amount from (
                  select l.day, d.currency, 1 as number, d.amount
                  from json_each(?) s cross join log l join event_detail d on d.log = l.id
                  where l.site = s.value and l.day between ? and ? and (l.act & 7) = 3 and d.currency is not null
                    and l.target = (select id from word where text = ?)
                  union all
                  select v.day, v.currency, v.number, v.amount from json_each(?) s cross join event_value v
                  where v.site = s.value and v.day between ? and ?
                    and v.event = (select id from word where text = ?))
                group by day, currency order by day, currency""",
                        question.sites(),
                        question.period().from().toEpochDay(),
                        question.period().to().toEpochDay(),
                        event,
                        question.sites(),
                        question.period().from().toEpochDay(),
                        question.period().to().toEpochDay(),
                        event)
                .stream()
                .map(sum -> new Worth(LocalDate.ofEpochDay(sum.day), sum.currency, sum.number, sum.amount))
                .toList());
    }

    private Set<Long> numbers(Dimension dimension, String value) {
        Set<Long> numbers = new HashSet<>();
        if (dimension == Dimension.LINK) {
            if (value.matches("\\d{1,18}")) {
                numbers.add(Long.valueOf(value));
            }
        } else if (value.contains("*") && dimension != Dimension.EVENT) {
            db.each("select id from word where text glob ?", cells -> numbers.add(cells.number(1)), glob(value));
        } else {
            numbers.addAll(Words.numbers(db, List.of(value)));
        }
        return numbers;
    }

    /** Only the star is special to people. */
    private static String glob(String value) {
        return value.replace("[", "[[]").replace("?", "[?]");
    }

    private static Set<Column> needs(Dimension dimension, Set<Dimension> by, Chosen chosen) {
        Set<Column> needs = EnumSet.copyOf(Tallies.NEEDS);
        needs.addAll(chosen.needs());
        needs.add(Objects.requireNonNull(dimension.column));
        by.forEach(way -> needs.add(Objects.requireNonNull(way.column)));
        return needs;
    }

    private static int[] rows(Day day, Dimension dimension, Set<Long> wanted, Chosen filters) {
        var acts = day.codes(Column.ACT);
        var column = day.column(Objects.requireNonNull(dimension.column));
        var counts = new boolean[column.values().length];
        for (int code = 0; code < counts.length; code++) {
            counts[code] = wanted.contains(column.values()[code]);
        }
        var codes = column.codes();
        var chosen = filters.rows(day);
        var rows = chosen == null ? IntStream.range(0, day.rows) : IntStream.of(chosen);
        return rows.filter(row -> counts[codes[row]] && dimension.concerns(Column.kind(acts[row])))
                .toArray();
    }

    /** @param days one for each day of the period; of its tallies, visitors and the measure of the act mean something */
    public record Counted(List<Report.Day> days, Map<Dimension, List<Report.Part>> parts) {
        public Tally total() {
            return days.stream().map(Report.Day::tally).reduce(Tally.NOTHING, Tally::plus);
        }
    }

    /** @param amount in minor units of the currency */
    public record Worth(LocalDate day, String currency, long number, long amount) {}

    private record Sum(long day, String currency, long number, long amount) {}
}
