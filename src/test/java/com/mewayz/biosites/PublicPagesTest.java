package com.mewayz.biosites;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.biosites.Block.Divider;
import com.mewayz.biosites.Block.Embed;
import com.mewayz.biosites.Block.Form;
import com.mewayz.biosites.Block.Heading;
import com.mewayz.biosites.Block.Image;
import com.mewayz.biosites.Block.Link;
import com.mewayz.biosites.Block.Profile;
import com.mewayz.biosites.Block.Social;
import com.mewayz.biosites.Block.Subscribe;
import com.mewayz.biosites.Block.Text;
import com.mewayz.platform.Json;
import com.mewayz.platform.pages.Templates;
import com.mewayz.platform.pages.Theme;
import com.mewayz.platform.pages.ThemeFiles;
import com.mewayz.platform.pages.Themes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicPagesTest {
    /** One TCP round trip: ten segments of the first congestion window. */
    private static final int BUDGET = 14_336;

    private static final Themes THEMES = Themes.load(ThemeFiles.builtIn());
    private static final PublicPages PAGES =
            new PublicPages(new Templates(ThemeFiles.builtIn(), List.of(), List.of()), THEMES);

    static Stream<String> themes() {
        return THEMES.all().stream().map(Theme::name);
    }

    @ParameterizedTest
    @MethodSource("themes")
    void everyThemeDrawsEveryKind(String theme) {
        var blocks = List.<Block>of(
                new Link("A link", "https://a.example", "star", null, "below"),
                new Text("a text"),
                new Social(List.of(new Profile(Network.GITHUB, "https://github.com/mia"))),
                new Image(1L, "a picture", "a caption", "https://a.example"),
                new Divider(),
                new Embed(SamplePages.VIDEO, "a film"),
                new Subscribe("Letters", "once a month", null, null, true),
                new Form("Write to me", null, "Send it"),
                new Card("A card", "https://a.example", 1L, "a stage", "below"),
                new Faq(List.of(new Faq.Question("Why?", "Because."))),
                new Reach("Call me", Reach.Way.PHONE, "+46 70 174 06 05", null, null),
                new Music("A song", null, List.of(new Profile(Network.SPOTIFY, "https://open.spotify.com/track/1"))),
                new Place("The club", "Rua da Rosa 1, Lisbon", null),
                new Countdown("Concert", Instant.parse("2027-01-13T04:00:00Z"), null, null),
                new Tip("Tips", null, List.of(new Tip.Means("IBAN", "PT50 0002 0123 1234 5678 9015 4"))),
                new Heading("A heading"));
        assertThat(blocks.stream().map(Block::getClass))
                .containsExactlyInAnyOrderElementsOf(List.of(Block.class.getPermittedSubclasses()).stream()
                        .map(it -> it.<Block>asSubclass(Block.class))
                        .toList());
        var page = html(SamplePages.page(theme, "Mia", "", "", "en", blocks));
        assertThat(page.select("a.mz-link[data-hi][data-icon] .mz-t").text()).isEqualTo("A link");
        assertThat(page.select("p.mz-text").text()).isEqualTo("a text");
        assertThat(page.select(".mz-social a[rel='me noopener']").attr("aria-label"))
                .isEqualTo("GitHub");
        assertThat(page.select("figure.mz-image > a > img").attr("alt")).isEqualTo("a picture");
        assertThat(page.select("hr.mz-divider")).hasSize(1);
        assertThat(page.select("a.mz-embed").attr("href")).isEqualTo("?play=106#b106");
        assertThat(page.select("form[action=/f/107] input[name]").eachAttr("name"))
                .containsExactly("name", "email", "company");
        assertThat(page.select("form[action=/f/107] .mz-small").text()).contains("You can leave at any time.");
        assertThat(page.select("form[action=/f/108] button").text()).isEqualTo("Send it");
        assertThat(page.select(".mz-card a[href=/l/109]").text()).isEqualTo("A card");
        assertThat(page.select(".mz-card img").attr("alt")).isEqualTo("a stage");
        assertThat(page.select("details.mz-faq > summary").text()).isEqualTo("Why?");
        assertThat(page.select("a[href=/l/111] .mz-t").text()).isEqualTo("Call me");
        assertThat(page.select(".mz-music a").attr("href")).isEqualTo("https://open.spotify.com/track/1");
        assertThat(page.select("a[href=/l/113] .mz-s").text()).isEqualTo("Rua da Rosa 1, Lisbon");
        assertThat(page.select(".mz-count dl").text()).isEqualTo("days 12 hours 04");
        assertThat(page.select(".mz-tip dd").text()).isEqualTo("PT50 0002 0123 1234 5678 9015 4");
        assertThat(page.select("section[aria-labelledby] > h2.mz-h").text()).isEqualTo("A heading");
    }

    @ParameterizedTest
    @MethodSource("themes")
    void aPageOfTwelveLinksFitsIntoOneRoundTrip(String theme) {
        var page = SamplePages.mia(theme);
        assertThat(page.blocks().stream().filter(it -> it.block() instanceof Link))
                .hasSize(12);
        int weight = gzipped(PAGES.render(page)) + gzipped(THEMES.get(theme).css()) + gzipped(PAGES.siteCss(page));
        assertThat(weight).isLessThanOrEqualTo(BUDGET);
        assertThat(gzipped(PAGES.siteCss(page))).isLessThan(600);
    }

    @ParameterizedTest
    @MethodSource("themes")
    void nothingComesFromElsewhere(String theme) {
        for (var sample : List.of(SamplePages.mia(theme), SamplePages.arabic(theme), SamplePages.long_(theme))) {
            var page = html(sample);
            assertThat(
                            page.select(
                                    "[src^=http], [srcset*=http], link[rel=stylesheet][href^=http], link[rel=preload][href^=http], iframe, [style], style"))
                    .isEmpty();
            assertThat(page.select("script:not([type='application/ld+json'])")).isEmpty();
            assertThat(page.select("*").eachAttr("onclick")).isEmpty();
            assertThat(THEMES.get(theme).css() + PAGES.siteCss(sample)).doesNotContain("http", "//", "@import");
        }
    }

    @ParameterizedTest
    @MethodSource("themes")
    void theSamePageGivesTheSameBytes(String theme) {
        var other = new PublicPages(
                new Templates(ThemeFiles.builtIn(), List.of(), List.of()), Themes.load(ThemeFiles.builtIn()));
        assertThat(other.render(SamplePages.mia(theme))).isEqualTo(PAGES.render(SamplePages.mia(theme)));
        assertThat(other.siteCss(SamplePages.mia(theme))).isEqualTo(PAGES.siteCss(SamplePages.mia(theme)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "</title><svg onload=alert(1)>",
                "</script><script>alert(1)</script>",
                "<!--<script>",
                "{{ 7 * 7 }}{% include \"themes/base/i.svg\" %}",
                "javascript:alert(1)",
                "\u2028\u2029&lt;b&gt;&amp;",
                "]]><b>",
                "</textarea></style><b>",
            })
    void hostileTextStaysText(String evil) {
        var sample = new PublicPage(
                evil,
                "https://links.example/@mia",
                evil,
                evil,
                evil,
                "en",
                "folio",
                Map.of("accent", evil, "mode", evil),
                "/s.css",
                new PublicPage.Picture(new PublicPage.Size("/a", 1, 1), new PublicPage.Size("/b", 1, 1), evil),
                List.of(
                        shown(1, new Link(evil, evil, evil, 1L, evil)),
                        shown(2, new Text(evil)),
                        shown(3, new Heading(evil)),
                        shown(4, new Social(List.of(new Profile(Network.WEBSITE, evil)))),
                        shown(5, new Image(1L, evil, evil, evil)),
                        shown(6, new Embed(SamplePages.VIDEO, evil)),
                        shown(7, new Embed(evil, evil))),
                Map.of(1L, SamplePages.picture("live.jpg", 640, 360, evil)),
                true,
                6L);
        var source = PAGES.render(sample);
        var page = Jsoup.parse(source);
        assertThat(page.expectFirst(".mz-text").wholeText()).isEqualTo(evil);
        assertThat(page.select("h1").text())
                .isEqualTo(Jsoup.parse("<p></p>").expectFirst("p").text(evil).text());
        assertThat(page.select("b, img[onerror], svg[onload], [onmouseover], script:not([type])"))
                .isEmpty();
        assertThat(page.select("script")).hasSize(1);
        assertThat(page.select("[href^=javascript], [src^=javascript]")).isEmpty();
        var facts = Json.read(page.expectFirst("script").data(), Map.class);
        assertThat(facts.get("mainEntity"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("name", evil);
        assertThat(source).doesNotContain("49}}", "\u2028</script");
        assertThat(PAGES.siteCss(sample)).doesNotContain("<", "script", "javascript");
    }

    @Test
    void linksAreCountedAndProfilesAreDirect() {
        var page = html(SamplePages.mia("folio"));
        assertThat(page.select("a.mz-link:not(.mz-embed)").eachAttr("href"))
                .hasSize(14)
                .allMatch(href -> href.matches("/l/\\d+"));
        assertThat(page.select("ul.mz-list[role=list] > li > a.mz-link")).hasSize(15);
        assertThat(page.select("a[rel='me noopener']").eachAttr("href"))
                .contains("https://instagram.com/mia", "mailto:mia@example.com");
    }

    @Test
    void aHeadingOpensAGroup() {
        var page = html(SamplePages.mia("folio"));
        assertThat(page.select("section").eachAttr("data-g")).containsExactly("top", "show", "3", "4");
        assertThat(page.select("h2").eachText()).containsExactly("Next show", "Shop", "Stay in touch");
    }

    @Test
    void anEmbedPlaysOnlyWhenAsked() {
        var page = SamplePages.mia("folio");
        assertThat(PublicPages.frameSources(page)).isEmpty();
        assertThat(html(page).select("iframe")).isEmpty();
        assertThat(PublicPages.frameSources(page.playing(108))).containsExactly("https://www.youtube-nocookie.com");
        assertThat(html(page.playing(108)).select("figure#b108 > iframe").attr("src"))
                .isEqualTo("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0");
        assertThat(html(page.playing(101)).select("iframe")).isEmpty();
    }

    @Test
    void theHeadSaysWhatThePageIs() {
        var page = html(SamplePages.mia("folio"));
        assertThat(page.title()).isEqualTo("Mia Torres · Musician and guitar teacher");
        assertThat(page.select("link[rel=canonical]").attr("href")).isEqualTo("https://links.example/@mia");
        assertThat(page.select("meta[name=description]").attr("content")).startsWith("Songs about harbours");
        assertThat(page.select("meta[property=og:image]").attr("content"))
                .isEqualTo("https://links.example/pictures/mia.jpg");
        assertThat(page.select("meta[name=theme-color]").eachAttr("media")).hasSize(2);
        assertThat(page.select("meta[name=robots]")).isEmpty();
        assertThat(page.select("link[rel=preload][as=font]").attr("href")).startsWith("/themes/folio/font.");
        var facts = Json.read(page.expectFirst("script").data(), Map.class);
        assertThat(facts.get("mainEntity"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .extractingByKey("sameAs")
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(5);
    }

    @Test
    void aPageThatShallNotBeFoundSaysSo() {
        var page = SamplePages.two("folio");
        var hidden = new PublicPage(
                page.handle(),
                page.canonical(),
                page.name(),
                page.tagline(),
                page.bio(),
                page.language(),
                page.theme(),
                page.settings(),
                page.stylesheet(),
                null,
                List.of(),
                Map.of(),
                false,
                null);
        assertThat(html(hidden).select("meta[name=robots]").attr("content")).isEqualTo("noindex");
        assertThat(html(hidden).select("img, section")).isEmpty();
    }

    @Test
    void arabicRunsFromTheRightAndFetchesNoLatinFont() {
        var page = html(SamplePages.arabic("amp"));
        assertThat(page.select("html").attr("dir")).isEqualTo("rtl");
        assertThat(page.select("link[rel=preload]")).isEmpty();
        assertThat(page.select(".mz-skip").text()).isEqualTo("انتقل إلى الروابط");
    }

    @Test
    void wordsWeDoNotHaveAreMarkedAsEnglish() {
        var page = html(SamplePages.page("amp", "Zoë", "", "", "fi", List.of()));
        assertThat(page.select("html").attr("lang")).isEqualTo("fi");
        assertThat(page.select("footer").attr("lang")).isEqualTo("en");
    }

    private static PublicPage.Shown shown(long id, Block block) {
        return new PublicPage.Shown(id, block, id == 1);
    }

    private static Document html(PublicPage page) {
        return Jsoup.parse(PAGES.render(page));
    }

    private static int gzipped(String text) {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.size();
    }
}
