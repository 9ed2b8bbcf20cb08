package com.mewayz.biosites;

import com.google.gson.JsonObject;
import com.mewayz.testing.Browser;
import com.mewayz.testing.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Draws {@code themes/<theme>/preview.webp} anew. Started by hand after a theme has changed. */
final class DrawPreviews {
    private DrawPreviews() {}

    public static void main(String[] arguments) throws IOException {
        try (var host = new PageHost();
                var browser = Browser.start();
                var tab = browser.open(new Look("preview", 400, 800, false, true))) {
            for (var theme : host.themes()) {
                tab.go(host.show(SamplePages.mia(theme)));
                var wish = new JsonObject();
                wish.addProperty("format", "webp");
                wish.addProperty("quality", 82);
                var shot = tab.page().context().newCDPSession(tab.page()).send("Page.captureScreenshot", wish);
                Files.write(
                        Path.of("themes", theme, "preview.webp"),
                        Base64.getDecoder().decode(shot.get("data").getAsString()));
            }
        }
    }
}
