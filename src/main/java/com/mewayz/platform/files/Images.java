package com.mewayz.platform.files;

import com.mewayz.platform.Problem;
import com.mewayz.platform.Workers;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
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
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes uploaded pictures harmless and small: decoded and encoded again, upright, in sRGB, without metadata, in the
 * sizes asked for. Transparent pictures become PNG, others JPEG, or PNG where the upload was lossless and PNG is
 * smaller.
 *
 * <p>Limits are checked before anything is allocated, and a large picture is decoded at a fraction of its size. One
 * picture takes up to some 40 MB, so they are made one after the other, on one platform thread: a small machine has a
 * heap of 96 MB, and a server that runs out of it ends.
 */
public final class Images implements AutoCloseable {
    public static final int MOST_BYTES = 10 << 20;
    public static final int MOST_PIXELS = 40_000_000;
    private static final int LONGEST_SIDE = 30_000;
    /** The WebP decoder keeps the whole picture, several times over. */
    private static final int MOST_WEBP_PIXELS = 5_000_000;

    private static final int DECODED_BYTES = 16 << 20;
    private static final float QUALITY = 0.85f;

    private static final int WAITING = 4;

    private final Workers worker = new Workers("images", 1, WAITING);

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
        return worker.call(() -> make(upload, longestSides));
    }

    @Override
    public void close() {
        worker.close();
    }

    private static List<Image> make(byte[] upload, int... longestSides) {
        try {
            var source = Source.of(upload);
            boolean lossless = !source.format().equals("jpeg");
            var pixels = Scaling.fit(decode(source, longestSides[0]), longestSides[0])
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

    private static BufferedImage decode(Source source, int longest) {
        var reader = reader(source.format());
        try {
            reader.setInput(new BytesInput(source.bytes()), true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            requireBearable(source, width, height);
            var param = reader.getDefaultReadParam();
            int step = step(source, width, height, longest);
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

    // Keep every n-th pixel of every n-th row, as long as what is left is no smaller than the size asked for.
    private static int step(Source source, int width, int height, int longest) {
        long bytes = (long) width * height * source.bytesPerPixel();
        int step = 1;
        while (bytes / ((long) step * step) > DECODED_BYTES && Math.max(width, height) / (step + 1) >= longest) {
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
