package com.mewayz.biosites;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

@AppTest
class SitePagesTest {
    private static final String SITES = "/api/v1/bio-sites";
    private static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "' onmouseover='alert(1)",
            "</title><script>alert(1)</script>",
            "</script><script>alert(1)</script>",
            "<svg/onload=alert(1)>",
            "{{ 7*7 }}",
            "{% raw %}<b>{% endraw %}",
            "<!--<script>",
            "&lt;script&gt;",
            "\u2028alert(1)\u2029",
            "<a href=\"javascript:alert(1)\">x</a>");

    private final TestApp app;
    private final Client owner;
    private final Client visitor;

    SitePagesTest(TestApp app) {
        this.app = app;
        this.owner = app.owner();
        this.visitor = app.visitor();
    }

    @Test
    void aDraftIsSeenByNobodyAndAPublishedSiteByEverybody() {
        long site = create("pub-one");
        visitor.get("/@pub-one").is(404);
        visitor.get("/@nobody-here").is(404);
        publish(site);

        var page = visitor.get("/@pub-one").is(200);

        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "frame-src");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(Jsoup.parse(page.body()).select("link[rel=canonical]").attr("href"))
                .isEqualTo(app.address() + "/@pub-one");
    }

    @Test
    void aPageThatIsKnownAlreadyIsNotSentAgain() throws IOException {
        publish(create("pub-etag"));
        var first = visitor.get("/@pub-etag").is(200);
        var tag = first.header("ETag");

        for (var client : List.of(app.visitor(), app.visitor().with("Cookie", "mewayz=made-up"))) {
            assertThat(client.get("/@pub-etag").header("ETag")).isEqualTo(tag);
            var unchanged = client.with("If-None-Match", tag).get("/@pub-etag").is(304);
            assertThat(unchanged.bytes()).isEmpty();
            client.with("If-None-Match", "W/\"other\"").get("/@pub-etag").is(200);
            client.without("If-None-Match");
            var zipped =
                    client.with("Accept-Encoding", "gzip").get("/@pub-etag").is(200);
            assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.bytes())).readAllBytes())
                    .isEqualTo(first.bytes());
            var head = client.without("Accept-Encoding").head("/@pub-etag").is(200);
            assertThat(head.bytes()).isEmpty();
            assertThat(head.header("ETag")).isEqualTo(tag);
        }
    }

    @Test
    void whatIsPublishedIsSeenAtOnceAndWhatIsNotIsNot() {
        long site = create("pub-fresh");
        publish(site);
        assertThat(visitor.get("/@pub-fresh").body()).doesNotContain("Tour dates");
        add(site, "Tour dates", "https://example.com");
        assertThat(visitor.get("/@pub-fresh").body()).doesNotContain("Tour dates");

        publish(site);
        assertThat(visitor.get("/@pub-fresh").body()).contains("Tour dates");
        owner.delete(SITES + "/" + site + "/publication").is(200);
        visitor.get("/@pub-fresh").is(404);
        publish(site);
        visitor.get("/@pub-fresh").is(200);
        owner.delete(SITES + "/" + site).is(200);
        visitor.get("/@pub-fresh").is(404);
        owner.post(SITES + "/" + site + "/restoration").is(201);
        visitor.get("/@pub-fresh").is(200);
    }

    @Test
    void aBlockComesAndGoesByTheClock() {
        long site = create("pub-clock");
        var start = app.clock.instant().plus(Duration.ofHours(1));
        owner.post(
                        SITES + "/" + site + "/blocks",
                        Map.of(
                                "content", link("Premiere", "https://example.com"),
                                "visible_from", start.toString(),
                                "visible_until", start.plus(Duration.ofHours(1)).toString()))
                .is(201);
        publish(site);

        assertThat(visitor.get("/@pub-clock").body()).doesNotContain("Premiere");
        app.clock.forward(Duration.ofHours(1));
        assertThat(visitor.get("/@pub-clock").body()).contains("Premiere");
        app.clock.forward(Duration.ofHours(1));
        assertThat(visitor.get("/@pub-clock").body()).doesNotContain("Premiere");
    }

    @Test
    void anOldHandleLeadsOnForGood() {
        long site = create("pub-old");
        publish(site);
        rename(site, "pub-newer");
        rename(site, "pub-newest");

        var moved = visitor.get("/@pub-old?utm_source=poster").is(301);
        assertThat(moved.header("Location")).isEqualTo("/@pub-newest?utm_source=poster");
        assertThat(visitor.get("/@pub-newer/qr.svg").is(301).header("Location")).isEqualTo("/@pub-newest/qr.svg");
        assertThat(visitor.get("/@PUB-Newest").is(301).header("Location")).isEqualTo("/@pub-newest");
        owner.post(SITES, Map.of("handle", "pub-old", "name", "Thief")).is(422);
        app.stranger()
                .post(SITES, Map.of("handle", "pub-newer", "name", "Thief"))
                .is(422);
        owner.delete(SITES + "/" + site).is(200);
        visitor.get("/@pub-old").is(404);
        visitor.get("/@pub-newest").is(404);
        app.stranger()
                .post(SITES, Map.of("handle", "pub-newest", "name", "Thief"))
                .is(422);
    }

    @Test
    void aHandleInAnAddressIsNeverMoreThanAName() {
        for (var path : List.of(
                "/@%2f%2fexample.com",
                "/@..%2f..%2fetc",
                "/@%0d%0aSet-Cookie:x=1",
                "/@mia%00",
                "/@%F0%9F%92%A9",
                "/@",
                "/@" + "A".repeat(300),
                "/@mia/%2e%2e/x",
                "/@A%2f%2fexample.com")) {
            var reply = visitor.get(path);
            assertThat(reply.status()).as(path).isIn(400, 404);
            assertThat(reply.headers().firstValue("Location")).as(path).isEmpty();
        }
    }

    @Test
    void aClickLeadsToTheStoredAddressOnly() {
        long site = create("pub-click");
        long block = add(site, "Shop", "https://example.com/shop?a=b");
        visitor.get("/l/" + block).is(404);
        publish(site);

        var click = visitor.get("/l/" + block + "?to=https://evil.example&url=//evil.example")
                .is(302);
        assertThat(click.header("Location")).isEqualTo("https://example.com/shop?a=b");
        assertThat(click.header("Cache-Control")).isEqualTo("no-store");
        for (var id : List.of("1", "0", "-1", "abc", "99999999999999999999", block + "x", "https:%2f%2fevil.example")) {
            visitor.get("/l/" + id).is(404);
        }
        visitor.get("/l/").is(404);
        owner.delete(SITES + "/" + site + "/publication").is(200);
        visitor.get("/l/" + block).is(404);
    }

    @Test
    void nobodysTextBecomesMarkup() {
        for (int i = 0; i < HOSTILE.size(); i++) {
            var text = HOSTILE.get(i);
            long site = create("pub-xss-" + i);
            owner.put(SITES + "/" + site, Map.of("handle", "pub-xss-" + i, "name", text, "tagline", text, "bio", text))
                    .is(200);
            var blocks = SITES + "/" + site + "/blocks";
            for (var content : List.of(
                    Map.of("kind", "link", "title", text, "subtitle", text, "url", "https://example.com/?q=%22%3E"),
                    Map.of("kind", "heading", "text", text),
                    Map.of("kind", "text", "text", text),
                    Map.of("kind", "embed", "title", text, "url", "https://youtu.be/dQw4w9WgXcQ"))) {
                owner.post(blocks, Map.of("content", content)).is(201);
            }
            publish(site);
            var preview = owner.get("/sites/" + site + "/preview").is(200).body();
            for (var html : List.of(visitor.get("/@pub-xss-" + i).is(200).body(), preview)) {
                var page = Jsoup.parse(html);
                assertThat(squeezed(page.select("h1").text())).isEqualTo(squeezed(text));
                assertThat(
                                page.select(
                                        "script:not([type=application/ld+json]), iframe, object, [onerror], [onload], [onmouseover], [href^=javascript]"))
                        .as(text)
                        .isEmpty();
                assertThat(page.select("script")).hasSize(1);
            }
        }
    }

    @Test
    void aForgedHostReachesNobodyElse() throws IOException {
        publish(create("pub-host"));

        assertThat(raw("evil.example", "/@pub-host")).contains("http://evil.example/@pub-host");
        assertThat(visitor.get("/@pub-host").body()).doesNotContain("evil.example");
        assertThat(raw("evil.example", "/@pub-host/qr.svg")).contains("<svg");
        assertThat(visitor.get("/@pub-host/qr.svg").bytes())
                .isEqualTo(app.visitor().get("/@pub-host/qr.svg").bytes());
        assertThat(raw("\"><script>", "/@pub-host")).doesNotContain("<script>alert");
    }

    @Test
    void everythingThePageNamesIsThere() {
        long site = create("pub-files");
        long picture = owner.upload("/api/v1/media", "a.png", picture())
                .is(201)
                .at("/data/id")
                .asLong();
        owner.patch(SITES + "/" + site, Map.of("avatar", picture)).is(200);
        owner.post(
                        SITES + "/" + site + "/blocks",
                        Map.of("content", Map.of("kind", "image", "media", picture, "alt", "Sea")))
                .is(201);
        publish(site);
        var page = visitor.get("/@pub-files").is(200).body();

        var addresses = Pattern.compile("(?:href|src)=\"(/[^\"#]+)").matcher(page);
        int found = 0;
        while (addresses.find()) {
            var reply = visitor.get(addresses.group(1)).is(200);
            assertThat(reply.header("Cache-Control")).as(addresses.group(1)).contains("immutable");
            found++;
        }
        assertThat(found).isGreaterThan(4);
        assertThat(page).doesNotContain("href=\"//", "src=\"//", "src=\"http");
        owner.delete("/api/v1/media/" + picture).is(409);
        app.stranger().delete("/api/v1/media/" + picture).is(404);
        visitor.get("/media/" + picture + "-999.jpg").is(404);
        visitor.get("/media/..%2f..%2fetc").is(404);
    }

    @Test
    void anEmbedPlaysOnlyWhenAsked() {
        long site = create("pub-play");
        long video = owner.post(
                        SITES + "/" + site + "/blocks",
                        Map.of(
                                "content",
                                Map.of("kind", "embed", "title", "Live", "url", "https://youtu.be/dQw4w9WgXcQ")))
                .is(201)
                .at("/data/id")
                .asLong();
        long shop = add(site, "Shop", "https://example.com");
        publish(site);

        assertThat(visitor.get("/@pub-play").body()).doesNotContain("youtube");
        var playing = visitor.get("/@pub-play?play=" + video).is(200);
        assertThat(playing.header("Content-Security-Policy")).contains("frame-src https://www.youtube-nocookie.com");
        assertThat(Jsoup.parse(playing.body()).select("iframe")).hasSize(1);
        for (var other : List.of(String.valueOf(shop), "1", "x", "https://evil.example", "")) {
            visitor.get("/@pub-play?play=" + other).is(404);
        }
    }

    @Test
    void thePreviewShowsTheDraftToItsEditorsOnly() {
        long site = create("pub-draft");
        add(site, "Secret plan", "https://example.com");

        var preview = app.viewer().get("/sites/" + site + "/preview").is(200);

        assertThat(preview.body()).contains("Secret plan");
        assertThat(preview.header("Content-Security-Policy"))
                .contains("frame-ancestors 'self'", "sandbox allow-same-origin");
        assertThat(Jsoup.parse(preview.body()).select("a"))
                .allMatch(link -> link.attr("target").equals("_blank"));
        assertThat(preview.body()).contains("noindex");
        app.stranger().get("/sites/" + site + "/preview").is(404);
    }

    @Test
    void searchEnginesFindLiveSitesAndNoOthers() {
        publish(create("pub-map"));
        create("pub-unmapped");

        assertThat(visitor.get("/robots.txt").is(200).body()).contains("Sitemap: " + app.address() + "/sitemap.xml");
        assertThat(visitor.get("/sitemap.xml").is(200).body())
                .contains("<loc>" + app.address() + "/@pub-map</loc>")
                .doesNotContain("pub-unmapped");
    }

    private static String squeezed(String text) {
        return text.replaceAll("[\\s\u2028\u2029]", "");
    }

    private String raw(String host, String path) throws IOException {
        try (var socket = new Socket("127.0.0.1", app.app.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private long create(String handle) {
        return owner.post(SITES, Map.of("handle", handle, "name", "Mia"))
                .is(201)
                .at("/data/id")
                .asLong();
    }

    private void publish(long site) {
        owner.post(SITES + "/" + site + "/publication").is(201);
    }

    private void rename(long site, String handle) {
        owner.patch(SITES + "/" + site, Map.of("handle", handle)).is(200);
    }

    private long add(long site, String title, String url) {
        return owner.post(SITES + "/" + site + "/blocks", Map.of("content", link(title, url)))
                .is(201)
                .at("/data/id")
                .asLong();
    }

    private static Map<String, String> link(String title, String url) {
        return Map.of("kind", "link", "title", title, "url", url);
    }

    private static byte[] picture() {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(400, 500, BufferedImage.TYPE_INT_RGB), "png", out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
