package com.mewayz.platform.bus;

import com.mewayz.facts.Fact;
import com.mewayz.platform.Json;
import java.time.Instant;

/** A fact as it is stored: {@code kind} is its type in JSON's spelling, {@code body} the fact itself. */
public record StoredFact(long id, long workspace, long user, Instant at, String kind, String body) {
    public Fact fact() {
        return Json.read(body, Fact.class);
    }
}
