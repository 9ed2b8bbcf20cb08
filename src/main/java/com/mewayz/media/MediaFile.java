package com.mewayz.media;

import java.time.Instant;

/**
 * A picture of a workspace. {@code width} and {@code height} are those of the large size; {@code bytes} counts both.
 *
 * @param name as the file was called by who brought it; shown, never used as a path
 */
public record MediaFile(
        long id,
        long workspace,
        String name,
        String type,
        int width,
        int height,
        String smallType,
        int smallWidth,
        int smallHeight,
        String largeSha,
        String smallSha,
        long bytes,
        Instant createdAt) {
    /** The longest sides of the two sizes, in pixels; small pictures stay as they are. */
    static final int LARGE = 1200;

    static final int SMALL = 320;

    /** Where the large size is served, made of the id alone. */
    public String address() {
        return address(LARGE, type);
    }

    public String smallAddress() {
        return address(SMALL, smallType);
    }

    private String address(int size, String type) {
        return "/media/" + id + "-" + size + (type.equals("image/png") ? ".png" : ".jpg");
    }
}
