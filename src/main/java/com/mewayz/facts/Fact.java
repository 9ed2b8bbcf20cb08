package com.mewayz.facts;

/**
 * Something that happened. Facts are the only way one feature learns of another's doings.
 *
 * <p>{@code workspace} is 0 for what belongs to none; {@code by} is the user who did it, 0 for the program itself.
 */
public sealed interface Fact permits AccountFact, WorkspaceFact, SiteFact, WebsiteFact, ContactFact, ServerFact {
    long workspace();

    long by();
}
