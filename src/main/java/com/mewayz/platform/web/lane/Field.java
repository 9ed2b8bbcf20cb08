package com.mewayz.platform.web.lane;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Map;

/** What a request header means to the fast lane. */
enum Field {
    HOST,
    CONNECTION,
    CONTENT_LENGTH,
    COOKIE,
    ACCEPT_ENCODING,
    IF_NONE_MATCH,
    /** The request has a body, wants another protocol, or carries a condition or an identity that a page depends on. */
    NOT_SIMPLE,
    ANY;

    private static final Map<String, Field> NAMES = Map.ofEntries(
            Map.entry("host", HOST),
            Map.entry("connection", CONNECTION),
            Map.entry("cookie", COOKIE),
            Map.entry("accept-encoding", ACCEPT_ENCODING),
            Map.entry("if-none-match", IF_NONE_MATCH),
            Map.entry("authorization", NOT_SIMPLE),
            Map.entry("content-length", CONTENT_LENGTH),
            Map.entry("expect", NOT_SIMPLE),
            Map.entry("if-match", NOT_SIMPLE),
            Map.entry("if-unmodified-since", NOT_SIMPLE),
            Map.entry("transfer-encoding", NOT_SIMPLE),
            Map.entry("upgrade", NOT_SIMPLE));

    private static final Name[][] BY_LENGTH = new Name[32][0];

    static {
        for (int length = 0; length < BY_LENGTH.length; length++) {
            int wanted = length;
            BY_LENGTH[length] = NAMES.entrySet().stream()
                    .filter(entry -> entry.getKey().length() == wanted)
                    .map(entry -> new Name(entry.getKey().getBytes(ISO_8859_1), entry.getValue()))
                    .toArray(Name[]::new);
        }
    }

    static Field of(byte[] bytes, int from, int to) {
        if (to - from < BY_LENGTH.length) {
            for (var name : BY_LENGTH[to - from]) {
                if (same(name.text, bytes, from, to)) {
                    return name.field;
                }
            }
        }
        return ANY;
    }

    /** Compares with a text in lower case, ignoring the case of ASCII letters. */
    static boolean same(byte[] lower, byte[] bytes, int from, int to) {
        if (to - from != lower.length) {
            return false;
        }
        for (int i = 0; i < lower.length; i++) {
            byte b = bytes[from + i];
            if (lower[i] != (b >= 'A' && b <= 'Z' ? b + 32 : b)) {
                return false;
            }
        }
        return true;
    }

    private static final class Name {
        private final byte[] text;
        private final Field field;

        Name(byte[] text, Field field) {
            this.text = text;
            this.field = field;
        }
    }
}
