package com.mewayz.platform.files;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.util.Arrays;

/**
 * Makes a picture smaller by averaging: every source pixel counts in the target pixels it touches by the area it covers
 * there, and by its opacity. Works row by row, so it needs memory for the small picture only.
 */
final class Scaling {
    private final BufferedImage source;
    private final int[] argb;
    private final int[] samples;

    private Scaling(BufferedImage source) {
        this.source = source;
        this.argb = new int[source.getWidth()];
        this.samples = new int[source.getWidth() * source.getRaster().getNumBands()];
    }

    /** At most {@code longest} pixels on its longer side; never enlarged. */
    static Pixels fit(BufferedImage source, int longest) {
        double scale = Math.min(1.0, longest / (double) Math.max(source.getWidth(), source.getHeight()));
        int width = (int) Math.max(1, Math.round(source.getWidth() * scale));
        int height = (int) Math.max(1, Math.round(source.getHeight() * scale));
        return new Scaling(source).to(width, height);
    }

    private Pixels to(int width, int height) {
        var columns = new Axis(source.getWidth(), width);
        var rows = new Axis(source.getHeight(), height);
        var target = new int[width * height];
        // One cell more than needed at the end, so that a share of nothing has somewhere to go.
        var row = new float[4 * (width + 1)];
        var sum = new float[row.length];
        for (int y = 0; y < source.getHeight(); y++) {
            readRow(y);
            squeeze(columns, row);
            add(row, rows.share[y], sum);
            if (y + 1 == source.getHeight() || rows.cell[y + 1] > rows.cell[y]) {
                emit(sum, target, rows.cell[y] * width, width);
                Arrays.fill(sum, 0);
                add(row, rows.rest[y], sum);
            }
        }
        return new Pixels(width, height, target);
    }

    private void squeeze(Axis columns, float[] row) {
        Arrays.fill(row, 0);
        for (int x = 0; x < argb.length; x++) {
            int pixel = argb[x];
            float alpha = pixel >>> 24;
            int cell = 4 * columns.cell[x];
            for (int next = 0; next < 2; next++, cell += 4) {
                float weight = alpha * (next == 0 ? columns.share[x] : columns.rest[x]);
                row[cell] += weight;
                row[cell + 1] += weight * (pixel >> 16 & 0xff);
                row[cell + 2] += weight * (pixel >> 8 & 0xff);
                row[cell + 3] += weight * (pixel & 0xff);
            }
        }
    }

    private static void add(float[] row, float share, float[] sum) {
        for (int i = 0; i < row.length; i++) {
            sum[i] += share * row[i];
        }
    }

    private static void emit(float[] sum, int[] target, int at, int width) {
        for (int x = 0; x < width; x++) {
            float alpha = sum[4 * x];
            int opacity = Math.min(255, Math.round(alpha));
            target[at + x] = opacity == 0
                    ? 0
                    : opacity << 24
                            | channel(sum[4 * x + 1] / alpha) << 16
                            | channel(sum[4 * x + 2] / alpha) << 8
                            | channel(sum[4 * x + 3] / alpha);
        }
    }

    private static int channel(float value) {
        return Math.min(255, Math.round(value));
    }

    // Samples as they are in the file: Java takes grey for linear light and would brighten it on the way.
    private void readRow(int y) {
        var raster = source.getRaster();
        int bands = raster.getNumBands();
        if (!(source.getColorModel() instanceof ComponentColorModel) || source.isAlphaPremultiplied() || bands > 4) {
            source.getRGB(0, y, argb.length, 1, argb, 0, argb.length);
            return;
        }
        raster.getPixels(raster.getMinX(), raster.getMinY() + y, argb.length, 1, samples);
        int shift = raster.getSampleModel().getSampleSize(0) - 8;
        for (int x = 0, i = 0; x < argb.length; x++, i += bands) {
            int red = samples[i] >> shift;
            int green = bands < 3 ? red : samples[i + 1] >> shift;
            int blue = bands < 3 ? red : samples[i + 2] >> shift;
            int alpha = (bands & 1) == 1 ? 255 : samples[i + bands - 1] >> shift;
            argb[x] = alpha << 24 | red << 16 | green << 8 | blue;
        }
    }

    /** For each source position: the target cell it falls into, how much of that cell it fills, and of the next. */
    private static final class Axis {
        private final int[] cell;
        private final float[] share;
        private final float[] rest;

        Axis(int source, int target) {
            cell = new int[source];
            share = new float[source];
            rest = new float[source];
            for (int i = 0; i < source; i++) {
                // In units of 1/source of a target cell everything is a whole number.
                long from = (long) i * target;
                long to = from + target;
                cell[i] = (int) (from / source);
                long border = (cell[i] + 1L) * source;
                share[i] = (Math.min(to, border) - from) / (float) source;
                rest[i] = Math.max(0, to - border) / (float) source;
            }
        }
    }
}
