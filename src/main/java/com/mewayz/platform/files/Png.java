package com.mewayz.platform.files;

import com.mewayz.platform.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Walks the chunks of a PNG (W3C PNG, 5), checks their sums, and keeps those that draw. Text and profile chunks can
 * unpack to a thousand times their size; they never reach the decoder.
 */
final class Png {
    private static final int SIGNATURE = 8;
    private static final int FRAME = 12;

    private Png() {}

    /** @throws Problem 422 if it ends early or a sum is wrong */
    static Source read(byte[] upload) {
        var in = ByteBuffer.wrap(upload);
        var drawing = new ByteArrayOutputStream(upload.length);
        drawing.write(upload, 0, SIGNATURE);
        int orientation = Exif.UPRIGHT;
        for (int at = SIGNATURE; ; ) {
            if (upload.length - at < FRAME
                    || in.getInt(at) < 0
                    || in.getInt(at) > upload.length - at - FRAME
                    || !sumIsRight(upload, at, in.getInt(at), in)) {
                throw Source.damaged();
            }
            int end = at + FRAME + in.getInt(at);
            var type = new String(upload, at + 4, 4, StandardCharsets.ISO_8859_1);
            switch (type) {
                case "IHDR", "PLTE", "tRNS", "IDAT", "IEND" -> drawing.write(upload, at, end - at);
                case "eXIf" -> orientation = Exif.orientation(Arrays.copyOfRange(upload, at + 8, end - 4));
                default -> {}
            }
            if (type.equals("IEND")) {
                return new Source("png", drawing.toByteArray(), orientation, new byte[0], bytesPerPixel(upload));
            }
            at = end;
        }
    }

    // Four channels at most, of one byte or, at a depth of 16 bits, two.
    private static int bytesPerPixel(byte[] upload) {
        return upload.length > 24 && upload[24] == 16 ? 8 : 4;
    }

    private static boolean sumIsRight(byte[] upload, int at, int length, ByteBuffer in) {
        var crc = new CRC32();
        crc.update(upload, at + 4, length + 4);
        return (int) crc.getValue() == in.getInt(at + 8 + length);
    }
}
