package com.mewayz.platform.files;

import com.mewayz.platform.Problem;
import com.mewayz.platform.Workers;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes uploaded pictures harmless and small: decoded and encoded again, upright, in sRGB, without metadata, in the
 * sizes asked for. Transparent pictures become PNG, others JPEG, or PNG where the upload was lossless and PNG is
 * smaller.
 *
 * <p>Limits are checked before anything is allocated, and a large picture is decoded at a fraction of its size, so that
 * one worker takes at most some 80 MB for any upload. Give it few workers, one on a small machine.
 */
public final class Images {
    public static final int MOST_BYTES = 10 << 20;
    public static final int MOST_PIXELS = 40_000_000;
    private static final int LONGEST_SIDE = 30_000;
    /** The WebP decoder keeps the whole picture, several times over. */
    private static final int MOST_WEBP_PIXELS = 8_000_000;

    private static final int DECODED_BYTES = 32 << 20;
    private static final float QUALITY = 0.85f;

    private final Workers workers;

    public Images(Workers workers) {
        this.workers = workers;
    }

    /**
     * The picture in several sizes, in the order asked for; never enlarged.
     *
     * @param longestSides in pixels, the largest first
     * @throws Problem 422 with a sentence for {@code file}: no picture, damaged, too large; 429 if too many wait
     */
    public List<Image> sizes(byte[] upload, int... longestSides) {
        if (upload.length > MOST_BYTES) {
            throw Source.refused("This picture has " + megabytes(upload.length) + " MB; at most "
                    + megabytes(MOST_BYTES) + " MB are accepted.");
        }
        return workers.call(() -> make(upload, longestSides));
    }

    private static List<Image> make(byte[] upload, int... longestSides) {
        try {
            var source = Source.of(upload);
            boolean lossless = !source.format().equals("jpeg");
            var pixels = Scaling.fit(decode(source), longestSides[0])
                    .toSrgb(source.profile())
                    .upright(source.orientation());
            var images = new ArrayList<Image>();
            for (int longest : longestSides) {
                pixels = Scaling.fit(pixels.image(), longest);
                images.add(encode(pixels, lossless));
            }
            return images;
        } catch (OutOfMemoryError | StackOverflowError e) {
            throw Source.refused("This picture is too costly to read. Save it smaller and try again.");
        }
    }

    private static BufferedImage decode(Source source) {
        var reader = reader(source.format());
        try {
            reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(source.bytes())), true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            requireBearable(source, width, height);
            var param = reader.getDefaultReadParam();
            int step = step((long) width * height * source.bytesPerPixel());
            param.setSourceSubsampling(step, step, 0, 0);
            var warnings = new ArrayList<String>();
            reader.addIIOReadWarningListener((from, warning) -> warnings.add(warning));
            var image = reader.read(0, param);
            if (source.format().equals("gif") && !warnings.isEmpty()) {
                throw Source.damaged();
            }
            return image;
        } catch (Problem e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw Source.damaged();
        } finally {
            reader.dispose();
        }
    }

    // Only readers we know: what else is on the class path must not widen what an upload may be.
    private static ImageReader reader(String format) {
        return format.equals("webp")
                ? new WebPImageReaderSpi().createReaderInstance(null)
                : ImageIO.getImageReadersByFormatName(format).next();
    }

    private static void requireBearable(Source source, int width, int height) {
        long most = source.format().equals("webp") ? MOST_WEBP_PIXELS : MOST_PIXELS;
        if (width > LONGEST_SIDE || height > LONGEST_SIDE || (long) width * height > most) {
            throw Source.refused("This picture has " + width + " × " + height + " pixels; at most " + most / 1_000_000
                    + " million and " + LONGEST_SIDE + " on a side are accepted.");
        }
    }

    // Keep every n-th pixel of every n-th row. What is left is still larger than the sizes asked for.
    private static int step(long bytes) {
        int step = 1;
        while (bytes / ((long) step * step) > DECODED_BYTES) {
            step++;
        }
        return step;
    }

    private static Image encode(Pixels pixels, boolean lossless) {
        var image = pixels.image();
        var jpeg = pixels.isOpaque() ? encode(image, "jpeg") : new byte[0];
        var png = lossless || !pixels.isOpaque() ? encode(image, "png") : new byte[0];
        boolean asPng = jpeg.length == 0 || png.length > 0 && png.length <= jpeg.length;
        return new Image(pixels.width(), pixels.height(), asPng ? "image/png" : "image/jpeg", asPng ? png : jpeg);
    }

    private static byte[] encode(BufferedImage image, String format) {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            var param = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(QUALITY);
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static String megabytes(int bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / (double) (1 << 20)).replace(".0", "");
    }
}
