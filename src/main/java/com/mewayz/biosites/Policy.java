package com.mewayz.biosites;

import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Origin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a public page may load, and who may frame it. */
final class Policy {
    /** For a code or another file on its own. */
    static final String FILE = "default-src 'none'; frame-ancestors 'none'; sandbox";

    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "strict-origin-when-cross-origin",
            "X-Frame-Options", "DENY",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()");

    private static final String OWN = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; ";

    /** For the preview beside the builder; its links lead nowhere, since a sandbox without popups opens no window. */
    static final String PREVIEW = OWN + "frame-ancestors 'self'; sandbox allow-same-origin";

    private Policy() {}

    /** @param policy what the page may load; a player's frame comes from a site that does not know ours */
    static Map<String, String> headers(Origin origin, String policy) {
        Map<String, String> headers = new LinkedHashMap<>(HEADERS);
        headers.put("Content-Security-Policy", policy);
        headers.put("Cross-Origin-Embedder-Policy", policy.contains("frame-src") ? "unsafe-none" : "require-corp");
        if (!origin.strict().isEmpty()) {
            headers.put(Origin.STRICT_TRANSPORT, origin.strict());
        }
        return headers;
    }

    /** A page made for one visitor, which nobody keeps. */
    static Answer once(Answer answer, Origin origin) {
        var dressed = answer.with("Cache-Control", "no-store");
        for (var header : headers(origin, of(Optional.empty())).entrySet()) {
            dressed = dressed.instead(header.getKey(), header.getValue());
        }
        return dressed;
    }

    /** @param player where the embed comes from that the visitor asked to play */
    static String of(Optional<String> player) {
        return OWN + "frame-ancestors 'none'"
                + player.map(origin -> "; frame-src " + origin).orElse("");
    }
}
