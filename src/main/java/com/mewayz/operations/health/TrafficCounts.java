package com.mewayz.operations.health;

import com.mewayz.platform.db.Db;
import com.mewayz.traffic.Kind;
import com.mewayz.traffic.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was counted of visits since it was first asked, and what was left out. Each time only what came since is read, by
 * the log's and the table's keys: whoever asks every few seconds costs next to nothing, however much is stored.
 */
final class TrafficCounts {
    /** Whatever is left out is written down under the start of its quarter of an hour, within moments. */
    private static final long STEP = Duration.ofMinutes(15).toMillis();

    private final Db db;
    private final Map<Kind, Long> acts = new EnumMap<>(Kind.class);
    private final Map<Reason, Long> leftOut = new EnumMap<>(Reason.class);
    private long log = -1;
    private long from;

    TrafficCounts(Db db) {
        this.db = db;
    }

    /** Both maps hold every kind and reason there is. */
    record Counted(Map<Kind, Long> acts, Map<Reason, Long> leftOut) {}

    synchronized Counted read(Instant now) {
        if (log < 0) {
            begin(now);
        }
        readLog();
        return new Counted(new EnumMap<>(acts), readLeftOut(now.toEpochMilli() / STEP * STEP - STEP));
    }

    private void begin(Instant now) {
        for (var kind : Kind.values()) {
            acts.put(kind, 0L);
        }
        for (var reason : Reason.values()) {
            leftOut.put(reason, 0L);
        }
        log = db.number("select max(id) from log");
        from = now.toEpochMilli() / STEP * STEP;
    }

    private void readLog() {
        long last = db.number("select max(id) from log");
        for (var group : db.list(Acts.class, """
                select case act & 7 when 0 then 'view' when 1 then 'click' when 2 then 'out' when 3 then 'event' else 'stay' end
                  as kind, count(*) as number
                from log where id > ? and id <= ? group by 1""", log, last)) {
            acts.merge(group.kind, group.number, Long::sum);
        }
        log = Math.max(log, last);
    }

    /** @param until from then on it may still change, and is read again the next time */
    private Map<Reason, Long> readLeftOut(long until) {
        var all = new EnumMap<Reason, Long>(leftOut);
        // one step of the key from site to site, in place of a walk over all that is stored
        for (var group : db.list(LeftOut.class, """
                with recursive each (site) as (
                  select min(site) from left_out
                  union all
                  select (select min(l.site) from left_out l where l.site > each.site) from each where each.site is not null)
                select l.reason, l.at < ? as settled, sum(l.number) as number
                from each cross join left_out l where l.site = each.site and l.at >= ? group by 1, 2""", until, from)) {
            all.merge(group.reason, group.number, Long::sum);
            if (group.settled) {
                leftOut.merge(group.reason, group.number, Long::sum);
            }
        }
        from = Math.max(from, until);
        return all;
    }

    private record Acts(Kind kind, long number) {}

    private record LeftOut(Reason reason, boolean settled, long number) {}
}
