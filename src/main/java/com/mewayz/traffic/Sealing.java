package com.mewayz.traffic;

import com.mewayz.platform.db.Db;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns days of the log into columns. A day that goes on is sealed whenever many rows have come, so that reading it
 * stays quick; an hour after its end it is closed, and its visitors' hashes are dropped.
 */
final class Sealing {
    static final Duration GRACE = Duration.ofHours(1);

    /** So many rows of a day may be in the log only. */
    private static final int MOST_OPEN = 10_000;

    private static final int CHUNK = 5_000;

    private static final int DAYS_AT_ONCE = 50;

    private static final String WRITE = """
            insert into sealed_day (site, day, rows, upto, closed, hashes, visit_ids, visitors, views, clicks, events, visits,
              engaged, seconds_total, %s)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, %s)
            on conflict (site, day) do update set rows = excluded.rows, upto = excluded.upto, closed = excluded.closed,
              hashes = excluded.hashes, visit_ids = excluded.visit_ids, visitors = excluded.visitors,
              views = excluded.views, clicks = excluded.clicks, events = excluded.events, visits = excluded.visits,
              engaged = excluded.engaged, seconds_total = excluded.seconds_total, %s""".formatted(
                    Column.LOGGED,
                    Stream.of(Column.values()).map(column -> "?").collect(Collectors.joining(", ")),
                    Stream.of(Column.values())
                            .map(column -> column.sql() + " = excluded." + column.sql())
                            .collect(Collectors.joining(", ")));

    private final Db db;
    private final Days days;
    private final Clock clock;
    private final LongFunction<ZoneId> zones;

    Sealing(Db db, Clock clock, LongFunction<ZoneId> zones) {
        this.db = db;
        this.days = new Days(db);
        this.clock = clock;
        this.zones = zones;
    }

    /** Seals what is due; several days in one transaction, unless they are large. */
    void seal() {
        List<Ready> ready = new ArrayList<>();
        int rows = 0;
        for (var open : db.list(Open.class, "select site, day, rows from open_day order by day, site")) {
            boolean over = over(open);
            if (over || open.rows > MOST_OPEN) {
                var whole = db.scan(() -> ready(open, over));
                ready.add(whole);
                rows += whole.rows;
            }
            if (rows > MOST_OPEN) {
                write(ready);
                ready.clear();
                rows = 0;
            }
        }
        write(ready);
    }

    private boolean over(Open open) {
        var end = LocalDate.ofEpochDay(open.day + 1)
                .atStartOfDay(zones.apply(open.site))
                .toInstant();
        return !clock.instant().isBefore(end.plus(GRACE));
    }

    /** What came after its rows were read stays open. */
    private void write(List<Ready> ready) {
        db.inTransaction(() -> {
            for (var day : ready) {
                var open = day.open;
                db.run(WRITE, day.params);
                db.run(
                        "update open_day set rows = rows - ? where site = ? and day = ?",
                        open.rows,
                        open.site,
                        open.day);
                db.run("""
                    delete from open_day where site = ? and day = ? and rows <= 0
                    and not exists (select 1 from log where site = ? and day = ? and id > ?)""", open.site, open.day, open.site, open.day, day.upto);
            }
        });
    }

    /** A large day column by column, so that a million rows need the memory of one. */
    private Ready ready(Open open, boolean close) {
        var whole = days.whole(open.site, open.day);
        var all = whole.rows() > 2 * MOST_OPEN ? null : whole.read(EnumSet.allOf(Column.class));
        var total = (all == null ? whole.read(Tallies.NEEDS) : all).total();
        List<@Nullable Object> params = new ArrayList<>();
        params.addAll(List.of(open.site, open.day, whole.rows(), whole.upto(), close ? 1 : 0));
        Function<Column, Coded> read = column -> (all == null ? whole.read(Set.of(column)) : all).column(column);
        var visitors = read.apply(Column.VISITOR);
        var visits = read.apply(Column.VISIT);
        params.add(close ? null : names(visitors));
        params.add(close ? null : names(visits));
        params.addAll(List.of(
                total.visitors(),
                total.views(),
                total.clicks(),
                total.events(),
                total.visits(),
                total.engaged(),
                total.seconds()));
        for (var column : Column.values()) {
            params.add(
                    switch (column) {
                        case VISITOR -> visitors.nameless().bytes();
                        case VISIT -> visits.nameless().bytes();
                        default -> read.apply(column).bytes();
                    });
        }
        return new Ready(open, whole.rows(), whole.upto(), params.toArray());
    }

    private static byte[] names(Coded column) {
        return new Coded(new int[0], column.values()).bytes();
    }

    /** Forgets the rows of the log of closed days before this one; their columns stay. */
    void forget(long before) {
        List<Old> small = new ArrayList<>();
        long rows = 0;
        for (var day : db.list(Old.class, """
                select site, day, rows from sealed_day s where closed = 1 and logged = 1 and day < ?
                and not exists (select 1 from open_day o where o.site = s.site and o.day = s.day) order by day""", before)) {
            if (day.rows > CHUNK) {
                piecemeal(day);
                continue;
            }
            small.add(day);
            rows += day.rows;
            if (rows > CHUNK || small.size() == DAYS_AT_ONCE) {
                forget(small);
                small.clear();
                rows = 0;
            }
        }
        forget(small);
    }

    private void forget(List<Old> days) {
        db.inTransaction(() -> {
            for (var day : days) {
                keepWorth(day, Integer.MAX_VALUE);
                db.run(
                        "delete from event_detail where log in (select id from log where site = ? and day = ?)",
                        day.site,
                        day.day);
                db.run("delete from log where site = ? and day = ?", day.site, day.day);
                db.run("update sealed_day set logged = 0 where site = ? and day = ?", day.site, day.day);
            }
        });
    }

    /** The worth of events is asked for long after their rows are gone. */
    private void keepWorth(Old day, int rows) {
        db.run("""
                insert into event_value (site, day, event, currency, number, amount)
                select l.site, l.day, l.target, d.currency, count(*), sum(d.amount)
                from (select * from log where site = ? and day = ? limit ?) l join event_detail d on d.log = l.id
                where d.currency is not null group by l.target, d.currency
                on conflict (site, day, event, currency) do update
                set number = number + excluded.number, amount = amount + excluded.amount""", day.site, day.day, rows);
    }

    /** In small transactions, so that nobody waits long for the writer; the last one finds nothing more. */
    private void piecemeal(Old day) {
        for (long left = day.rows; left > 0; left -= CHUNK) {
            db.inTransaction(() -> {
                keepWorth(day, CHUNK);
                db.run("""
                    delete from event_detail where log in (select id from log where site = ? and day = ? limit ?)""", day.site, day.day, CHUNK);
                db.run(
                        "delete from log where id in (select id from log where site = ? and day = ? limit ?)",
                        day.site,
                        day.day,
                        CHUNK);
            });
        }
        forget(List.of(day));
    }

    /** A day that is about to be written. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Ready(
            Open open, int rows, long upto, @Nullable Object[] params) {}

    private record Old(long site, long day, long rows) {}

    private record Open(long site, long day, long rows) {}
}
