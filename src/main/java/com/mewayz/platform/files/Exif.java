package com.mewayz.platform.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The one thing worth keeping of a picture's metadata: which way is up (EXIF 2.32, 4.6.4 A, tag Orientation). */
final class Exif {
    static final int UPRIGHT = 1;
    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;

    private Exif() {}

    /** 1 to 8 from a TIFF structure, as EXIF embeds it; 1 if it does not say, or says nonsense. */
    static int orientation(byte[] tiff) {
        var data = ByteBuffer.wrap(tiff);
        if (tiff.length < 8 || tiff[0] != tiff[1] || tiff[0] != 'I' && tiff[0] != 'M') {
            return UPRIGHT;
        }
        data.order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = data.getInt(4);
        if (data.getShort(2) != 42 || directory < 8 || directory > tiff.length - 2) {
            return UPRIGHT;
        }
        int entries = Short.toUnsignedInt(data.getShort(directory));
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY;
            if (entry > tiff.length - ENTRY) {
                return UPRIGHT;
            }
            if (Short.toUnsignedInt(data.getShort(entry)) == ORIENTATION && data.getShort(entry + 2) == SHORT) {
                int value = Short.toUnsignedInt(data.getShort(entry + 8));
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }
}
