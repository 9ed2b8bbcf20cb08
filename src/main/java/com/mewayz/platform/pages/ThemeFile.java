package com.mewayz.platform.pages;

import com.mewayz.platform.crypto.Sha256;
import java.util.Map;

/**
 * A file of a theme, ready to be served for good: its address changes with its content.
 *
 * @param address {@code /themes/folio/font.3f2a1b9c04d1.woff2}
 */
public record ThemeFile(String address, String type, byte[] bytes) {
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "woff2", "font/woff2",
            "webp", "image/webp",
            "png", "image/png",
            "jpg", "image/jpeg",
            "avif", "image/avif",
            "svg", "image/svg+xml");

    static ThemeFile of(String theme, String name, byte[] bytes) {
        int dot = name.lastIndexOf('.');
        var ending = name.substring(dot + 1);
        var type = TYPES.get(ending);
        if (dot < 1 || type == null) {
            throw new IllegalArgumentException(name + " is no file a theme may have");
        }
        var hash = Sha256.hex(bytes).substring(0, 12);
        return new ThemeFile(
                "/themes/" + theme + "/" + name.substring(0, dot) + "." + hash + "." + ending, type, bytes);
    }

    /** The last step of the address. */
    public String file() {
        return address.substring(address.lastIndexOf('/') + 1);
    }
}
