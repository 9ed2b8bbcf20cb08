package com.mewayz.traffic;

import com.mewayz.platform.db.Ids;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides of each hit whether it counts, and turns one that does into a row. Used by one thread at a time. */
final class Sorter {
    private static final Pattern LANGUAGE = Pattern.compile("\\s*([a-zA-Z]{2,3})(?:[-_,;\\s].*)?");

    private final Agents agents = new Agents();
    private final Visitors visitors;
    private final Ids ids;
    private final LongFunction<ZoneId> zones;

    Sorter(Visitors visitors, Ids ids, LongFunction<ZoneId> zones) {
        this.visitors = visitors;
        this.ids = ids;
        this.zones = zones;
    }

    void sort(Seen seen, Batch batch) {
        var hit = seen.hit();
        long at = seen.at().toEpochMilli();
        var agent = agents.of(hit.agent());
        var reason = reason(hit, agent);
        if (reason != null) {
            batch.leaveOut(hit.site(), at, reason, 1);
            return;
        }
        long visitor = visitors.of(hit, seen.at(), zones.apply(hit.site()));
        if (visitors.repeats(visitor, hit.block(), seen.at())) {
            batch.leaveOut(hit.site(), at, Reason.REPEATED, 1);
        } else {
            batch.add(row(hit, seen.at(), visitor, agent));
        }
    }

    /** Takes up where an earlier run of the program ended. */
    void remember(long visitor, long block, Instant at) {
        visitors.repeats(visitor, block, at);
    }

    private static @Nullable Reason reason(Hit hit, Agent agent) {
        if (!hit.method().equals("GET")) {
            return Reason.HEAD;
        }
        var purpose = hit.purpose().toLowerCase(Locale.ROOT);
        // "prefetch;prerender" too: a page that is shown after all was counted by nobody, which we cannot know
        if (purpose.contains("prefetch") || purpose.contains("prerender") || purpose.contains("preview")) {
            return Reason.PREFETCH;
        }
        if (agent.reason() != null) {
            return agent.reason();
        }
        return hit.member() ? Reason.MEMBER : null;
    }

    private Row row(Hit hit, Instant at, long visitor, Agent agent) {
        var campaign = Campaign.of(hit.query());
        var referrer = Sources.referrer(hit.referrer(), hit.host());
        return new Row(
                ids.next(),
                at.toEpochMilli(),
                hit.site(),
                hit.block(),
                visitor,
                Sources.name(campaign.source(), referrer, agent),
                referrer,
                campaign.source(),
                campaign.medium(),
                campaign.name(),
                agent.device().name().toLowerCase(Locale.ROOT),
                agent.browser(),
                agent.system(),
                language(hit.language()));
    }

    /** The language a browser asks for first, without the region. */
    private static @Nullable String language(String header) {
        var first = LANGUAGE.matcher(header);
        return first.matches() ? first.group(1).toLowerCase(Locale.ROOT) : null;
    }
}
