package com.mewayz.platform.files;

import com.mewayz.platform.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Walks the chunks of a WebP (RFC 9649): keeps those that draw, notes the orientation and the colour profile. */
final class Webp {
    private static final int HEADER = 12;
    /** Of the flags in VP8X only the one for transparency; the others announce chunks that are left out. */
    private static final int ALPHA = 0x10;

    private static final int PROFILE_BYTES = 1 << 20;

    private Webp() {}

    /** @throws Problem 422 if it ends early, or moves */
    static Source read(byte[] upload) {
        var in = ByteBuffer.wrap(upload).order(ByteOrder.LITTLE_ENDIAN);
        var drawing = new ByteArrayOutputStream(upload.length);
        drawing.write(upload, 0, HEADER);
        int orientation = Exif.UPRIGHT;
        var profile = new byte[0];
        long end = 8L + Integer.toUnsignedLong(in.getInt(4));
        for (int at = HEADER; at < end; ) {
            if (end > upload.length || end - at < 8 || Integer.toUnsignedLong(in.getInt(at + 4)) > end - at - 8) {
                throw Source.damaged();
            }
            int body = at + 8;
            int size = in.getInt(at + 4);
            int next = (int) Math.min(end, body + size + (size & 1));
            switch (new String(upload, at, 4, StandardCharsets.ISO_8859_1)) {
                case "VP8 ", "VP8L", "ALPH" -> drawing.write(upload, at, next - at);
                case "VP8X" -> {
                    drawing.write(upload, at, 8);
                    drawing.write(upload[body] & ALPHA);
                    drawing.write(upload, body + 1, next - body - 1);
                }
                case "ICCP" ->
                    profile = size <= PROFILE_BYTES ? Arrays.copyOfRange(upload, body, body + size) : profile;
                case "EXIF" -> {
                    int start = Source.hasText(upload, body, "Exif\0\0") ? 6 : 0;
                    orientation =
                            Exif.orientation(Arrays.copyOfRange(upload, body + Math.min(start, size), body + size));
                }
                case "ANIM" ->
                    throw Source.refused("Moving WebP pictures cannot be read here. Save one frame as JPEG or PNG.");
                default -> {}
            }
            at = next;
        }
        var bytes = drawing.toByteArray();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(4, bytes.length - 8);
        // The decoder takes the whole picture in any case: three bytes, so that nothing is skipped below its own limit.
        return new Source("webp", bytes, orientation, profile, 3);
    }
}
