package com.mewayz.analytics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A workspace at a glance: all its sites together, and each. */
public record Overview(
        String from,
        String to,
        String zone,
        boolean empty,
        Figures.Total total,
        Figures.@Nullable Total previous,
        List<OfSite> sites) {

    public record OfSite(long site, String name, Figures.Total total) {}
}
