package com.mewayz.traffic;

import com.mewayz.platform.db.Cells;
import com.mewayz.platform.db.Db;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rows behind a figure, newest first, as far as the log still has them.
 *
 * @param next where the following page begins, empty at the end
 */
@SuppressWarnings("EnumOrdinal") // rows are in the order of the constants
public record Lines(List<Line> lines, String next) {
    /** Which rows are wanted. */
    public enum Which {
        ALL("true"),
        VIEWS("(act & 7) = 0"),
        CLICKS("(act & 7) in (1, 2)"),
        EVENTS("(act & 7) = 3"),
        /** With which a visit began. */
        VISITS("(act & 8) <> 0"),
        /** With which a visit began, or became more than a glance. */
        BOUNCES("(act & 24) <> 0"),
        /** What a rate of clicks is made of. */
        RATES("(act & 7) in (0, 1, 2)");

        /** A condition on {@link Column#ACT}. */
        final String sql;

        Which(String sql) {
            this.sql = sql;
        }
    }

    /** Reads the log day by day and site by site, until a page is full. No other rows than the page are ever in memory. */
    static final class Reading {
        private static final String ROWS =
                "select id, at, " + Column.LOGGED + " from log where site = ? and day = ? and id < ?";

        private final Db db;

        Reading(Db db) {
            this.db = db;
        }

        /** @param after what the page before gave as {@code next}, empty for the first */
        Lines read(Question question, Which which, String after, int size) {
            var place = Place.of(after);
            var wanted = Wanted.of(db, question.filters(), which);
            List<Row> found = new ArrayList<>();
            long from = question.period().from().toEpochDay();
            for (long day = Math.min(question.period().to().toEpochDay(), place.day);
                    day >= from && found.size() <= size;
                    day--) {
                found.addAll(on(
                        day,
                        question.sites(),
                        wanted,
                        day == place.day ? place.id : Long.MAX_VALUE,
                        size + 1 - found.size()));
            }
            var page = found.subList(0, Math.min(size, found.size()));
            var texts = texts(page);
            var who = who(question, page);
            return new Lines(
                    page.stream()
                            .flatMap(row -> Optional.ofNullable(who.get(row.id())) // none if it went meanwhile
                                    .map(whose -> row.line(texts, whose))
                                    .stream())
                            .toList(),
                    found.size() > size
                            ? page.getLast().day + "-" + page.getLast().id()
                            : "");
        }

        /** The newest of the day, no more than {@code most}. */
        private List<Row> on(long day, List<Long> sites, Wanted wanted, long before, int most) {
            var sql = ROWS + wanted.sql() + " order by id desc limit ?";
            List<Row> newest = new ArrayList<>();
            for (long site : sites) {
                List<Object> params = new ArrayList<>(List.of(site, day, before));
                params.addAll(wanted.params(site, day));
                params.add(most);
                int known = newest.size();
                db.each(sql, cells -> newest.add(Row.of(cells, site, day)), params.toArray());
                if (known > 0 && newest.size() > known) {
                    newest.sort(Comparator.comparingLong(Row::id).reversed());
                    newest.subList(Math.min(most, newest.size()), newest.size()).clear();
                }
            }
            return newest;
        }

        private Map<Long, Line.Who> who(Question question, List<Row> rows) {
            var roll = new Roll(db, question);
            Map<Long, Line.Who> who = new HashMap<>();
            rows.stream()
                    .collect(Collectors.groupingBy(
                            row -> new SiteDay(row.site, row.day), Collectors.mapping(Row::id, Collectors.toSet())))
                    .forEach((of, ids) -> who.putAll(roll.of(of.site, of.day, ids)));
            return who;
        }

        private Map<Long, String> texts(List<Row> rows) {
            var numbers = new HashSet<Long>();
            rows.forEach(row -> Row.WORDS.forEach(column -> numbers.add(row.at(column))));
            return Words.texts(db, numbers);
        }
    }

    /** @param cells id, time, and the columns */
    @SuppressWarnings("ArrayRecordComponent")
    private record Row(long site, long day, long[] cells) {
        private static final List<Column> WORDS = List.of(
                Column.PAGE,
                Column.TARGET,
                Column.SOURCE,
                Column.CHANNEL,
                Column.REFERRER,
                Column.CAMPAIGN,
                Column.COUNTRY,
                Column.DEVICE,
                Column.BROWSER,
                Column.SYSTEM,
                Column.LANGUAGE);

        static Row of(Cells cells, long site, long day) {
            var numbers = new long[2 + Column.values().length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = cells.number(i + 1);
            }
            return new Row(site, day, numbers);
        }

        long id() {
            return cells[0];
        }

        long at(Column column) {
            return cells[2 + column.ordinal()];
        }

        Line line(Map<Long, String> texts, Line.Who who) {
            var kind = Kind.values()[Column.kind((int) at(Column.ACT))];
            var words = WORDS.stream()
                    .map(column -> texts.getOrDefault(at(column), ""))
                    .toList();
            return new Line(
                    Instant.ofEpochMilli(cells[1]),
                    site,
                    kind,
                    Column.first((int) at(Column.ACT)) == 1,
                    Column.engaged((int) at(Column.ACT)) == 1,
                    at(Column.SECONDS),
                    who,
                    words.get(0),
                    kind == Kind.CLICK ? Long.toString(at(Column.TARGET)) : words.get(1),
                    words.get(2),
                    words.get(3),
                    words.get(4),
                    words.get(5),
                    words.get(6),
                    words.get(7),
                    words.get(8),
                    words.get(9),
                    words.get(10));
        }
    }

    private record SiteDay(long site, long day) {}

    /** Where a page ends: the day and id of its last row. */
    private record Place(long day, long id) {
        static Place of(String text) {
            var parts = text.split("-");
            return text.matches("\\d{1,9}-\\d{1,18}")
                    ? new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1]))
                    : new Place(Long.MAX_VALUE, Long.MAX_VALUE);
        }
    }
}
