package com.mewayz.biosites;

import java.util.Map;
import java.util.Optional;

/** What a public page may load, and who may frame it. */
final class Policy {
    /** For a code or another file on its own. */
    static final String FILE = "default-src 'none'; sandbox";

    static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "strict-origin-when-cross-origin",
            "X-Frame-Options", "DENY",
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()");

    private static final String OWN = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; ";

    /** For the preview beside the builder; its links lead nowhere, since a sandbox without popups opens no window. */
    static final String PREVIEW = OWN + "frame-ancestors 'self'; sandbox allow-same-origin";

    private Policy() {}

    /** @param player where the embed comes from that the visitor asked to play */
    static String of(Optional<String> player) {
        return OWN + "frame-ancestors 'none'"
                + player.map(origin -> "; frame-src " + origin).orElse("");
    }
}
