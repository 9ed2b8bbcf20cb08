package com.mewayz.biosites;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of a site that saving its draft writes. */
record SiteRow(
        String handle,
        String skeleton,
        String name,
        String tagline,
        String bio,
        String theme,
        Map<String, String> themeSettings,
        @Nullable Long avatar,
        String language,
        int position,
        Instant updatedAt) {
    static SiteRow of(SiteInput input, int position, Instant now) {
        return new SiteRow(
                input.handle(),
                Handles.skeleton(input.handle()),
                input.name(),
                input.tagline(),
                input.bio(),
                input.theme(),
                input.themeSettings(),
                input.avatar(),
                input.language(),
                position,
                now);
    }
}
