package com.mewayz.facts;

/** What happens to link-in-bio sites. */
public sealed interface SiteFact extends Fact {
    long site();

    /** The draft changed; visitors see it only after {@link SitePublished}. {@code what}: created, settings, blocks, order. */
    record SiteChanged(long workspace, long by, long site, String what) implements SiteFact {}

    record SitePublished(long workspace, long by, long site, String handle) implements SiteFact {}

    record SiteUnpublished(long workspace, long by, long site) implements SiteFact {}

    record SiteDeleted(long workspace, long by, long site, String handle) implements SiteFact {}
}
