package com.mewayz.platform.web.lane;

import java.util.Locale;

/** What a client accepts and already has, read from its headers. An empty string stands for a missing header. */
public final class Negotiation {
    private Negotiation() {}

    /** Whether gzip may be sent: named, or covered by {@code *}, and not with a weight of zero (RFC 9110, 12.5.3). */
    public static boolean acceptsGzip(String acceptEncoding) {
        // What nearly every browser sends, without a single string made.
        if (acceptEncoding.equals("gzip") || acceptEncoding.startsWith("gzip,")) {
            return true;
        }
        boolean any = false;
        for (var choice : acceptEncoding.toLowerCase(Locale.ROOT).split(",")) {
            int semicolon = choice.indexOf(';');
            var coding = (semicolon < 0 ? choice : choice.substring(0, semicolon)).strip();
            boolean wanted = semicolon < 0 || !isZero(choice.substring(semicolon + 1));
            if (coding.equals("gzip") || coding.equals("x-gzip")) {
                return wanted;
            }
            any |= coding.equals("*") && wanted;
        }
        return any;
    }

    /** Whether the client has this version already: weak comparison over a list, or {@code *} (RFC 9110, 13.1.2). */
    public static boolean matches(String ifNoneMatch, String etag) {
        if (ifNoneMatch.equals(etag)) {
            return true;
        }
        for (var candidate : ifNoneMatch.split(",")) {
            var tag = candidate.strip();
            if (tag.equals("*") || !tag.isEmpty() && opaque(tag).equals(opaque(etag))) {
                return true;
            }
        }
        return false;
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static boolean isZero(String parameters) {
        var weight = parameters.strip();
        return weight.startsWith("q=")
                && weight.length() > 2
                && weight.chars().skip(2).allMatch(c -> c == '0' || c == '.');
    }
}
