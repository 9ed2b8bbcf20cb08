package com.mewayz.platform.files;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.util.Arrays;

/** A small picture in memory: 8 bits each of alpha, red, green and blue. */
final class Pixels {
    private final int width;
    private final int height;
    private final int[] argb;

    Pixels(int width, int height, int[] argb) {
        this.width = width;
        this.height = height;
        this.argb = argb;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    boolean isOpaque() {
        return Arrays.stream(argb).allMatch(pixel -> pixel >>> 24 == 0xff);
    }

    BufferedImage image() {
        var image =
                new BufferedImage(width, height, isOpaque() ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, width, height, argb, 0, width);
        return image;
    }

    /** Turned as EXIF says: 1 upright, 2 mirrored, 3 upside down, 4 both, 5 to 8 the same lying on its side. */
    Pixels upright(int orientation) {
        if (orientation == Exif.UPRIGHT) {
            return this;
        }
        boolean lying = orientation >= 5;
        int across = lying ? height : width;
        int down = lying ? width : height;
        boolean fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        boolean fromBottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        var turned = new int[argb.length];
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                int column = lying ? y : x;
                int row = lying ? x : y;
                turned[y * across + x] =
                        argb[(fromBottom ? height - 1 - row : row) * width + (fromRight ? width - 1 - column : column)];
            }
        }
        return new Pixels(across, down, turned);
    }

    /** With the colours of the profile turned into sRGB; as it is if the profile is empty, broken or not RGB. */
    Pixels toSrgb(byte[] profile) {
        if (profile.length == 0) {
            return this;
        }
        try {
            var from = ICC_Profile.getInstance(profile);
            if (from.getColorSpaceType() != ColorSpace.TYPE_RGB) {
                return this;
            }
            var source = Raster.createInterleavedRaster(
                    new DataBufferByte(rgb(), argb.length * 3), width, height, width * 3, 3, new int[] {0, 1, 2}, null);
            var target = source.createCompatibleWritableRaster();
            var srgb = ICC_ColorSpace.getInstance(ColorSpace.CS_sRGB) instanceof ICC_ColorSpace space
                    ? space.getProfile()
                    : from;
            new ColorConvertOp(new ICC_Profile[] {from, srgb}, null).filter(source, target);
            return new Pixels(width, height, recoloured(((DataBufferByte) target.getDataBuffer()).getData()));
        } catch (RuntimeException unusable) {
            return this;
        }
    }

    private byte[] rgb() {
        var bytes = new byte[argb.length * 3];
        for (int i = 0; i < argb.length; i++) {
            bytes[3 * i] = (byte) (argb[i] >> 16);
            bytes[3 * i + 1] = (byte) (argb[i] >> 8);
            bytes[3 * i + 2] = (byte) argb[i];
        }
        return bytes;
    }

    private int[] recoloured(byte[] rgb) {
        var pixels = new int[argb.length];
        for (int i = 0; i < pixels.length; i++) {
            int colour = (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | rgb[3 * i + 2] & 0xff;
            pixels[i] = argb[i] & 0xff000000 | colour;
        }
        return pixels;
    }
}
