package com.mewayz.facts;

/** What happens to pages elsewhere whose visits are counted here. */
public sealed interface WebsiteFact extends Fact {
    long website();

    /** {@code what}: created, changed, restored. */
    record WebsiteChanged(long workspace, long by, long website, String name, String what) implements WebsiteFact {}

    record WebsiteDeleted(long workspace, long by, long website, String name) implements WebsiteFact {}
}
