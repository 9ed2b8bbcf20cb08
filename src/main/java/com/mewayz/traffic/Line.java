package com.mewayz.traffic;

import java.time.Instant;

/**
 * A row of the log as a person may read it: what happened, never who it was. Texts are empty where nothing is known.
 *
 * @param target of a click the block's id, of an event its name, of a way out its address
 * @param first whether a visit began with it
 */
public record Line(
        Instant at,
        long site,
        Kind kind,
        boolean first,
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
        String language) {}
