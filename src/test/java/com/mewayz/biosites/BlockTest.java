package com.mewayz.biosites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.platform.Check;
import com.mewayz.platform.Json;
import com.mewayz.platform.Problem;
import com.mewayz.platform.pages.ThemeFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockTest {
    @Test
    void everyKindSurvivesJson() {
        for (var shown : SamplePages.mia("folio").blocks()) {
            var json = Json.write(shown.block());
            assertThat(Json.read(json, Block.class)).isEqualTo(shown.block());
            assertThat(complaints(shown.block())).isEmpty();
        }
        assertThat(Json.write(new Block.Divider())).isEqualTo("{\"kind\":\"divider\"}");
    }

    @Test
    void whatIsMissingGetsASentence() {
        assertThat(complaints(Json.read("{\"kind\":\"link\"}", Block.class))).containsOnlyKeys("title", "url");
        assertThat(complaints(Json.read("{\"kind\":\"heading\"}", Block.class))).containsOnlyKeys("text");
        assertThat(complaints(Json.read("{\"kind\":\"image\"}", Block.class))).containsOnlyKeys("media");
        assertThat(complaints(Json.read("{\"kind\":\"embed\"}", Block.class))).containsOnlyKeys("title", "url");
        assertThat(complaints(Json.read("{\"kind\":\"social\"}", Block.class))).containsOnlyKeys("items");
        assertThat(complaints(Json.read(
                        "{\"kind\":\"social\",\"items\":[{\"url\":\"https://x.com/a\"},{\"network\":\"x\",\"url\":\"https://evil.example\"}]}",
                        Block.class)))
                .containsOnlyKeys("items.0.network", "items.1.url");
        assertThatThrownBy(() -> Json.read("{\"kind\":\"social\",\"items\":[{\"network\":\"myspace\"}]}", Block.class))
                .isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://müller.de|https://xn--mller-kva.de",
                "HTTPS://Bücher.example:8443/ä?ö=ü#ß|HTTPS://xn--bcher-kva.example:8443/%C3%A4?%C3%B6=%C3%BC#%C3%9F",
                "https://例え.jp/|https://xn--r8jz45g.jp/",
                "https://example.com/münchen|https://example.com/m%C3%BCnchen",
                "https://example.com/m%C3%BCnchen|https://example.com/m%C3%BCnchen",
                "mailto:mia@example.com?subject=Grüße|mailto:mia@example.com?subject=Gr%C3%BC%C3%9Fe"
            })
    void anAddressInAnyLettersIsKeptInPlainOnes(String written, String kept) {
        var link = new Block.Link("Shop", written, null, null, null);
        assertThat(link.url()).isEqualTo(kept);
        assertThat(complaints(link)).isEmpty();
    }

    @Test
    void aPictureThatIsALinkMustBeDescribed() {
        assertThat(complaints(new Block.Image(1L, "", null, "https://a.example")))
                .containsOnlyKeys("alt");
        assertThat(complaints(new Block.Image(1L, "", null, null))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "//evil.example",
                "",
                "file:///etc"
            })
    void linksThatAreNoneAreRefused(String url) {
        assertThat(complaints(new Block.Link("x", url, null, null, null))).containsOnlyKeys("url");
        assertThat(complaints(new Block.Image(1L, "x", null, url)).containsKey("url"))
                .isEqualTo(!url.isEmpty());
        for (var network : Network.values()) {
            assertThat(complaints(new Block.Social(List.of(new Block.Profile(network, url)))))
                    .as(network.label())
                    .containsOnlyKeys("items.0.url");
        }
    }

    @Test
    void everyIconIsDrawn() {
        var sprite = new String(ThemeFiles.builtIn().read("base/i.svg").orElseThrow(), StandardCharsets.UTF_8);
        Stream.concat(Block.ICONS.stream(), Stream.of(Network.values()).map(Network::icon))
                .forEach(icon -> assertThat(sprite).contains("<symbol id=\"" + icon + "\""));
        assertThat(Network.values()).hasSizeGreaterThanOrEqualTo(25);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.instagram.com/mia/, INSTAGRAM",
        "https://mia.bandcamp.com, BANDCAMP",
        "https://twitter.com/mia, X",
        "https://netflix.com/mia, ",
        "https://x.com.evil.example/, ",
        "https://instagram.com@evil.example/, ",
        "mailto:mia@example.com, EMAIL",
        "tel:+351210000000, PHONE",
        "https://music.apple.com/artist/1, APPLE_MUSIC",
    })
    void aNetworkIsKnownByItsHost(String url, Network network) {
        assertThat(Network.of(url).orElse(null)).isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=4, https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0",
        "https://youtu.be/dQw4w9WgXcQ?si=x, https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0",
        "https://m.youtube.com/shorts/dQw4w9WgXcQ, https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0",
        "https://music.youtube.com/watch?v=dQw4w9WgXcQ, https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0",
        "https://www.youtube.com/playlist?list=PLabcdefghij, https://www.youtube-nocookie.com/embed/videoseries?list=PLabcdefghij&rel=0",
        "https://vimeo.com/76979871, https://player.vimeo.com/video/76979871?dnt=1&autoplay=1",
        "https://vimeo.com/76979871/8272103f6e, https://player.vimeo.com/video/76979871?dnt=1&autoplay=1&h=8272103f6e",
        "https://player.vimeo.com/video/76979871?h=8272103f6e, https://player.vimeo.com/video/76979871?dnt=1&autoplay=1&h=8272103f6e",
        "https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC?si=1, https://open.spotify.com/embed/track/4uLU6hMCjMI75M1A2tKUQC",
        "https://open.spotify.com/intl-pt/album/4uLU6hMCjMI75M1A2tKUQC, https://open.spotify.com/embed/album/4uLU6hMCjMI75M1A2tKUQC",
        "https://soundcloud.com/mia/low-tide, https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fmia%2Flow-tide&auto_play=true&hide_related=true&show_comments=false&show_reposts=false",
    })
    void anAddressOfAPlayerBecomesItsQuietForm(String url, String source) {
        assertThat(Player.of(url).orElseThrow().source()).isEqualTo(source);
        assertThat(source).startsWith(Player.of(url).orElseThrow().provider().origin() + "/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/watch?v=dQw4w9WgXcQ",
                "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
                "https://www.youtube.com/watch?v=\"><script>",
                "https://www.youtube.com/watch?v=short",
                "https://youtu.be/",
                "javascript:https://youtu.be/dQw4w9WgXcQ",
                "https://open.spotify.com/user/4uLU6hMCjMI75M1A2tKUQC",
                "https://soundcloud.com/a/%22onload=x",
                "https://vimeo.com/about",
            })
    void otherAddressesAreNoPlayer(String url) {
        assertThat(Player.of(url)).isEmpty();
        assertThat(complaints(new Block.Embed(url, "x"))).containsOnlyKeys("url");
    }

    private static Map<String, List<String>> complaints(Block block) {
        var check = new Check();
        block.check(check);
        try {
            check.done();
            return Map.of();
        } catch (Problem problem) {
            return problem.fields();
        }
    }
}
