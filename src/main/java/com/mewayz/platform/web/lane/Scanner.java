package com.mewayz.platform.web.lane;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognises one complete, simple request in bytes. It is stricter than RFC 9112 allows a server to be: whatever it does
 * not understand fully (bare CR or LF, folded lines, escapes in the path, bodies, repeated headers) is not refused but
 * left, untouched, to the normal connection. So nothing can be smuggled between the two readers.
 */
final class Scanner {
    private static final byte[] GET = "GET /".getBytes(ISO_8859_1);
    private static final byte[] HEAD = "HEAD /".getBytes(ISO_8859_1);
    private static final byte[] VERSION = " HTTP/1.1\r\n".getBytes(ISO_8859_1);
    private static final byte[] CLOSE = "close".getBytes(ISO_8859_1);
    private static final byte[] KEEP_ALIVE = "keep-alive".getBytes(ISO_8859_1);
    private static final String TOKEN = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final boolean[] IN_NAME = new boolean[128];

    static {
        TOKEN.chars().forEach(c -> IN_NAME[c] = true);
    }

    private final byte[] bytes;
    private final List<byte[]> sessionCookies;
    private final Spans spans = new Spans();
    private int at;

    private Scanner(byte[] bytes, int from, List<byte[]> sessionCookies) {
        this.bytes = bytes;
        this.at = from;
        this.sessionCookies = sessionCookies;
    }

    /** @return null if the bytes do not start with a request of the simple kind, or with only a part of one */
    static @Nullable Spans scan(byte[] bytes, int from, List<byte[]> sessionCookies) {
        var scanner = new Scanner(bytes, from, sessionCookies);
        return scanner.requestLine() && scanner.headers() ? scanner.spans : null;
    }

    private boolean requestLine() {
        spans.head = startsWith(HEAD, at);
        if (!spans.head && !startsWith(GET, at)) {
            return false;
        }
        spans.pathStart = at + (spans.head ? HEAD.length : GET.length) - 1;
        at = spans.pathStart;
        while (at < bytes.length && isInPath(bytes[at])) {
            at++;
        }
        spans.pathEnd = at;
        if (at < bytes.length && bytes[at] == '?') {
            while (at < bytes.length && isInQuery(bytes[at])) {
                at++;
            }
        }
        spans.targetEnd = at;
        if (!startsWith(VERSION, at)) {
            return false;
        }
        at += VERSION.length;
        return true;
    }

    private boolean headers() {
        while (at + 1 < bytes.length) {
            if (bytes[at] == '\r') {
                spans.end = at + 2;
                return bytes[at + 1] == '\n' && spans.hostEnd > spans.hostStart;
            }
            int name = at;
            while (at < bytes.length && bytes[at] >= 0 && IN_NAME[bytes[at]]) {
                at++;
            }
            int colon = at;
            if (at == name || at == bytes.length || bytes[at] != ':') {
                return false;
            }
            at++;
            while (at < bytes.length && (bytes[at] >= ' ' && bytes[at] != 0x7f || bytes[at] == '\t')) {
                at++;
            }
            if (at + 1 >= bytes.length || bytes[at] != '\r' || bytes[at + 1] != '\n') {
                return false;
            }
            if (!header(name, colon, at)) {
                return false;
            }
            spans.line(name, colon, at);
            at += 2;
        }
        return false;
    }

    private boolean header(int name, int colon, int lineEnd) {
        int from = colon + 1;
        int to = lineEnd;
        while (from < to && isBlank(bytes[from])) {
            from++;
        }
        while (to > from && isBlank(bytes[to - 1])) {
            to--;
        }
        return switch (Field.of(bytes, name, colon)) {
            case ANY -> true;
            case NOT_SIMPLE -> false;
            case HOST -> host(from, to);
            case CONNECTION -> connection(from, to);
            case CONTENT_LENGTH -> to - from == 1 && bytes[from] == '0';
            case COOKIE -> noneOf(sessionCookies, from, to);
            case ACCEPT_ENCODING -> {
                boolean first = spans.encodingEnd == 0;
                spans.encodingStart = from;
                spans.encodingEnd = to;
                yield first;
            }
            case IF_NONE_MATCH -> {
                boolean first = spans.matchEnd == 0;
                spans.matchStart = from;
                spans.matchEnd = to;
                yield first;
            }
        };
    }

    private boolean host(int from, int to) {
        if (spans.hostEnd != 0) {
            return false;
        }
        int end = from;
        while (end < to && isInHost(bytes[end])) {
            end++;
        }
        spans.hostStart = from;
        spans.hostEnd = end;
        if (end < to && bytes[end] == ':') {
            do {
                end++;
            } while (end < to && bytes[end] >= '0' && bytes[end] <= '9');
        }
        return end == to;
    }

    private boolean connection(int from, int to) {
        if (Field.same(CLOSE, bytes, from, to)) {
            spans.close = true;
            return true;
        }
        return Field.same(KEEP_ALIVE, bytes, from, to);
    }

    private boolean noneOf(List<byte[]> needles, int from, int to) {
        for (var needle : needles) {
            for (int i = from; i <= to - needle.length; i++) {
                if (startsWith(needle, i)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean startsWith(byte[] prefix, int from) {
        if (from + prefix.length > bytes.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (bytes[from + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isInPath(byte b) {
        return isInQuery(b) && b != '?' && b != '%';
    }

    private static boolean isInQuery(byte b) {
        return b > ' ' && b < 0x7f && b != '#' && b != '"' && b != '<' && b != '>' && b != '\\' && b != '^' && b != '`'
                && b != '{' && b != '|' && b != '}';
    }

    private static boolean isInHost(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '-' || b == '.' || b == '_';
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
