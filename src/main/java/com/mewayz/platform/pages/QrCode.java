package com.mewayz.platform.pages;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** A QR code (ISO/IEC 18004) of any text, black on white, with the quiet zone that readers need around it. */
public final class QrCode {
    /** Four modules, ISO/IEC 18004, 9.1. */
    private static final int QUIET = 4;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final io.nayuki.qrcodegen.QrCode code;

    private QrCode(io.nayuki.qrcodegen.QrCode code) {
        this.code = code;
    }

    /** @throws IllegalArgumentException if the text is longer than a code can hold, about 2,300 bytes */
    public static QrCode of(String text) {
        try {
            return new QrCode(io.nayuki.qrcodegen.QrCode.encodeText(text, io.nayuki.qrcodegen.QrCode.Ecc.MEDIUM));
        } catch (io.nayuki.qrcodegen.DataTooLongException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
    }

    /** Modules on a side, the quiet zone included. */
    public int size() {
        return code.size + 2 * QUIET;
    }

    /** Scales to any size; one unit is one module. */
    public String svg() {
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                int start = x;
                while (x < code.size && code.getModule(x, y)) {
                    x++;
                }
                if (x > start) {
                    path.append("M%d %dh%dv1h-%dz".formatted(start + QUIET, y + QUIET, x - start, x - start));
                }
            }
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges" role="img">\
                <title>QR code</title><path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path d="%2$s"/></svg>
                """.formatted(size(), path);
    }

    /** A PNG (W3C PNG, 11) of whole pixels for each module: the largest that fits into {@code pixels}, at least one. */
    public byte[] png(int pixels) {
        int scale = Math.max(1, pixels / size());
        int side = scale * size();
        var out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        // One bit a pixel, greyscale: 1 is white.
        chunk(out, "IHDR", bytes(data -> {
            data.writeInt(side);
            data.writeInt(side);
            data.write(new byte[] {1, 0, 0, 0, 0});
        }));
        chunk(out, "IDAT", deflated(rows(side, scale)));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private byte[] rows(int side, int scale) {
        int width = 1 + (side + 7) / 8;
        var rows = new byte[side * width];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                if (!code.getModule(x / scale - QUIET, y / scale - QUIET)) {
                    rows[y * width + 1 + x / 8] |= (byte) (0x80 >> x % 8);
                }
            }
        }
        return rows;
    }

    private static byte[] deflated(byte[] rows) {
        var out = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (var zip = new DeflaterOutputStream(out, deflater)) {
            zip.write(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
        var typed = bytes(data -> {
            data.write(type.getBytes(StandardCharsets.US_ASCII));
            data.write(content);
        });
        var sum = new CRC32();
        sum.update(typed);
        out.writeBytes(bytes(data -> {
            data.writeInt(content.length);
            data.write(typed);
            data.writeInt((int) sum.getValue());
        }));
    }

    private static byte[] bytes(Content content) {
        var out = new ByteArrayOutputStream();
        try (var data = new DataOutputStream(out)) {
            content.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private interface Content {
        void write(DataOutputStream data) throws IOException;
    }
}
