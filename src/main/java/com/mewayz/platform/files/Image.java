package com.mewayz.platform.files;

/** A picture made here: pixels and nothing else, whatever the upload carried. */
public final class Image {
    private final int width;
    private final int height;
    private final String type;
    private final byte[] bytes;

    Image(int width, int height, String type, byte[] bytes) {
        this.width = width;
        this.height = height;
        this.type = type;
        this.bytes = bytes;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** {@code image/jpeg} or {@code image/png}. */
    public String type() {
        return type;
    }

    /** The file; not a copy. */
    public byte[] bytes() {
        return bytes;
    }
}
