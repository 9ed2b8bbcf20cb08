package com.mewayz.traffic;

import com.mewayz.platform.db.Db;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what {@link Traffic} recorded. Every figure is a query over the rows; nothing is estimated. */
public final class Visits {
    /** The hits of a period: each day of each site is one range of the index, so the order of the joins is fixed. */
    private static final String HITS = """
            from json_each(?) d cross join json_each(?) s cross join hit h
            where h.site = s.value and h.at >= d.value ->> 1 and h.at < d.value ->> 2""";

    private final Db db;
    private final Clock clock;

    public Visits(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public Report report(Collection<Long> sites, Period period) {
        return db.scan(() -> new Report(
                period,
                isEmpty(sites),
                days(sites, period),
                days(sites, period.previous(clock.instant())),
                list(Report.Link.class, """
                        select h.block, count(*) as clicks %s and h.block > 0
                        group by h.block order by clicks desc, h.block""", sites, period),
                list(Report.Source.class, """
                        select source as name, count(*) as visitors
                        from (select distinct d.key, h.visitor, h.source %s and h.block = 0)
                        group by source order by visitors desc, source""", sites, period),
                list(Report.OfDevice.class, """
                        select device, count(*) as visitors
                        from (select distinct d.key, h.visitor, h.device %s and h.block = 0)
                        group by device order by visitors desc, device""", sites, period),
                list(Report.LeftOut.class, """
                        select l.reason, sum(l.number) as number
                        from json_each(?) d cross join json_each(?) s cross join left_out l
                        where l.site = s.value and l.at >= d.value ->> 1 and l.at < d.value ->> 2
                        group by l.reason order by number desc, l.reason""", sites, period)));
    }

    /** The figures of each site, for lists of sites. Sites without any are missing. */
    public Map<Long, Report.Total> totals(Collection<Long> sites, Period period) {
        return db.scan(() -> list(OfSite.class, """
                        select h.site, count(distinct case when h.block = 0 then d.key || ' ' || h.visitor end) as visitors,
                          sum(h.block = 0) as views, sum(h.block > 0) as clicks %s group by h.site""", sites, period)).stream()
                .collect(Collectors.toMap(OfSite::site, row -> new Report.Total(row.visitors, row.views, row.clicks)));
    }

    private List<Report.Day> days(Collection<Long> sites, Period period) {
        var counted = list(Report.Day.class, """
                        select d.value ->> 0 as day, count(distinct case when h.block = 0 then h.visitor end) as visitors,
                          sum(h.block = 0) as views, sum(h.block > 0) as clicks %s group by day""", sites, period).stream()
                .collect(Collectors.toMap(Report.Day::day, Function.identity()));
        return period.days().stream()
                .map(day -> counted.getOrDefault(day, nothing(day)))
                .toList();
    }

    private boolean isEmpty(Collection<Long> sites) {
        return db.number("select exists (select 1 from json_each(?) s cross join hit h where h.site = s.value)", sites)
                == 0;
    }

    private <T extends Record> List<T> list(Class<T> type, String sql, Collection<Long> sites, Period period) {
        return db.list(type, sql.contains("%s") ? sql.formatted(HITS) : sql, period.bounds(), sites);
    }

    private static Report.Day nothing(LocalDate day) {
        return new Report.Day(day, 0, 0, 0);
    }

    private record OfSite(long site, long visitors, long views, long clicks) {}
}
