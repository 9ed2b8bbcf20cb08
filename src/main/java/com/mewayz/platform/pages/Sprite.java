package com.mewayz.platform.pages;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The symbols of {@code themes/base/i.svg}. They are drawn into the page: the few that a page uses weigh less than the
 * request for all of them.
 */
final class Sprite {
    private static final Pattern SYMBOL =
            Pattern.compile("<symbol id=\"([a-z0-9-]+)\"([^>]*)>(.*?)</symbol>", Pattern.DOTALL);

    private final Map<String, Markup> drawings = new HashMap<>();

    Sprite(ThemeFiles themes) {
        var svg = themes.read("base/i.svg")
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
        var symbols = SYMBOL.matcher(svg);
        while (symbols.find()) {
            drawings.put(
                    symbols.group(1),
                    new Markup("<svg class=\"mz-i\" aria-hidden=\"true\"" + symbols.group(2) + ">" + symbols.group(3)
                            + "</svg>"));
        }
    }

    /** @throws IllegalArgumentException if there is no such symbol */
    Markup drawing(String name) {
        var drawing = drawings.get(name);
        if (drawing == null) {
            throw new IllegalArgumentException("no symbol " + name + " in themes/base/i.svg");
        }
        return drawing;
    }
}
