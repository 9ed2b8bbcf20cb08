package com.mewayz.traffic;

import com.mewayz.platform.db.Db;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts single acts (the use of a link, the opening of a page, an event), where {@link Visits} counts the visits in
 * which they happened. Imported days have no acts.
 */
public final class Acts {
    private static final Set<Dimension> KINDS =
            EnumSet.of(Dimension.PAGE, Dimension.LINK, Dimension.OUTBOUND, Dimension.EVENT);

    /** Sorts behind whatever a text may hold. */
    private static final String LAST = "\udbff\udfff";

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
        return count(question, List.of(new Wanted(dimension, value)), by).getFirst();
    }

    /** Counts several acts while it reads the days once; the answers are in the same order. */
    public List<Counted> count(Question question, List<Wanted> wanted, Set<Dimension> by) {
        if (by.stream().anyMatch(way -> !way.filters() || KINDS.contains(way))) {
            throw new IllegalArgumentException("acts by " + by);
        }
        return wanted.isEmpty()
                ? List.of()
                : db.scan(() -> {
                    var chosen = Chosen.of(db, question.filters());
                    var counts = wanted.stream()
                            .map(each -> new Count(each.dimension, numbers(each.dimension, each.value), by))
                            .toList();
                    var needs = needs(wanted, by, chosen);
                    for (long site : question.sites()) {
                        days.each(
                                site,
                                question.period().from().toEpochDay(),
                                question.period().to().toEpochDay(),
                                needs,
                                (number, day) -> {
                                    var rows = chosen.rows(day);
                                    var tallies = new Tallies(day);
                                    counts.forEach(count -> count.add(number, day, rows, tallies));
                                });
                    }
                    return counts.stream()
                            .map(count -> new Counted(
                                    question.period().days().stream()
                                            .map(day -> new Report.Day(
                                                    day, count.totals.getOrDefault(day.toEpochDay(), Tally.NOTHING)))
                                            .toList(),
                                    Words.named(db, count.parts)))
                            .toList();
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

    private LongPredicate numbers(Dimension dimension, String value) {
        if (dimension == Dimension.LINK) {
            long block = value.matches("\\d{1,18}") ? Long.parseLong(value) : -1;
            return number -> number == block;
        }
        int star = dimension == Dimension.EVENT ? -1 : value.indexOf('*');
        if (star < 0) {
            return Set.copyOf(Words.numbers(db, List.of(value)))::contains;
        }
        var start = value.substring(0, star);
        var numbers = new BitSet(); // there may be many, and they are small
        db.each(
                "select id from word where text >= ? and text < ? and text glob ?",
                cells -> numbers.set((int) cells.number(1)),
                start,
                start + LAST,
                glob(value));
        return number -> number <= Integer.MAX_VALUE && numbers.get((int) number); // blocks have larger ones
    }

    /** Only the star is special to people. */
    private static String glob(String value) {
        return value.replace("[", "[[]").replace("?", "[?]");
    }

    private static Set<Column> needs(List<Wanted> wanted, Set<Dimension> by, Chosen chosen) {
        Set<Column> needs = EnumSet.copyOf(Tallies.NEEDS);
        needs.addAll(chosen.needs());
        wanted.forEach(each -> needs.add(Objects.requireNonNull(each.dimension.column)));
        by.forEach(way -> needs.add(Objects.requireNonNull(way.column)));
        return needs;
    }

    /** One act to count; see {@link #count(Question, Dimension, String, Set)}. */
    public record Wanted(Dimension dimension, String value) {
        public Wanted {
            if (!KINDS.contains(dimension)) {
                throw new IllegalArgumentException(dimension + " is no act");
            }
        }
    }

    /** What is counted of one act so far. */
    private static final class Count {
        private final Dimension dimension;
        private final LongPredicate wanted;
        private final Map<Long, Tally> totals = new TreeMap<>();
        private final Map<Dimension, Totals> parts = new EnumMap<>(Dimension.class);

        Count(Dimension dimension, LongPredicate wanted, Set<Dimension> by) {
            this.dimension = dimension;
            this.wanted = wanted;
            by.forEach(way -> parts.put(way, new Totals()));
        }

        void add(long number, Day day, int @Nullable [] chosen, Tallies tallies) {
            var rows = rows(day, chosen);
            totals.merge(number, tallies.total(rows), Tally::plus);
            parts.forEach((way, sums) -> tallies.by(way, rows, sums));
        }

        private int[] rows(Day day, int @Nullable [] chosen) {
            var acts = day.codes(Column.ACT);
            var column = day.column(Objects.requireNonNull(dimension.column));
            var counts = new boolean[column.values().length];
            for (int code = 0; code < counts.length; code++) {
                counts[code] = wanted.test(column.values()[code]);
            }
            var codes = column.codes();
            var rows = chosen == null ? IntStream.range(0, day.rows) : IntStream.of(chosen);
            return rows.filter(row -> counts[codes[row]] && dimension.concerns(Column.kind(acts[row])))
                    .toArray();
        }
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
