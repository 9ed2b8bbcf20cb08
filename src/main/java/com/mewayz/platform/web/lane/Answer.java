package com.mewayz.platform.web.lane;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One response, complete in one array, so that it costs one write. Only its Date changes, once a second. */
final class Answer {
    private static final byte[] CLOSE = "\r\nConnection: close".getBytes(ISO_8859_1);
    private static final byte[] STAY = {};

    private final byte[] start;
    private final byte[] rest;
    private final byte[] body;
    private volatile Stamped stamped;

    Answer(String status, Map<String, String> headers, byte[] body) {
        this.start = ("HTTP/1.1 " + status + "\r\nDate: ").getBytes(ISO_8859_1);
        var lines = new StringBuilder();
        headers.forEach(
                (name, value) -> lines.append("\r\n").append(name).append(": ").append(value));
        this.rest = lines.append("\r\n\r\n").toString().getBytes(ISO_8859_1);
        this.body = body;
        this.stamped = new Stamped(null, STAY);
    }

    /** @param headOnly everything but the body (RFC 9110, 9.3.2: the headers are those of GET, the length too) */
    ByteBuffer at(DateLine.Second now, boolean headOnly, boolean close) {
        if (close) {
            var bytes = join(now, CLOSE);
            return ByteBuffer.wrap(bytes, 0, bytes.length - (headOnly ? body.length : 0));
        }
        var current = stamped;
        if (current.second != now) {
            current = new Stamped(now, join(now, STAY));
            stamped = current;
        }
        return ByteBuffer.wrap(current.bytes, 0, current.bytes.length - (headOnly ? body.length : 0));
    }

    // The array is replaced, never patched: another connection may be sending it at this moment.
    private byte[] join(DateLine.Second now, byte[] connection) {
        var all = new ByteArrayOutputStream(start.length + now.text().length + rest.length + body.length + 32);
        all.writeBytes(start);
        all.writeBytes(now.text());
        all.writeBytes(connection);
        all.writeBytes(rest);
        all.writeBytes(body);
        return all.toByteArray();
    }

    private static final class Stamped {
        private final DateLine.@Nullable Second second;
        private final byte[] bytes;

        Stamped(DateLine.@Nullable Second second, byte[] bytes) {
            this.second = second;
            this.bytes = bytes;
        }
    }
}
