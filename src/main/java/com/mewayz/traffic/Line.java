package com.mewayz.traffic;

import java.time.Instant;

/**
 * A row of the log as a person may read it: what happened, never who it was. Texts are empty where nothing is known.
 *
 * @param target of a click the block's id, of an event its name, of a way out its address
 * @param first whether a visit began with it
 * @param engaged whether the visit became more than a glance with it
 * @param seconds since the act before in the same visit; 0 in its first
 * @param who whose act it is, by numbers that mean nothing outside of the day
 */
public record Line(
        Instant at,
        long site,
        Kind kind,
        boolean first,
        boolean engaged,
        long seconds,
        Who who,
        String page,
        String target,
        String source,
        String channel,
        String referrer,
        String campaign,
        String country,
        String device,
        String browser,
        String system,
        String language) {
    /**
     * Visitors and visits of a site are numbered anew each day, from 1, in the order in which they came; where there are
     * filters, those that they choose.
     *
     * @param newcomer whether it is the visitor's first act of that day
     * @param bounced whether a visit began with it that was nothing but this, as far as the period goes
     */
    public record Who(int visitor, int visit, boolean newcomer, boolean bounced) {}
}
