package com.mewayz.biosites;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A site as its editors see it: the draft.
 *
 * @param avatar id of a picture of the workspace
 * @param position among the sites of the workspace, from 0
 * @param publishedAt when it was last published; kept when it is taken offline
 */
public record Site(
        long id,
        long workspace,
        String handle,
        String name,
        String tagline,
        String bio,
        String theme,
        Map<String, String> themeSettings,
        @Nullable Long avatar,
        String language,
        int position,
        Status status,
        @Nullable Instant publishedAt,
        Instant updatedAt,
        Instant createdAt) {

    public enum Status {
        DRAFT,
        LIVE
    }

    public boolean live() {
        return status == Status.LIVE;
    }

    /** What an editor would have to send to leave everything as it is. */
    public SiteInput input() {
        return new SiteInput(handle, name, tagline, bio, theme, themeSettings, avatar, language);
    }
}
