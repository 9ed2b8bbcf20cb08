package com.mewayz;

import com.mewayz.analytics.SiteCatalogue;
import com.mewayz.biosites.BioSites;
import com.mewayz.biosites.Block;
import com.mewayz.biosites.Placed;
import com.mewayz.biosites.Site;
import com.mewayz.traffic.Period;
import com.mewayz.traffic.Visits;
import com.mewayz.websites.Websites;
import com.mewayz.workspaces.Workspace;
import com.mewayz.workspaces.Workspaces;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers the questions of others about sites and workspaces. */
final class SiteDirectory implements SiteCatalogue {
    private final BioSites bioSites;
    private final Websites websites;
    private final Workspaces workspaces;

    SiteDirectory(BioSites bioSites, Websites websites, Workspaces workspaces) {
        this.bioSites = bioSites;
        this.websites = websites;
        this.workspaces = workspaces;
    }

    @Override
    public Optional<SiteInfo> find(long workspace, long site) {
        return all(workspace).stream().filter(info -> info.id() == site).findFirst();
    }

    @Override
    public List<SiteInfo> all(long workspace) {
        return Stream.concat(
                        bioSites.sites().all(workspace).stream().map(SiteDirectory::info),
                        websites.all(workspace).stream().map(website -> new SiteInfo(website.id(), website.name(), "")))
                .toList();
    }

    @Override
    public Map<Long, String> linkTitles(long workspace, long site) {
        Map<Long, String> titles = new HashMap<>();
        if (bioSites.sites().find(workspace, site).isEmpty()) {
            return titles; // a website elsewhere: its links are their addresses
        }
        for (Placed block : bioSites.blocks().all(workspace, site)) {
            if (block.content() instanceof Block.Link link) {
                titles.put(block.id(), link.title());
            } else if (block.content() instanceof Block.Social) {
                titles.put(block.id(), "Social profiles");
            }
        }
        return titles;
    }

    @Override
    public ZoneId zone(long workspace) {
        return workspaces.get(workspace).zone();
    }

    /** Days of a site begin at midnight of its workspace; a site that is gone has UTC's days. */
    static ZoneId zone(BioSites bioSites, Websites websites, Workspaces workspaces, long site) {
        return bioSites.sites()
                .workspaceOf(site)
                .or(() -> websites.workspaceOf(site))
                .map(workspaces::get)
                .map(Workspace::zone)
                .orElse(ZoneOffset.UTC);
    }

    /** How often each of the sites was seen. */
    static Map<Long, Long> viewed(Visits reading, Collection<Long> sites, Period period) {
        return reading.totals(sites, period).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().views()));
    }

    private static SiteInfo info(Site site) {
        return new SiteInfo(site.id(), site.name(), site.live() ? "/@" + site.handle() : "");
    }
}
