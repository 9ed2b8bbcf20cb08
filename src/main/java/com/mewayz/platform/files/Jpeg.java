package com.mewayz.platform.files;

import com.mewayz.platform.Problem;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Walks the segments of a JPEG (ITU T.81, annex B) from its start to its end mark: keeps those that draw, notes the
 * orientation and the colour profile, and refuses what would cost the decoder too much.
 */
final class Jpeg {
    /** A progressive picture is assembled in memory outside the heap; 40 megapixels with halved colours take this. */
    private static final long COEFFICIENT_BYTES = 128L << 20;
    /** Cameras write ten or so. Each scan of a few bytes can cost a pass over the whole picture. */
    private static final int SCANS = 64;

    private static final int PROFILE_BYTES = 1 << 20;
    private static final String CMYK = "This JPEG uses print colours (CMYK). Save it with RGB colours and try again.";
    private static final String KIND = "This kind of JPEG cannot be read here. Save it as a normal JPEG or PNG.";

    private final byte[] in;
    private final ByteArrayOutputStream drawing;
    private final ByteArrayOutputStream profile = new ByteArrayOutputStream();
    private int at = 2;
    private int orientation = Exif.UPRIGHT;
    private int components;
    private int scans;
    private long coefficientBytes;
    private boolean progressive;

    private Jpeg(byte[] in) {
        this.in = in;
        this.drawing = new ByteArrayOutputStream(in.length);
    }

    /** @throws Problem 422 if it ends early, or is of a kind that is not read here */
    static Source read(byte[] upload) {
        var jpeg = new Jpeg(upload);
        jpeg.drawing.write(upload, 0, 2);
        try {
            jpeg.walk();
        } catch (IndexOutOfBoundsException e) {
            throw Source.damaged();
        }
        return new Source(
                "jpeg", jpeg.drawing.toByteArray(), jpeg.orientation, jpeg.profile.toByteArray(), jpeg.components);
    }

    private void walk() {
        for (int marker = nextMarker(); marker != 0xd9; marker = nextMarker()) {
            if (marker == 0x01 || marker >= 0xd0 && marker <= 0xd7) {
                continue;
            }
            int start = at - 2;
            int end = at + u16(at);
            if (end > in.length || end < at + 2) {
                throw Source.damaged();
            }
            at += 2;
            segment(marker, start, end);
        }
        if (scans == 0) {
            throw Source.damaged();
        }
        drawing.write(0xff);
        drawing.write(0xd9);
    }

    private void segment(int marker, int start, int end) {
        switch (marker) {
            case 0xc0, 0xc1, 0xc2 -> frame(marker == 0xc2, end);
            case 0xda -> {
                scan();
                end = endOfScan(end);
            }
            case 0xe1 -> {
                if (Source.hasText(in, at, "Exif\0\0") && at + 6 < end) {
                    orientation = Exif.orientation(Arrays.copyOfRange(in, at + 6, end));
                }
            }
            case 0xe2 -> {
                if (Source.hasText(in, at, "ICC_PROFILE\0") && at + 14 < end && profile.size() < PROFILE_BYTES) {
                    profile.write(in, at + 14, end - at - 14);
                }
            }
            case 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf -> throw Source.refused(KIND);
            default -> {}
        }
        if (draws(marker)) {
            drawing.write(in, start, end - start);
        }
        at = end;
    }

    // Frames, scans and their tables; JFIF and Adobe, which say how the colours are meant.
    private boolean draws(int marker) {
        return switch (marker) {
            case 0xc0, 0xc1, 0xc2, 0xc4, 0xda, 0xdb, 0xdd -> true;
            case 0xe0 -> Source.hasText(in, at, "JFIF\0");
            case 0xee -> Source.hasText(in, at, "Adobe");
            default -> false;
        };
    }

    private void frame(boolean isProgressive, int end) {
        if (components != 0) {
            throw Source.damaged();
        }
        progressive = isProgressive;
        components = u8(at + 5);
        if (components == 4) {
            throw Source.refused(CMYK);
        }
        if (u8(at) != 8 || components != 1 && components != 3) {
            throw Source.refused(KIND);
        }
        if (end < at + 6 + 3 * components) {
            throw Source.damaged();
        }
        long pixels = (long) u16(at + 1) * u16(at + 3);
        int widest = 1;
        int tallest = 1;
        int samples = 0;
        for (int i = 0; i < components; i++) {
            int factors = u8(at + 7 + 3 * i);
            widest = Math.max(widest, factors >> 4);
            tallest = Math.max(tallest, factors & 15);
            samples += (factors >> 4) * (factors & 15);
        }
        coefficientBytes = 2 * pixels * samples / ((long) widest * tallest);
    }

    private void scan() {
        boolean wholeInOne = !progressive && u8(at) == components;
        if (components == 0) {
            throw Source.damaged();
        }
        if (++scans > SCANS || !wholeInOne && coefficientBytes > COEFFICIENT_BYTES) {
            throw Source.refused(
                    "This progressive JPEG is too costly to read. Save it smaller, or as a baseline JPEG.");
        }
    }

    // Within a scan 0xff is followed by 0 (the byte itself), a restart mark, or the next segment's mark.
    private int endOfScan(int from) {
        for (int i = from; ; i++) {
            int next = u8(i) == 0xff ? u8(i + 1) : 0;
            if (next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) {
                return i;
            }
        }
    }

    private int nextMarker() {
        while (u8(at) != 0xff || u8(at + 1) == 0 || u8(at + 1) == 0xff) {
            at++;
        }
        at += 2;
        return u8(at - 1);
    }

    private int u8(int i) {
        return in[i] & 0xff;
    }

    private int u16(int i) {
        return u8(i) << 8 | u8(i + 1);
    }
}
