package com.mewayz.media;

import java.time.Instant;

/** A picture as clients of the API see it: where to fetch it, and how large it is. */
public record Picture(
        long id,
        String name,
        String address,
        int width,
        int height,
        String smallAddress,
        int smallWidth,
        int smallHeight,
        long bytes,
        Instant createdAt) {
    static Picture of(MediaFile file) {
        return new Picture(
                file.id(),
                file.name(),
                file.address(),
                file.width(),
                file.height(),
                file.smallAddress(),
                file.smallWidth(),
                file.smallHeight(),
                file.bytes(),
                file.createdAt());
    }
}
