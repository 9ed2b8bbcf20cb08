package com.mewayz.traffic;

import com.mewayz.platform.db.Ids;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides of each hit whether it counts, and turns one that does into a row. Used by one thread at a time.
 *
 * <p>A visit is what one visitor does on a site until half an hour passes without anything, or until he comes another
 * way: from another foreign page, or by a link of another campaign, as Matomo has it. Whoever goes back to the tagged page
 * he landed on, or follows the same link from the same page once more, goes on with his visit, as in GA4 and Plausible.
 * All its rows carry how it began, so that a click tells the source that brought it.
 */
final class Sorter {
    /** A visit ends after so long without anything. */
    static final long PAUSE = 30 * 60_000L;

    private static final int MOST_ACTS_A_MINUTE = 60;
    private static final int REMEMBERED = 200_000;
    private static final Pattern LANGUAGE = Pattern.compile("\\s*([a-zA-Z]{2,3})(?:[-_,;\\s].*)?");

    private final Agents agents = new Agents();
    private final Bursts bursts = new Bursts();
    private final Map<Long, Visit> ongoing = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Visit> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final Visitors visitors;
    private final Words words;
    private final Places places;
    private final Ids ids;
    private final LongFunction<ZoneId> zones;

    Sorter(Visitors visitors, Words words, Places places, Ids ids, LongFunction<ZoneId> zones) {
        this.visitors = visitors;
        this.words = words;
        this.places = places;
        this.ids = ids;
        this.zones = zones;
    }

    void sort(Seen seen, Batch batch) {
        var hit = seen.hit();
        long at = seen.at().toEpochMilli();
        var agent = agents.of(hit.trace().agent());
        var reason = reason(hit, agent, at);
        if (reason != null) {
            batch.leaveOut(hit.site(), at, reason, 1);
            return;
        }
        var zone = zones.apply(hit.site());
        long visitor = visitors.of(hit, seen.at(), zone);
        if (visitors.repeats(visitor, hit.act(), seen.at())) {
            batch.leaveOut(hit.site(), at, Reason.REPEATED, 1);
        } else {
            add(hit, seen.at(), zone, visitor, agent, batch);
        }
    }

    /** Takes up a visit where an earlier run of the program left it; its rows in their order. */
    void remember(long visitor, long id, long at, int act, long[] words) {
        var known = ongoing.get(visitor);
        var visit = known != null && known.id == id ? known : new Visit(id, words);
        visit.last = at;
        visit.engaged |= Column.engaged(act) == 1;
        ongoing.put(visitor, visit);
        visitors.active(visitor, Instant.ofEpochMilli(at));
    }

    /** The visitor used the link then, in an earlier run of the program. */
    void remember(long visitor, long block, long at) {
        visitors.repeats(visitor, new Act.Click("/", block), Instant.ofEpochMilli(at));
    }

    /** Why a GET by this agent does not count, if that can be told from what came before; any thread may ask. */
    @Nullable
    Reason known(String agent) {
        return agents.unwanted(Trace.cut(agent, Trace.AGENT));
    }

    private @Nullable Reason reason(Hit hit, Agent agent, long at) {
        var trace = hit.trace();
        if (!trace.method().equals("GET")) {
            return Reason.HEAD;
        }
        if (agent.reason() != null) {
            return agent.reason();
        }
        var purpose = trace.purpose().toLowerCase(Locale.ROOT);
        // "prefetch;prerender" too: a page that is shown after all was counted by nobody, which we cannot know
        if (purpose.contains("prefetch") || purpose.contains("prerender") || purpose.contains("preview")) {
            return Reason.PREFETCH;
        }
        if (trace.member()) {
            return Reason.MEMBER;
        }
        if (hit.optedOut()) {
            return Reason.OPTED_OUT;
        }
        if (places.isDataCentre(trace.address())) {
            return Reason.DATA_CENTRE;
        }
        return bursts.isOne(trace.address(), at) ? Reason.BURST : null;
    }

    private void add(Hit hit, Instant at, ZoneId zone, long visitor, Agent agent, Batch batch) {
        long now = at.toEpochMilli();
        var here = at.atZone(zone);
        long day = here.toLocalDate().toEpochDay();
        var known = ongoing.get(visitor);
        if (known != null && known.acts(now) > MOST_ACTS_A_MINUTE) {
            batch.leaveOut(hit.site(), now, Reason.BURST, 1);
            return;
        }
        var way = way(hit, agent, day);
        boolean fresh =
                known == null || now - known.last > PAUSE || hit.act() instanceof Act.View && way.isAnother(known);
        if (fresh && hit.act() instanceof Act.Stay) {
            return; // a tab that was forgotten and closed: nobody came
        }
        var visit = known == null || fresh ? new Visit(ids.next(), all(way, hit, agent, day)) : known;
        ongoing.put(visitor, visit);
        var kind = Kind.of(hit.act());
        boolean engaging = !visit.engaged && (kind == Kind.VIEW ? !fresh : kind != Kind.STAY);
        long gap = fresh ? 0 : Math.clamp((now - visit.last) / 1000, 0, PAUSE / 1000);
        long seconds = hit.act() instanceof Act.Stay stay ? Math.min(gap, stay.seconds()) : gap;
        visit.engaged |= engaging;
        visit.last = now;
        batch.add(
                row(
                        hit,
                        day,
                        now,
                        Column.act(kind, fresh, engaging),
                        visitor,
                        visit,
                        here.toLocalTime().toSecondOfDay() / 60,
                        seconds),
                hit.act() instanceof Act.Named named ? named : null);
    }

    private long[] row(Hit hit, long day, long at, int act, long visitor, Visit visit, int minute, long seconds) {
        var row = new long[Batch.COLUMNS];
        row[0] = hit.site();
        row[1] = day;
        row[2] = at;
        row[3] = act;
        row[4] = visitor;
        row[5] = visit.id;
        row[6] = minute;
        row[7] = seconds;
        row[8] = word(hit.site(), hit.act().page(), day);
        row[9] = switch (hit.act()) {
            case Act.Click click -> click.block();
            case Act.Out out -> word(hit.site(), out.target(), day);
            case Act.Named named -> word(hit.site(), named.name(), day);
            case Act.View _, Act.Stay _ -> 0;
        };
        System.arraycopy(visit.words, 0, row, 10, visit.words.length);
        return row;
    }

    private Way way(Hit hit, Agent agent, long day) {
        var campaign = Campaign.of(hit.trace().query());
        var referrer = Sources.referrer(hit.trace().referrer(), hit.trace().host());
        var source = Sources.name(campaign.source(), referrer, agent);
        var channel = Channel.of(source, campaign.source(), campaign.medium(), referrer);
        return new Way(!campaign.isEmpty(), campaign.source() != null, new long[] {
            word(hit.site(), source, day),
            word(hit.site(), channel.word(), day),
            word(hit.site(), referrer, day),
            word(hit.site(), campaign.medium(), day),
            word(hit.site(), campaign.name(), day),
            word(hit.site(), campaign.content(), day),
            word(hit.site(), campaign.term(), day)
        });
    }

    private long word(long site, @Nullable String text, long day) {
        return words.of(text, site, day);
    }

    private long[] all(Way way, Hit hit, Agent agent, long day) {
        int known = way.words.length;
        var all = Arrays.copyOf(way.words, known + 5);
        all[known] = word(hit.site(), places.country(hit.trace().address()), day);
        all[known + 1] = word(hit.site(), agent.device().word(), day);
        all[known + 2] = word(hit.site(), agent.browser(), day);
        all[known + 3] = word(hit.site(), agent.system(), day);
        all[known + 4] = word(hit.site(), language(hit.trace().language()), day);
        return all;
    }

    /** The language a browser asks for first, without the region. */
    private static @Nullable String language(String header) {
        var first = LANGUAGE.matcher(header);
        return first.matches() ? first.group(1).toLowerCase(Locale.ROOT) : null;
    }

    /**
     * How somebody came.
     *
     * @param tagged by a link with a campaign
     * @param named whether the campaign names its source; otherwise the referrer does, and the source follows that
     * @param words source, channel, referrer, medium, campaign, content, term; 0 where there is none
     */
    private record Way(boolean tagged, boolean named, long[] words) {
        private static final int SOURCE = 0;
        private static final int REFERRER = 2;
        private static final int MEDIUM = 3;

        /** No referrer, or one of our own pages, is no other way: in a page app even the page one landed on has none. */
        boolean isAnother(Visit visit) {
            boolean elsewhere = words[REFERRER] != 0 && words[REFERRER] != visit.words[REFERRER];
            return elsewhere || tagged && !isCampaignOf(visit);
        }

        private boolean isCampaignOf(Visit visit) {
            boolean comparable = named || words[REFERRER] == visit.words[REFERRER];
            return (!comparable || words[SOURCE] == visit.words[SOURCE])
                    && Arrays.equals(words, MEDIUM, words.length, visit.words, MEDIUM, words.length);
        }
    }
}
