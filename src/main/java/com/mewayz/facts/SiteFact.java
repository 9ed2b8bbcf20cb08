package com.mewayz.facts;

/** What happens to link-in-bio sites. */
public sealed interface SiteFact extends Fact {
    long site();

    /** The draft changed; visitors see it only after {@link SitePublished}. {@code what}: created, settings, blocks, order. */
    record SiteChanged(long workspace, long by, long site, String what) implements SiteFact {}

    record SitePublished(long workspace, long by, long site, String handle) implements SiteFact {}

    record SiteUnpublished(long workspace, long by, long site) implements SiteFact {}

    record SiteDeleted(long workspace, long by, long site, String handle) implements SiteFact {}

    /** A host was written down for the site; it is not served before it is verified. {@code domain}: in ASCII. */
    record DomainAdded(long workspace, long by, long site, String domain) implements SiteFact {}

    /** The host leads here: the site is there from now on. */
    record DomainVerified(long workspace, long by, long site, String domain) implements SiteFact {}

    /** The host was verified and leads here no longer. {@code why}: in a sentence. */
    record DomainFailed(long workspace, long by, long site, String domain, String why) implements SiteFact {}

    record DomainRemoved(long workspace, long by, long site, String domain) implements SiteFact {}
}
