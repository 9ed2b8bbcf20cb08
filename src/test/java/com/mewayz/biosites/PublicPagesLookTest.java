package com.mewayz.biosites;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.Browser;
import com.mewayz.testing.Look;
import com.mewayz.testing.Tab;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Public pages in a real browser, under the policy they are served with. */
@Browser.Used
class PublicPagesLookTest {
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final List<Look> LOOKS =
            List.of(Look.PHONE, Look.PHONE.inTheDark(), Look.LAPTOP, Look.LAPTOP.inTheDark());
    private static PageHost host;

    @BeforeAll
    static void open() throws IOException {
        host = new PageHost();
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    static void close() {
        host.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"folio", "amp", "headliner", "haze"})
    void everyoneCanReadIt(String theme, Browser browser) {
        for (var look : LOOKS) {
            try (var tab = browser.open(look)) {
                inspect(tab, SamplePages.mia(theme), theme + "-mia-" + look.name());
                inspect(tab, other(look, theme), theme + "-other-" + look.name());
                assertThat(tab.errors()).as(theme + " " + look.name()).isEmpty();
                assertThat(tab.hosts()).containsExactly("127.0.0.1");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"folio", "amp", "headliner", "haze"})
    void anyAccentKeepsItReadable(String theme, Browser browser) {
        // The colours are computed for many more in ContrastTest; here the browser confirms it.
        for (var look : List.of(Look.PHONE, Look.PHONE.inTheDark())) {
            try (var tab = browser.open(look)) {
                for (var accent : look.dark() ? List.of("#0a2540") : List.of("#ffee00", "#777777")) {
                    var page = SamplePages.mia(theme);
                    tab.go(host.show(SamplePages.with(page, Map.of("accent", accent), page.avatar())));
                    assertThat(tab.axe())
                            .as(theme + " " + accent + " " + look.name())
                            .isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"folio", "amp", "headliner", "haze"})
    void wordsOfAnyLengthFitOnTheSmallestPhone(String theme, Browser browser) {
        try (var tab = browser.open(Look.SMALL)) {
            for (var name : List.of(
                    "Jo",
                    "Bartholomew",
                    "Featherstonehaugh",
                    "W".repeat(60),
                    "Ana ".repeat(20).strip())) {
                var page = SamplePages.page(
                        theme,
                        name,
                        name,
                        name,
                        "en",
                        SamplePages.mia(theme).blocks().stream()
                                .map(it -> it.block())
                                .toList());
                tab.go(host.show(page));
                assertThat(tab.overflow()).as(theme + " " + name).isLessThanOrEqualTo(0);
                // One line for each word, unless it has more letters than a phone can show.
                if (name.length() < 18) {
                    var lines = tab.page()
                            .evaluate(
                                    "(() => { const s = document.querySelector('.mz-name span'); return s.getClientRects().length === 1"
                                            + " && s.getBoundingClientRect().height < 2 * parseFloat(getComputedStyle(s).fontSize) })()");
                    assertThat(lines).as(theme + " breaks " + name).isEqualTo(true);
                }
            }
        }
    }

    @Test
    void lettersOverAWhitePhotoAreReadable(Browser browser) throws IOException {
        var white = new BufferedImage(960, 1200, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 1200; y++) {
            for (int x = 0; x < 960; x++) {
                white.setRGB(x, y, Color.WHITE.getRGB());
            }
        }
        var png = new ByteArrayOutputStream();
        ImageIO.write(white, "png", png);
        host.put("/pictures/white.png", png.toByteArray());
        for (var look : LOOKS) {
            try (var tab = browser.open(look)) {
                for (var sample : List.of(SamplePages.two("headliner"), SamplePages.long_("headliner"))) {
                    var page = SamplePages.with(sample, Map.of(), SamplePages.picture("white.png", 960, 1200, ""));
                    tab.go(host.show(page));
                    tab.save(PICTURES.resolve("headliner-white-" + look.name() + ".png"));
                    var box = tab.page().locator(".mz-name").boundingBox();
                    var foot = tab.page().locator(".mz-bio").boundingBox();
                    tab.page()
                            .evaluate(
                                    "document.querySelectorAll('.mz-id *').forEach(e => e.style.visibility = 'hidden')");
                    var shot = ImageIO.read(new ByteArrayInputStream(tab.page()
                            .screenshot(new com.microsoft.playwright.Page.ScreenshotOptions().setFullPage(true))));
                    for (int y = (int) box.y; y < foot.y + foot.height && y < shot.getHeight(); y += 4) {
                        var rgb = "#%06x".formatted(shot.getRGB((int) box.x + 4, y) & 0xffffff);
                        assertThat(com.mewayz.platform.pages.Colours.ratio("#ffffff", rgb))
                                .as(look.name() + " at " + y)
                                .isGreaterThanOrEqualTo(4.5);
                    }
                }
            }
        }
    }

    /** Each look sees one of the harder pages, so that all are seen and none twice. */
    private static PublicPage other(Look look, String theme) {
        return switch (look.name()) {
            case "phone" -> SamplePages.long_(theme);
            case "phone-dark" -> SamplePages.with(SamplePages.mia(theme), Map.of(), null);
            case "laptop" -> SamplePages.two(theme);
            default -> SamplePages.arabic(theme);
        };
    }

    private static void inspect(Tab tab, PublicPage page, String where) {
        tab.go(host.show(page));
        tab.save(PICTURES.resolve(where + ".png"));
        assertThat(tab.overflow()).as(where + " overflows").isLessThanOrEqualTo(0);
        assertThat(tab.axe()).as(where).isEmpty();
    }
}
