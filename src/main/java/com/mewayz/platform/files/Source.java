package com.mewayz.platform.files;

import com.mewayz.platform.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An uploaded picture, reduced to what draws: metadata, comments and whatever else was hidden in the file are gone
 * before a decoder sees it. Its kind is told from its content; the name and the declared type are hearsay.
 *
 * @param format the decoder's name
 * @param orientation as in {@link Exif#orientation}
 * @param profile the ICC profile of the colours, empty for sRGB
 * @param bytesPerPixel what one pixel takes when decoded
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record Source(String format, byte[] bytes, int orientation, byte[] profile, int bytesPerPixel) {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** @throws Problem 422 if it is not one of the four kinds, or visibly damaged */
    static Source of(byte[] upload) {
        if (startsWith(upload, 0, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff})) {
            return Jpeg.read(upload);
        }
        if (startsWith(upload, 0, PNG)) {
            return Png.read(upload);
        }
        if (hasText(upload, 0, "GIF87a") || hasText(upload, 0, "GIF89a")) {
            return new Source("gif", upload, Exif.UPRIGHT, new byte[0], 1);
        }
        if (hasText(upload, 0, "RIFF") && hasText(upload, 8, "WEBP")) {
            return Webp.read(upload);
        }
        if (hasText(upload, 4, "ftyp")) {
            throw refused("HEIC and AVIF pictures cannot be read here. Save it as JPEG or PNG and try again.");
        }
        throw refused("This is not a JPEG, PNG, GIF or WebP picture.");
    }

    static Problem refused(String sentence) {
        return Problem.invalid("file", sentence);
    }

    static Problem damaged() {
        return refused("This picture is incomplete or damaged.");
    }

    static boolean hasText(byte[] bytes, int at, String text) {
        return startsWith(bytes, at, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] start) {
        return bytes.length >= at + start.length && Arrays.equals(bytes, at, at + start.length, start, 0, start.length);
    }
}
