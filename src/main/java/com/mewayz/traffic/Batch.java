package com.mewayz.traffic;

import com.mewayz.platform.db.Db;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hits that are sorted and wait to be stored: the counted ones, and how many were left out. */
final class Batch {
    private static final long QUARTER = Duration.ofMinutes(15).toMillis();

    private final List<Row> rows = new ArrayList<>();
    private final Map<Slot, Long> leftOut = new LinkedHashMap<>();

    void add(Row row) {
        rows.add(row);
    }

    void leaveOut(long site, long at, Reason reason, long number) {
        leftOut.merge(new Slot(site, at - Math.floorMod(at, QUARTER), reason), number, Long::sum);
    }

    boolean isEmpty() {
        return rows.isEmpty() && leftOut.isEmpty();
    }

    int size() {
        return rows.size();
    }

    /** Forgets the newest rows beyond the limit, but not that they were there. */
    void shrink(int limit) {
        while (rows.size() > limit) {
            var lost = rows.removeLast();
            leaveOut(lost.site(), lost.at(), Reason.OVERLOAD, 1);
        }
    }

    /** Stores everything in one transaction, with two statements whatever the number of rows, and is empty then. */
    void store(Db db) {
        db.inTransaction(() -> {
            db.run("""
                insert into hit (id, at, site, block, visitor, source, referrer, utm_source, utm_medium, utm_campaign,
                  device, browser, system, language)
                select value ->> 'id', value ->> 'at', value ->> 'site', value ->> 'block', value ->> 'visitor',
                  value ->> 'source', value ->> 'referrer', value ->> 'utmSource', value ->> 'utmMedium',
                  value ->> 'utmCampaign', value ->> 'device', value ->> 'browser', value ->> 'system',
                  value ->> 'language'
                from json_each(?)""", rows);
            // "where true" keeps SQLite from reading "on conflict" as part of a join
            db.run("""
                insert into left_out (site, at, reason, number)
                select value ->> 'site', value ->> 'at', value ->> 'reason', value ->> 'number' from json_each(?)
                where true
                on conflict (site, at, reason) do update set number = number + excluded.number""", leftOut());
        });
        rows.clear();
        leftOut.clear();
    }

    private List<LeftOut> leftOut() {
        return leftOut.entrySet().stream()
                .map(entry ->
                        new LeftOut(entry.getKey().site, entry.getKey().at, entry.getKey().reason, entry.getValue()))
                .toList();
    }

    private record Slot(long site, long at, Reason reason) {}

    private record LeftOut(long site, long at, Reason reason, long number) {}
}
