package com.mewayz.platform.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrCodeTest {
    private static final Pattern BAR = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z");
    private static final int WHITE = 0xffffffff;

    @ParameterizedTest
    @ValueSource(strings = {"https://links.example/@mia", "", "<&\">", "ميا توريس"})
    void bothFormsShowTheSameModulesWithWhiteAround(String text) throws IOException {
        var code = QrCode.of(text);
        var picture = ImageIO.read(new ByteArrayInputStream(code.png(600)));
        int scale = 600 / code.size();
        assertThat(picture.getWidth()).isEqualTo(scale * code.size()).isEqualTo(picture.getHeight());
        var drawn = new boolean[code.size()][code.size()];
        var bars = BAR.matcher(code.svg());
        while (bars.find()) {
            for (int i = 0; i < Integer.parseInt(bars.group(3)); i++) {
                drawn[Integer.parseInt(bars.group(2))][Integer.parseInt(bars.group(1)) + i] = true;
            }
        }
        assertThat(drawn[4][4]).isTrue();
        for (int y = 0; y < code.size(); y++) {
            for (int x = 0; x < code.size(); x++) {
                assertThat(dark(picture, x, y, scale)).isEqualTo(drawn[y][x]);
                boolean quiet = Math.min(Math.min(x, y), code.size() - 1 - Math.max(x, y)) < 4;
                assertThat(quiet && drawn[y][x]).isFalse();
            }
        }
    }

    @Test
    void theSmallestPictureHasOnePixelAModule() throws IOException {
        var code = QrCode.of("x");
        assertThat(ImageIO.read(new ByteArrayInputStream(code.png(1))).getWidth())
                .isEqualTo(code.size());
        assertThat(code.svg()).startsWith("<svg xmlns=").doesNotContain("script");
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertThatThrownBy(() -> QrCode.of("x".repeat(3000))).isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean dark(BufferedImage picture, int x, int y, int scale) {
        return picture.getRGB(x * scale + scale / 2, y * scale + scale / 2) != WHITE;
    }
}
