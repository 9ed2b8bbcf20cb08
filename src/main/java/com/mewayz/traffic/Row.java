package com.mewayz.traffic;

import org.jspecify.annotations.Nullable;

/** A counted hit, as it is stored. */
record Row(
        long id,
        long at,
        long site,
        long block,
        long visitor,
        String source,
        @Nullable String referrer,
        @Nullable String utmSource,
        @Nullable String utmMedium,
        @Nullable String utmCampaign,
        String device,
        String browser,
        String system,
        @Nullable String language) {}
