package com.mewayz.traffic;

import com.mewayz.platform.db.Db;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hands out what is kept of every act, day by day, some thousand rows at a time: so much is in memory and no more.
 * Visitors and visits are numbered anew each day; nothing tells who they were.
 */
public final class Dump {
    private static final List<Column> TEXTS = List.of(
            Column.SOURCE,
            Column.CHANNEL,
            Column.REFERRER,
            Column.MEDIUM,
            Column.CAMPAIGN,
            Column.CONTENT,
            Column.TERM,
            Column.COUNTRY,
            Column.DEVICE,
            Column.BROWSER,
            Column.SYSTEM,
            Column.LANGUAGE);

    /** The cells of {@link #acts}. */
    public static final List<String> ACTS = Stream.concat(
                    Stream.of("day", "time", "kind", "visitor", "visit", "seconds", "page", "target"),
                    TEXTS.stream().map(Column::sql))
            .toList();

    /** The cells of {@link #events}; {@code amount} is in minor units of {@code currency}, both empty without one. */
    public static final List<String> EVENTS =
            List.of("day", "time", "event", "page", "source", "properties", "amount", "currency");

    private static final List<Column> WORDS =
            Stream.concat(Stream.of(Column.PAGE, Column.TARGET), TEXTS.stream()).toList();

    private static final int SLICE = 5_000;

    private final Db db;
    private final int slice;

    public Dump(Db db) {
        this(db, SLICE);
    }

    Dump(Db db, int slice) {
        this.db = db;
        this.slice = slice;
    }

    /** The days of which anything is known of a site, imported ones among them. */
    public List<LocalDate> days(long site) {
        return db.scan(() -> db.list(Numbered.class, """
                select day as number from open_day where site = ? union select day from sealed_day where site = ?
                union select day from import_day where site = ? order by 1""", site, site, site)).stream()
                .map(day -> LocalDate.ofEpochDay(day.number))
                .toList();
    }

    /** How many acts are kept of these sites. */
    public long size(List<Long> sites) {
        return db.scan(() -> db.number("""
                select (select coalesce(sum(rows), 0) from sealed_day where site in (select value from json_each(?)))
                  + (select coalesce(sum(rows), 0) from open_day where site in (select value from json_each(?)))""", sites, sites));
    }

    public void acts(long site, LocalDate date, Sink sink) throws IOException {
        var slices = new Slices(db, site, date.toEpochDay(), slice);
        for (var read = db.scan(() -> read(slices)); read != null; read = db.scan(() -> read(slices))) {
            for (int row = 0; row < read.day.rows; row++) {
                sink.row(read.cells(date, row));
            }
        }
    }

    /** Events with what they carried, as long as their rows are kept. */
    public void events(long site, LocalDate date, Sink sink) throws IOException {
        for (var events = events(site, date, 0); !events.isEmpty(); ) {
            write(events, date, sink);
            events = events.size() < slice ? List.of() : events(site, date, events.getLast().id);
        }
    }

    private List<Event> events(long site, LocalDate date, long after) {
        return db.scan(() -> db.list(Event.class, """
                select l.id, l.minute, e.text as event, p.text as page, s.text as source, d.properties,
                  coalesce(d.amount, 0) as amount, d.currency
                from log l left join event_detail d on d.log = l.id
                  left join word e on e.id = l.target left join word p on p.id = l.page left join word s on s.id = l.source
                where l.site = ? and l.day = ? and l.id > ? and (l.act & 7) = 3 order by l.id limit ?""", site, date.toEpochDay(), after, slice));
    }

    private static void write(List<Event> events, LocalDate date, Sink sink) throws IOException {
        for (var event : events) {
            sink.row(List.of(
                    date.toString(),
                    "%02d:%02d".formatted(event.minute / 60, event.minute % 60),
                    text(event.event),
                    text(event.page),
                    text(event.source),
                    text(event.properties),
                    event.currency == null ? "" : Long.toString(event.amount),
                    text(event.currency)));
        }
    }

    private @Nullable Read read(Slices slices) {
        var day = slices.next();
        if (day == null) {
            return null;
        }
        Set<Long> numbers = new HashSet<>();
        for (var column : WORDS) {
            var coded = day.column(column);
            for (int row = 0; row < day.rows; row++) {
                numbers.add(coded.at(row));
            }
        }
        return new Read(day, Words.texts(db, numbers));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Takes row after row. */
    public interface Sink {
        void row(List<String> cells) throws IOException;
    }

    private record Read(Day day, Map<Long, String> texts) {
        List<String> cells(LocalDate date, int row) {
            int minute = day.codes(Column.MINUTE)[row];
            int kind = Column.kind(day.codes(Column.ACT)[row]);
            var cells = new ArrayList<String>(ACTS.size());
            cells.add(date.toString());
            cells.add("%02d:%02d".formatted(minute / 60, minute % 60));
            cells.add(Kind.of(kind).name().toLowerCase(Locale.ROOT));
            cells.add(Long.toString(day.column(Column.VISITOR).at(row) + 1));
            cells.add(Long.toString(day.column(Column.VISIT).at(row) + 1));
            cells.add(Integer.toString(day.codes(Column.SECONDS)[row]));
            cells.add(text(Column.PAGE, row));
            cells.add(
                    Dimension.LINK.concerns(kind)
                            ? Long.toString(day.column(Column.TARGET).at(row))
                            : text(Column.TARGET, row));
            for (var column : TEXTS) {
                cells.add(text(column, row));
            }
            return cells;
        }

        private String text(Column column, int row) {
            return texts.getOrDefault(day.column(column).at(row), "");
        }
    }

    private record Numbered(long number) {}

    private record Event(
            long id,
            int minute,
            @Nullable String event,
            @Nullable String page,
            @Nullable String source,
            @Nullable String properties,
            long amount,
            @Nullable String currency) {}
}
