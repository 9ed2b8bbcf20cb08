package com.mewayz.biosites;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a site stands with its visitors.
 *
 * @param path where the page is, once it is live
 * @param publishedAt when it was published last
 * @param changes how many things in the draft visitors do not see yet
 */
public record Publication(
        boolean live, String path, @Nullable Instant publishedAt, int changes) {}
