package com.mewayz.platform.web;

import com.mewayz.platform.web.lane.Ready;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes back: a status, a body and headers. Made by the static methods, refined by {@code with…}.
 *
 * @param stream writes the body piece by piece in place of {@code body}; null for almost all
 */
public record Answer(
        int status,
        String type,
        byte[] body,
        Map<String, List<String>> headers,
        @Nullable Stream stream) {
    private static final byte[] NOTHING = {};

    private Answer(int status, String type, byte[] body, Map<String, List<String>> headers) {
        this(status, type, body, headers, null);
    }

    /** A file to keep, of any length: it is never whole in memory. A failure on the way cuts the connection. */
    public static Answer download(String type, String name, Stream stream) {
        return new Answer(200, type, NOTHING, Map.of(), stream)
                .with("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .with("Cache-Control", "no-store");
    }

    /** A file to keep, of so many bytes: whoever fetches it knows how far it is. */
    public static Answer download(String type, String name, long length, Stream stream) {
        return download(type, name, stream).with("Content-Length", Long.toString(length));
    }

    /** What is written bit by bit, as long as there is something to tell. */
    static Answer streamed(String type, Stream stream) {
        return new Answer(200, type, NOTHING, Map.of(), stream);
    }

    /** Writes a body. */
    public interface Stream {
        void to(OutputStream out) throws IOException;

        /** In any case the last that is asked of it, also when nothing was to be written. */
        default void done() {}
    }

    public static Answer html(String html) {
        return html(200, html);
    }

    public static Answer html(int status, String html) {
        return bytes(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer json(int status, String json) {
        return bytes(status, "application/json; charset=utf-8", json.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer text(int status, String text) {
        return bytes(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer bytes(int status, String type, byte[] body) {
        return new Answer(status, type, body, Map.of());
    }

    /** After a form: the browser fetches the next page. */
    public static Answer seeOther(String path) {
        return empty(303).with("Location", path);
    }

    public static Answer found(String address) {
        return empty(302).with("Location", address);
    }

    public static Answer movedForGood(String path) {
        return empty(301).with("Location", path);
    }

    /** A page kept as bytes: in the encoding the caller takes, or 304 if the caller has it already. */
    public static Answer ready(Ready page, Call call) {
        var headers = new LinkedHashMap<String, List<String>>();
        page.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        var known = call.header("If-None-Match").orElse("");
        if (known.strip().equals("*") || known.contains(page.etag().substring(2))) {
            return new Answer(304, "", NOTHING, headers);
        }
        var type = page.headers().getOrDefault("Content-Type", "application/octet-stream");
        if (!Answers.acceptsGzip(call)) {
            return new Answer(200, type, page.identity(), headers);
        }
        headers.put("Content-Encoding", List.of("gzip"));
        return new Answer(200, type, page.gzip(), headers);
    }

    public static Answer empty(int status) {
        return new Answer(status, "", NOTHING, Map.of());
    }

    /** Adds a header; a second one of the same name is sent beside the first (cookies). */
    public Answer with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.merge(
                header,
                List.of(value),
                (before, added) -> java.util.stream.Stream.concat(before.stream(), added.stream())
                        .toList());
        return new Answer(status, type, body, more, stream);
    }

    /** Sets a header in place of one that is there. */
    public Answer instead(String header, String value) {
        var changed = new LinkedHashMap<>(headers);
        changed.put(header, List.of(value));
        return new Answer(status, type, body, changed, stream);
    }
}
