package com.mewayz.platform.web.lane;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.InetAddress;
import java.util.Locale;

/**
 * A simple GET or HEAD, seen through the bytes as they came. Immutable, and cheap to keep for a while: strings are made
 * when asked for, and at most one read of the socket (8 KiB) is held.
 */
public final class PageRequest {
    private final byte[] bytes;
    private final Spans spans;
    private final InetAddress remote;
    private final boolean secure;

    PageRequest(byte[] bytes, Spans spans, InetAddress remote, boolean secure) {
        this.bytes = bytes;
        this.spans = spans;
        this.remote = remote;
        this.secure = secure;
    }

    public boolean isHead() {
        return spans.head;
    }

    /** The host asked for, in lower case and without its port. */
    public String host() {
        return text(spans.hostStart, spans.hostEnd).toLowerCase(Locale.ROOT);
    }

    /** The path as it came, starting with a slash; requests with an escape (%) in the path are not seen here. */
    public String path() {
        return text(spans.pathStart, spans.pathEnd);
    }

    /** The raw query without its question mark; empty if there is none. */
    public String query() {
        return spans.pathEnd == spans.targetEnd ? "" : text(spans.pathEnd + 1, spans.targetEnd);
    }

    /** The other end of the connection: the visitor, or a proxy. */
    public InetAddress remote() {
        return remote;
    }

    /** Whether the request came over TLS to this process. */
    public boolean isSecure() {
        return secure;
    }

    /** A header's value, lines of the same name joined by a comma; empty if it is missing. */
    public String header(String name) {
        var value = "";
        for (int at = spans.headersStart; at < spans.end - 2; ) {
            int lineEnd = indexOf('\r', at);
            int colon = indexOf(':', at);
            if (colon - at == name.length() && text(at, colon).equalsIgnoreCase(name)) {
                var more = text(colon + 1, lineEnd).strip();
                value = value.isEmpty() ? more : value + ", " + more;
            }
            at = lineEnd + 2;
        }
        return value;
    }

    String acceptEncoding() {
        return text(spans.encodingStart, spans.encodingEnd);
    }

    String ifNoneMatch() {
        return text(spans.matchStart, spans.matchEnd);
    }

    boolean closes() {
        return spans.close;
    }

    /** Where the next request starts in the same read. */
    int end() {
        return spans.end;
    }

    private int indexOf(char c, int from) {
        int at = from;
        while (bytes[at] != c) {
            at++;
        }
        return at;
    }

    private String text(int from, int to) {
        return from == to ? "" : new String(bytes, from, to - from, ISO_8859_1);
    }
}
