package com.mewayz.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mewayz.platform.Problem;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {
    /** The four corners, 48 by 32, as Chromium writes them. */
    private static final String LOSSY_WEBP =
            "UklGRnQAAABXRUJQVlA4IGgAAACQBQCdASowACAAPmEkj0WkIiGapgBABgSyAFv4gB+AGv7cA/F39SeMC7gfpXnfYV"
                    + "K7XL8AAAD+8PojxyTbVGsSdC9eiEC+HVhlwFV/7LRguxKUlr90wkdf5WH//2cEG8+Np+W+NwAAAA==";

    private static final Images IMAGES = new Images();

    @AfterAll
    static void close() {
        IMAGES.close();
    }

    @Test
    void aPhotoComesInTwoSizes() {
        var sizes = IMAGES.sizes(Pictures.file("jpeg", photo(2000, 1000)), 960, 320);
        assertThat(sizes).extracting(Image::width).containsExactly(960, 320);
        assertThat(sizes).extracting(Image::height).containsExactly(480, 160);
        assertThat(sizes).extracting(Image::type).containsOnly("image/jpeg");
        assertThat(Pictures.read(sizes.get(1).bytes()).getWidth()).isEqualTo(320);
    }

    @Test
    void aSmallPictureIsNotEnlarged() {
        var sizes = IMAGES.sizes(Pictures.file("png", Pictures.corners(200, 400)), 960, 320);
        assertThat(sizes).extracting(Image::width).containsExactly(200, 160);
        assertThat(sizes).extracting(Image::height).containsExactly(400, 320);
    }

    @Test
    void aThinLineStaysAPicture() {
        var sizes = IMAGES.sizes(Pictures.file("png", Pictures.corners(20_000, 2)), 960, 320);
        assertThat(sizes).extracting(Image::width).containsExactly(960, 320);
        assertThat(sizes).extracting(Image::height).containsExactly(1, 1);
    }

    // The four corners as a viewer sees them: r, g, b, w from the top left, row by row.
    @ParameterizedTest
    @CsvSource({"1,rgbw", "2,grwb", "3,wbgr", "4,bwrg", "5,rbgw", "6,brwg", "7,wgbr", "8,gwrb"})
    void aPictureIsTurnedUpright(int orientation, String corners) {
        var jpeg = Pictures.file("jpeg", Pictures.corners(64, 32));
        var png = Pictures.file("png", Pictures.corners(64, 32));
        for (boolean littleEndian : new boolean[] {true, false}) {
            assertUpright(Pictures.withSegment(jpeg, 0xe1, Pictures.exif(orientation, littleEndian)), corners);
            assertUpright(Pictures.withChunk(png, "eXIf", Pictures.tiff(orientation, littleEndian)), corners);
        }
        assertUpright(webp(LOSSY_WEBP, Pictures.exif(orientation, true)), corners);
    }

    private void assertUpright(byte[] upload, String corners) {
        var image = Pictures.read(IMAGES.sizes(upload, 48).getFirst().bytes());
        // White is opposite red, so the picture lies on its side if blue is beside red.
        boolean lying = List.of("rb", "br", "wg", "gw").contains(corners.substring(0, 2));
        assertThat(lying ? image.getHeight() : image.getWidth()).isEqualTo(48);
        assertThat(seen(image)).isEqualTo(corners);
    }

    @Test
    void nothingButPixelsSurvives() {
        var jpeg = Pictures.withSegment(
                Pictures.file("jpeg", photo(64, 64)),
                0xfe,
                "made by <script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
        jpeg = Pictures.withSegment(jpeg, 0xe1, Pictures.exif(1, true));
        jpeg = Pictures.join(jpeg, "PK\3\4<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
        var png = Pictures.withChunk(
                Pictures.file("png", Pictures.corners(64, 64)),
                "tEXt",
                "Author\0<script>Secret".getBytes(StandardCharsets.UTF_8));
        png = Pictures.join(png, "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
        var gif = Pictures.join(
                Pictures.file("gif", Pictures.corners(64, 64)),
                "*/=1;<script>alert(1)//".getBytes(StandardCharsets.UTF_8));
        for (var upload : new byte[][] {jpeg, png, gif}) {
            for (var image : IMAGES.sizes(upload, 960, 32)) {
                assertThat(new String(image.bytes(), StandardCharsets.ISO_8859_1))
                        .doesNotContain("script", "Secret", "Exif", "PK\3\4");
            }
        }
    }

    @Test
    void transparencyStays() {
        var image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 40 * 20; i++) {
            image.setRGB(i % 40, i / 40, 0x80ff0000);
        }
        var size = IMAGES.sizes(Pictures.file("png", image), 20).getFirst();
        assertThat(size.type()).isEqualTo("image/png");
        var seen = Pictures.read(size.bytes());
        assertThat(seen.getRGB(5, 5)).isEqualTo(0x80ff0000);
        assertThat(seen.getRGB(5, 15) >>> 24).isZero();
    }

    @Test
    void aTransparentEdgeDoesNotDarken() {
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0xffffffff);
        var seen = Pictures.read(
                IMAGES.sizes(Pictures.file("png", image), 1).getFirst().bytes());
        assertThat(seen.getRGB(0, 0)).isEqualTo(0x80ffffff);
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_BYTE_BINARY})
    void greyStaysAsBrightAsItWas(int type) {
        var image = new BufferedImage(64, 64, type);
        int level = type == BufferedImage.TYPE_USHORT_GRAY ? 0x8080 : type == BufferedImage.TYPE_BYTE_GRAY ? 0x80 : 1;
        image.getRaster()
                .setSamples(
                        0,
                        0,
                        64,
                        64,
                        0,
                        IntStream.generate(() -> level).limit(4096).toArray());
        var seen = Pictures.read(
                IMAGES.sizes(Pictures.file("png", image), 32).getFirst().bytes());
        assertThat(Math.abs(seen.getRaster().getSample(9, 9, 0) - (level == 1 ? 255 : 0x80)))
                .isLessThan(3);
    }

    @Test
    void aColourProfileIsAppliedAndLeftOut() {
        var linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        var head = "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1);
        var image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 1024; i++) {
            image.setRGB(i % 32, i / 32, 0x373737);
        }
        var jpeg = Pictures.withSegment(Pictures.file("jpeg", image), 0xe2, Pictures.join(head, linear));
        var size = IMAGES.sizes(jpeg, 16).getFirst();
        // 0x37 of linear light is 0x80 in sRGB.
        assertThat(Pictures.read(size.bytes()).getRGB(8, 8) & 0xff).isBetween(0x7c, 0x84);
        assertThat(new String(size.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("ICC_PROFILE");

        var broken = Pictures.withSegment(Pictures.file("jpeg", image), 0xe2, Pictures.join(head, new byte[200]));
        assertThat(IMAGES.sizes(broken, 16)).hasSize(1);
    }

    @Test
    void progressiveJpegGifAndWebpAreRead() {
        assertThat(seen(IMAGES.sizes(Pictures.progressiveJpeg(Pictures.corners(64, 64)), 32)))
                .isEqualTo("rgbw");
        assertThat(seen(IMAGES.sizes(Pictures.file("gif", Pictures.corners(64, 64)), 32)))
                .isEqualTo("rgbw");
        assertThat(seen(IMAGES.sizes(Base64.getDecoder().decode(LOSSY_WEBP), 48)))
                .isEqualTo("rgbw");
    }

    @Test
    void aFlatDrawingStaysPngWhenThatIsSmaller() {
        assertThat(IMAGES.sizes(Pictures.file("png", Pictures.corners(400, 400)), 400)
                        .getFirst()
                        .type())
                .isEqualTo("image/png");
    }

    @Test
    void whatIsNoPictureIsRefused() {
        refused("<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8), "not a JPEG");
        refused(new byte[0], "not a JPEG");
        refused("\0\0\0\30ftypheic".getBytes(StandardCharsets.ISO_8859_1), "HEIC");
        refused(Pictures.file("bmp", Pictures.corners(8, 8)), "not a JPEG");
        refused(Pictures.cmykJpeg(), "CMYK");
        refused(new byte[Images.MOST_BYTES + 1], "MB");
    }

    @Test
    void aBombIsRefusedBeforeItGoesOff() {
        refused(pngOfSize(50_000, 50_000), "50000 × 50000 pixels");
        refused(pngOfSize(40_000, 1), "30000 on a side");
        refused(pngOfSize(Integer.MAX_VALUE, Integer.MAX_VALUE), "");
        var jpeg = Pictures.file("jpeg", Pictures.corners(16, 16));
        refused(withSize(jpeg, 65_000, 65_000), "65000 × 65000");
        refused(withScans(Pictures.progressiveJpeg(Pictures.corners(64, 64)), 5000), "progressive");
        refused(withSize(Pictures.progressiveJpeg(Pictures.corners(16, 16)), 12_000, 9_000), "progressive");
        var gif = Pictures.file("gif", Pictures.corners(16, 16));
        refused(withGifSize(gif), "65535 × 65535");
    }

    @Test
    void aTextChunkThatUnpacksToAGigabyteIsNotUnpacked() throws Exception {
        var packed = new ByteArrayOutputStream();
        packed.write("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1));
        try (var out = new DeflaterOutputStream(packed, new Deflater(9))) {
            for (int i = 0; i < 256; i++) {
                out.write(new byte[1 << 20]);
            }
        }
        var png = Pictures.withChunk(Pictures.file("png", Pictures.corners(8, 8)), "zTXt", packed.toByteArray());
        assertThat(IMAGES.sizes(png, 8)).hasSize(1);
    }

    @Test
    void aPictureCutOffAnywhereIsRefused() {
        var image = photo(60, 40);
        for (var file : new byte[][] {
            Pictures.file("jpeg", image),
            Pictures.progressiveJpeg(image),
            Pictures.file("png", image),
            Pictures.file("gif", image),
            Base64.getDecoder().decode(LOSSY_WEBP)
        }) {
            int whole = file[0] == 'G' ? file.length - 2 : file.length;
            for (int length = 0; length < whole; length += 1 + length / 40) {
                var cut = Arrays.copyOf(file, length);
                assertThatThrownBy(() -> IMAGES.sizes(cut, 32))
                        .as("%s of %s bytes", cut.length, file.length)
                        .isInstanceOf(Problem.class);
            }
        }
    }

    @Test
    void aDamagedPictureIsReadOrRefusedButNeverBreaksAnything() {
        var random = new Random(7);
        var image = photo(60, 40);
        for (var file : new byte[][] {
            Pictures.file("jpeg", image),
            Pictures.progressiveJpeg(image),
            Pictures.file("png", image),
            Pictures.file("gif", image),
            Base64.getDecoder().decode(LOSSY_WEBP)
        }) {
            for (int round = 0; round < 150; round++) {
                var damaged = file.clone();
                for (int i = 0; i < 1 + random.nextInt(6); i++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                var thrown = catchThrowable(() -> IMAGES.sizes(damaged, 32));
                assertThat(thrown == null || thrown instanceof Problem)
                        .as("%s", thrown)
                        .isTrue();
            }
        }
    }

    @Test
    void ofAVeryLargePhotoOnlyAFractionIsDecoded() {
        var size = IMAGES.sizes(Pictures.file("jpeg", Pictures.gradient(7300, 5400, BufferedImage.TYPE_3BYTE_BGR)), 960)
                .getFirst();
        assertThat(size.width()).isEqualTo(960);
        assertThat(size.height()).isBetween(709, 711);
    }

    private void refused(byte[] upload, String words) {
        assertThatThrownBy(() -> IMAGES.sizes(upload, 960, 320)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
            assertThat(problem.fields().get("file")).singleElement().asString().contains(words);
        });
    }

    private static BufferedImage photo(int width, int height) {
        var random = new Random(3);
        var image = Pictures.gradient(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height / 4; i++) {
            image.setRGB(random.nextInt(width), random.nextInt(height), random.nextInt());
        }
        return image;
    }

    private static String seen(List<Image> sizes) {
        return seen(Pictures.read(sizes.getFirst().bytes()));
    }

    private static String seen(BufferedImage image) {
        int right = image.getWidth() * 3 / 4;
        int bottom = image.getHeight() * 3 / 4;
        int left = image.getWidth() / 4;
        int top = image.getHeight() / 4;
        return "" + name(image.getRGB(left, top)) + name(image.getRGB(right, top)) + name(image.getRGB(left, bottom))
                + name(image.getRGB(right, bottom));
    }

    private static char name(int rgb) {
        boolean red = (rgb >> 16 & 0xff) > 128;
        boolean blue = (rgb & 0xff) > 128;
        return red && blue ? 'w' : red ? 'r' : blue ? 'b' : 'g';
    }

    private static byte[] pngOfSize(int width, int height) {
        var header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 6, 0, 0, 0})
                .array();
        var signature = new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
        var png = Pictures.join(signature, Pictures.chunk("IHDR", header));
        png = Pictures.join(png, Pictures.chunk("IDAT", new byte[] {0x78, (byte) 0x9c, 0x63}));
        return Pictures.join(png, Pictures.chunk("IEND", new byte[0]));
    }

    private static byte[] withSize(byte[] jpeg, int width, int height) {
        var sized = jpeg.clone();
        for (int i = 0; i < sized.length - 9; i++) {
            if (sized[i] == (byte) 0xff && (sized[i + 1] == (byte) 0xc0 || sized[i + 1] == (byte) 0xc2)) {
                ByteBuffer.wrap(sized).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
                return sized;
            }
        }
        throw new IllegalArgumentException("no frame");
    }

    private static byte[] withScans(byte[] jpeg, int scans) {
        var scan = new byte[] {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 1, 5, 0, 0};
        var body = ByteBuffer.allocate(jpeg.length + scans * scan.length).put(jpeg, 0, jpeg.length - 2);
        for (int i = 0; i < scans; i++) {
            body.put(scan);
        }
        return body.put((byte) 0xff).put((byte) 0xd9).array();
    }

    private static byte[] withGifSize(byte[] gif) {
        var sized = gif.clone();
        int descriptor = 13 + 3 * (2 << (gif[10] & 7));
        while (sized[descriptor] != ',') {
            descriptor++;
        }
        Arrays.fill(sized, 6, 10, (byte) 0xff);
        Arrays.fill(sized, descriptor + 5, descriptor + 9, (byte) 0xff);
        return sized;
    }

    private static byte[] webp(String base64, byte[] exif) {
        var plain = Base64.getDecoder().decode(base64);
        var bytes = ByteBuffer.allocate(plain.length + 18 + 8 + exif.length + (exif.length & 1))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(plain, 0, 12)
                .put("VP8X".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(10)
                .putInt(0x08)
                .put(new byte[] {47, 0, 0, 31, 0, 0})
                .put(plain, 12, plain.length - 12)
                .put("EXIF".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(exif.length)
                .put(exif);
        return bytes.putInt(4, bytes.capacity() - 8).array();
    }
}
