package com.mewayz.platform.web;

import com.mewayz.platform.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;

/**
 * Proof that a changing request was sent on purpose from our own pages: the browser's word ({@code Sec-Fetch-Site},
 * {@code Origin}), and for a session's cookie also its CSRF token, in the field {@code _csrf} or the header
 * {@code X-CSRF-Token}. Bearer tokens need none: no browser sends them by itself.
 */
final class Proof {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private Proof() {}

    static void require(Call call) {
        if (SAFE.contains(call.method())
                || call.known().isPresent() && !call.caller().byCookie()) {
            return;
        }
        var site = call.header("Sec-Fetch-Site").orElse("");
        if (!site.isEmpty() && !site.equals("same-origin") && !site.equals("none")) {
            throw foreign();
        }
        // Where a browser vouches for the request, a proxy that hides our scheme from us does no harm.
        var origin = site.isEmpty() ? call.header("Origin").orElse("") : "";
        if (!origin.isEmpty() && !origin.equals(call.origin().base())) {
            throw foreign();
        }
        if (call.known().isPresent() && !matches(call)) {
            throw Problem.forbidden(
                    "This form was open too long or in another session. Reload the page and send it again.");
        }
    }

    private static boolean matches(Call call) {
        var sent = call.header("X-CSRF-Token").orElseGet(() -> call.form().raw("_csrf"));
        return MessageDigest.isEqual(
                sent.getBytes(StandardCharsets.UTF_8), call.caller().csrf().getBytes(StandardCharsets.UTF_8));
    }

    private static Problem foreign() {
        return Problem.forbidden("This request came from another site. Open the page here and send it again.");
    }
}
