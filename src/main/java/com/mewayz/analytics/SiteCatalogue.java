package com.mewayz.analytics;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What analytics asks of sites and workspaces. */
public interface SiteCatalogue {
    /** The site, if there is one in this workspace. */
    Optional<SiteInfo> find(long workspace, long site);

    /** The workspace's sites, in the order in which people expect them. */
    List<SiteInfo> all(long workspace);

    /** Titles of the site's links by block id; blocks that were removed may be missing. */
    Map<Long, String> linkTitles(long workspace, long site);

    /** The time zone whose days are counted. */
    ZoneId zone(long workspace);

    /** @param path of the public page, as {@code /@mia}; empty while the site is not published */
    record SiteInfo(long id, String name, String path) {}
}
