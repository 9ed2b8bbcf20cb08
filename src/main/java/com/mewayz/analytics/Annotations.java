package com.mewayz.analytics;

import com.mewayz.facts.SiteFact;
import com.mewayz.facts.SiteFact.SitePublished;
import com.mewayz.facts.SiteFact.SiteUnpublished;
import com.mewayz.platform.bus.FactQuery;
import com.mewayz.platform.bus.Facts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** What the workspace did in the period that visitors may have noticed; from the facts, nobody writes it down again. */
final class Annotations {
    private static final int MOST = 500;

    private final Facts facts;

    Annotations(Facts facts) {
        this.facts = facts;
    }

    /** @param text what happened, with the site's name */
    record Annotation(LocalDate day, String text) {}

    /** One for each day, site and kind; newest first. */
    List<Annotation> of(long workspace, Asked asked) {
        var period = asked.period();
        var query = FactQuery.of(workspace, List.of())
                .of(List.of("site-published", "site-unpublished", "domain-verified"))
                .between(
                        period.from().atStartOfDay(period.zone()).toInstant(),
                        period.to().plusDays(1).atStartOfDay(period.zone()).toInstant());
        var counts = new TreeMap<Noted, Integer>(
                Comparator.comparing(Noted::day).reversed().thenComparing(Noted::text));
        for (var stored : facts.below(query, Long.MAX_VALUE, MOST)) {
            if (stored.fact() instanceof SiteFact fact && asked.ids().contains(fact.site())) {
                var day = LocalDate.ofInstant(stored.at(), period.zone());
                counts.merge(new Noted(day, words(fact, asked.nameOf(fact.site()))), 1, Integer::sum);
            }
        }
        List<Annotation> all = new ArrayList<>();
        counts.forEach((noted, times) ->
                all.add(new Annotation(noted.day, noted.text + (times == 1 ? "" : ", " + times + " times"))));
        return all;
    }

    private static String words(SiteFact fact, String name) {
        return switch (fact) {
            case SitePublished _ -> name + " was published";
            case SiteUnpublished _ -> name + " was taken offline";
            case SiteFact.DomainVerified verified -> name + " moved to " + verified.domain();
            case SiteFact.SiteChanged _,
                    SiteFact.SiteDeleted _,
                    SiteFact.DomainAdded _,
                    SiteFact.DomainFailed _,
                    SiteFact.DomainRemoved _ -> name + " was changed";
        };
    }

    private record Noted(LocalDate day, String text) {}
}
