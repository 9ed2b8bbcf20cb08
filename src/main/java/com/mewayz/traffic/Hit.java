package com.mewayz.traffic;

/**
 * Something that happened on a site, with all that tells whether and how it counts.
 *
 * @param optedOut whether the visitor asked not to be counted
 */
public record Hit(long site, Act act, Trace trace, boolean optedOut) {
    public Hit(long site, Act act, Trace trace) {
        this(site, act, trace, false);
    }

    /** Says nothing of the visitor: this may end up in a log. */
    @Override
    public String toString() {
        return act.getClass().getSimpleName() + " on site " + site;
    }
}
