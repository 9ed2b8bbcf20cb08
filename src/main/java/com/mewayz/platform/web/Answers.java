package com.mewayz.platform.web;

import com.mewayz.platform.web.lane.Negotiation;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes an {@link Answer}: security headers, compression, HEAD. */
final class Answers {
    /** The console's policy: everything from here, nothing inline. */
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
                    + "connect-src 'self'; form-action 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final Map<String, String> SECURITY = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "strict-origin-when-cross-origin",
            "X-Frame-Options", "DENY",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Embedder-Policy", "require-corp",
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()",
            "Content-Security-Policy", POLICY);

    private static final int WORTH_ZIPPING = 860;

    private Answers() {}

    static void write(Answer answer, String method, boolean zip, Origin origin, ServerResponse response) {
        response.status(answer.status());
        var headers = response.headers();
        secure(headers, origin.strict());
        headers.set(HeaderNames.create("X-Request-Id"), origin.id());
        // whoever wants to be kept says so
        headers.set(HeaderNames.CACHE_CONTROL, "no-store");
        answer.headers()
                .forEach((name, values) -> headers.set(HeaderNames.create(name), values.toArray(String[]::new)));
        if (!answer.type().isEmpty()) {
            headers.set(HeaderNames.CONTENT_TYPE, answer.type());
        }
        if (answer.stream() != null && !method.equals("HEAD")) {
            stream(answer.stream(), response);
            return;
        }
        var body = answer.body();
        if (body.length >= WORTH_ZIPPING
                && isText(answer.type())
                && !answer.headers().containsKey("Content-Encoding")) {
            if (!headers.contains(HeaderNames.VARY)) {
                headers.set(HeaderNames.VARY, "Accept-Encoding");
            }
            if (zip) {
                headers.set(HeaderNames.CONTENT_ENCODING, "gzip");
                body = gzip(body);
            }
        }
        if (answer.status() == 204 || answer.status() == 304) {
            response.send();
        } else if (method.equals("HEAD")) {
            if (answer.stream() == null) {
                headers.set(HeaderNames.CONTENT_LENGTH, String.valueOf(body.length));
            }
            response.send();
        } else {
            response.send(body);
        }
    }

    /** The headers of every answer, whoever makes it; an answer may set its own instead. */
    static void secure(ServerResponseHeaders headers, String strict) {
        SECURITY.forEach((name, value) -> headers.set(HeaderNames.create(name), value));
        if (!strict.isEmpty()) {
            headers.set(HeaderNames.create(Origin.STRICT_TRANSPORT), strict);
        }
    }

    private static void stream(Answer.Stream stream, ServerResponse response) {
        try {
            var out = response.outputStream();
            stream.to(out);
            out.close(); // only now: an end that is missing tells the caller that something is missing
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean acceptsGzip(Call call) {
        return Negotiation.acceptsGzip(call.header("Accept-Encoding").orElse(""));
    }

    static byte[] gzip(byte[] body) {
        var out = new ByteArrayOutputStream(body.length / 3);
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static boolean isText(String type) {
        return type.startsWith("text/") || type.startsWith("application/json") || type.startsWith("image/svg");
    }
}
