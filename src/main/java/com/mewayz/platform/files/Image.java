package com.mewayz.platform.files;

/**
 * A picture made here: pixels and nothing else, whatever the upload carried.
 *
 * @param type {@code image/jpeg} or {@code image/png}
 * @param bytes the file
 */
@SuppressWarnings("ArrayRecordComponent") // pictures are passed on, never compared
public record Image(int width, int height, String type, byte[] bytes) {}
