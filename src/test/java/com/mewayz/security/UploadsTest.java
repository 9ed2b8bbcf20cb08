package com.mewayz.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.Browser;
import com.mewayz.testing.Look;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** What is stored of an upload is a picture and nothing else, whatever it was called and pretended to be. */
@Browser.Used
class UploadsTest {
    @Test
    void aPolyglotIsRefusedOrBecomesAPlainPicture(Browser browser) throws IOException {
        try (var app = new TestApp();
                var tab = browser.open(Look.LAPTOP)) {
            var kept = new ArrayList<String>();
            for (var upload : Uploads.polyglots().entrySet()) {
                long start = System.nanoTime();
                var reply =
                        app.owner().upload("/api/v1/media", upload.getKey().replace("\"", "%22"), upload.getValue());
                assertThat(System.nanoTime() - start).as(upload.getKey()).isLessThan(10_000_000_000L);
                assertThat(reply.status()).as(upload.getKey() + reply.body()).isIn(201, 400, 422);
                if (reply.status() == 201) {
                    kept.add(reply.at("/data/address").asText());
                    isPlain(app, reply.at("/data/address").asText());
                }
            }
            assertThat(kept).hasSizeGreaterThan(8);
            var dialogs = new ArrayList<String>();
            tab.page().onDialog(dialog -> {
                dialogs.add(dialog.message());
                dialog.dismiss();
            });
            kept.forEach(address -> tab.go(app.address() + address));
            assertThat(dialogs).isEmpty();
            assertThat(tab.hosts()).containsExactly("127.0.0.1");
            try (var files = Files.walk(app.data)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .noneMatch(name -> name.contains("escape") || name.contains("passwd"));
            }
        }
    }

    private static void isPlain(TestApp app, String address) {
        var served = app.visitor().get(address).is(200);
        assertThat(served.header("Content-Type")).isIn("image/png", "image/jpeg");
        assertThat(served.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(served.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; frame-ancestors 'none'; sandbox");
        assertThat(served.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(new String(served.bytes(), ISO_8859_1))
                .doesNotContain("<script", "<?php", "PK\u0003\u0004", "alert(");
    }
}
