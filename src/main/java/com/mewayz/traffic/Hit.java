package com.mewayz.traffic;

/** Something that happened on a site, with all that tells whether and how it counts. */
public record Hit(long site, Act act, Trace trace) {
    /** Says nothing of the visitor: this may end up in a log. */
    @Override
    public String toString() {
        return act.getClass().getSimpleName() + " on site " + site;
    }
}
