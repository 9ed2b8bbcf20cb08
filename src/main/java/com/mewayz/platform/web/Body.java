package com.mewayz.platform.web;

import com.mewayz.platform.Json;
import com.mewayz.platform.Problem;
import com.mewayz.platform.files.FormFile;
import com.mewayz.platform.files.Multipart;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request's body, read whole within the route's limit. */
record Body(String type, byte[] bytes) {
    private static final int FIELDS = 500;

    /** Refuses by what the client says, before a byte is read; also where nobody is going to read. */
    static void requireFitting(ServerRequest request, long limit) {
        var length = request.headers().contentLength();
        if (length.isPresent() && length.getAsLong() > limit) {
            throw tooLarge(limit);
        }
    }

    static Body read(ServerRequest request, int limit) {
        requireFitting(request, limit);
        var type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        if (!request.content().hasEntity()) {
            return new Body(type, new byte[0]);
        }
        try {
            // not closed: the web server would read on to its end
            var bytes = request.content().inputStream().readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw tooLarge(limit);
            }
            return new Body(type, bytes);
        } catch (Problem e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Whatever the web server finds wrong while it reads (broken chunks, a connection that ends), the client
            // did.
            throw Problem.malformed("The body ended early or is not well formed.");
        }
    }

    <T> T json(Class<T> type) {
        if (!media().equals("application/json")) {
            throw Problem.malformed("Send JSON, with the header Content-Type: application/json.");
        }
        return plain(type);
    }

    <T> T plain(Class<T> type) {
        return Json.read(utf8(bytes), type);
    }

    <T> T patch(T value, Class<T> type) {
        if (!media().equals("application/merge-patch+json") && !media().equals("application/json")) {
            throw Problem.malformed("Send JSON, with the header Content-Type: application/merge-patch+json.");
        }
        return Json.merge(value, utf8(bytes), type);
    }

    Form form() {
        return switch (media()) {
            case "multipart/form-data" -> multipart();
            case "application/x-www-form-urlencoded" -> urlencoded();
            default -> new Form(Map.of(), Map.of());
        };
    }

    private String media() {
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private Form multipart() {
        var read = Multipart.read(new ByteArrayInputStream(bytes), type, Multipart.Limits.PICTURE);
        Map<String, FormFile> files = new LinkedHashMap<>();
        read.files().forEach(file -> files.putIfAbsent(file.field(), file));
        return new Form(read.fields(), files);
    }

    private Form urlencoded() {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        int count = 0;
        for (var pair : utf8(bytes).split("&")) {
            if (++count > FIELDS) {
                throw Problem.malformed("The form has more than " + FIELDS + " fields.");
            }
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.computeIfAbsent(decode(pair.substring(0, equals)), name -> new ArrayList<>())
                        .add(decode(pair.substring(equals + 1)));
            }
        }
        return new Form(fields, Map.of());
    }

    private static String decode(String text) {
        return Percent.decode(text.replace('+', ' '));
    }

    /** Strictly: what is not UTF-8 is refused, never replaced. */
    static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.malformed("The text is not valid UTF-8.");
        }
    }

    private static Problem tooLarge(long limit) {
        var most = limit >= 1 << 30
                ? (limit >> 30) + " GB"
                : limit >= 1 << 20 ? (limit >> 20) + " MB" : (limit >> 10) + " KB";
        return Problem.tooLarge("This is too large: at most " + most + " are accepted here.");
    }
}
