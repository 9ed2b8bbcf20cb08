package com.mewayz.platform.web.lane;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;

/**
 * A simple GET or HEAD, seen through the bytes as they came. Immutable, and cheap to keep for a while: strings are made
 * when asked for, and at most one read of the socket (8 KiB) is held.
 */
public final class PageRequest {
    private final byte[] bytes;
    private final Spans spans;
    private final String remote;
    private final boolean secure;

    PageRequest(byte[] bytes, Spans spans, String remote, boolean secure) {
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

    /** The address of the other end of the connection: the visitor, or a proxy. */
    public String remote() {
        return remote;
    }

    /** Whether the request came over TLS to this process. */
    public boolean isSecure() {
        return secure;
    }

    /** A header's value, lines of the same name joined by a comma; empty if it is missing. */
    public String header(String name) {
        var value = "";
        for (int line = 0; line < spans.lines(); line++) {
            if (isNamed(line, name)) {
                var more = text(spans.colon(line) + 1, spans.end(line)).strip();
                value = value.isEmpty() ? more : value + ", " + more;
            }
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

    /** Names are ASCII, so that letters differ from their other case by one bit; no string is made to compare them. */
    private boolean isNamed(int line, String name) {
        int from = spans.name(line);
        if (spans.colon(line) - from != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (lower(bytes[from + i]) != lower(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    }

    private String text(int from, int to) {
        return from == to ? "" : new String(bytes, from, to - from, ISO_8859_1);
    }
}
