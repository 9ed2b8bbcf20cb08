package com.mewayz.platform.web;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Writes an {@link Answer}: security headers, compression, HEAD. */
final class Answers {
    /** The console's policy: everything from here, nothing inline. */
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
                    + "connect-src 'self'; form-action 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'self'";

    private static final int WORTH_ZIPPING = 860;

    private Answers() {}

    static void write(Answer answer, String method, boolean zip, Origin origin, ServerResponse response) {
        response.status(answer.status());
        var headers = response.headers();
        headers.set(HeaderNames.create("X-Content-Type-Options"), "nosniff");
        headers.set(HeaderNames.create("Referrer-Policy"), "strict-origin-when-cross-origin");
        headers.set(HeaderNames.create("X-Frame-Options"), "SAMEORIGIN");
        headers.set(HeaderNames.create("Cross-Origin-Opener-Policy"), "same-origin");
        headers.set(
                HeaderNames.create("Permissions-Policy"),
                "camera=(), microphone=(), geolocation=(), browsing-topics=()");
        headers.set(HeaderNames.create("Content-Security-Policy"), POLICY);
        headers.set(HeaderNames.create("X-Request-Id"), origin.id());
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
            headers.set(HeaderNames.CONTENT_LENGTH, String.valueOf(body.length));
            response.send();
        } else {
            response.send(body);
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
        return acceptsGzip(call.header("Accept-Encoding").orElse(""));
    }

    static boolean acceptsGzip(String accepted) {
        for (var part : accepted.toLowerCase(Locale.ROOT).split(",")) {
            var pieces = part.split(";");
            if (pieces[0].strip().equals("gzip")) {
                return pieces.length == 1 || !pieces[1].replace(" ", "").matches("q=0(\\.0*)?");
            }
        }
        return false;
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
