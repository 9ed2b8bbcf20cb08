package com.mewayz.platform.files;

import com.mewayz.platform.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What stands above the content of a part: which field it belongs to, and if it is a file, how that is called. */
record PartHead(String field, boolean isFile, String fileName, String type) {
    private static final int NAME_LENGTH = 255;

    static PartHead read(PartStream in, int mostBytes) {
        var headers = new LinkedHashMap<String, String>();
        int left = mostBytes;
        for (var line = in.line(left); line.length > 0; line = in.line(left)) {
            left -= line.length + 2;
            var text = text(line);
            int colon = text.indexOf(':');
            if (colon < 1
                    || headers.put(
                                    text.substring(0, colon).toLowerCase(Locale.ROOT),
                                    text.substring(colon + 1).strip())
                            != null) {
                throw Problem.malformed("A part of this form has a broken or repeated header.");
            }
        }
        return of(headers);
    }

    private static PartHead of(Map<String, String> headers) {
        var disposition = headers.getOrDefault("content-disposition", "");
        var parameters = parameters(disposition);
        var field = parameters.get("name");
        if (field == null || !disposition.toLowerCase(Locale.ROOT).startsWith("form-data")) {
            throw Problem.malformed("A part of this form has no name.");
        }
        var encoding = headers.getOrDefault("content-transfer-encoding", "binary");
        if (!encoding.matches("(?i)binary|8bit|7bit")) {
            throw Problem.malformed("A part of this form is encoded as " + encoding + "; send it as it is.");
        }
        var extended = parameters.get("filename*");
        var name = extended == null ? parameters.get("filename") : decoded(extended);
        return new PartHead(
                field,
                name != null,
                name == null ? "" : lastSegment(name),
                headers.getOrDefault("content-type", "application/octet-stream"));
    }

    /** What follows the first semicolon: names in lower case, values without their quotes. */
    static Map<String, String> parameters(String header) {
        var parameters = new LinkedHashMap<String, String>();
        int at = header.indexOf(';');
        while (at >= 0 && at < header.length()) {
            int equals = header.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            var name = header.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
            var value = new StringBuilder();
            at = value(header, equals + 1, value);
            if (name.isEmpty() || parameters.put(name, value.toString()) != null) {
                throw Problem.malformed("A header of this form has a broken or repeated parameter.");
            }
        }
        return parameters;
    }

    // Browsers escape a quote as %22 and leave a backslash alone, curl escapes both with a backslash: only what curl
    // writes is undone, so that a backslash before anything else (an old Windows path) stays what it is.
    private static int value(String header, int from, StringBuilder value) {
        int at = from;
        while (at < header.length() && header.charAt(at) == ' ') {
            at++;
        }
        if (at == header.length() || header.charAt(at) != '"') {
            int end = header.indexOf(';', at);
            value.append(header.substring(at, end < 0 ? header.length() : end).strip());
            return end;
        }
        for (at++; at < header.length() && header.charAt(at) != '"'; at++) {
            char next = at + 1 < header.length() ? header.charAt(at + 1) : ' ';
            if (header.charAt(at) == '\\' && (next == '"' || next == '\\')) {
                at++;
            }
            value.append(header.charAt(at));
        }
        if (at >= header.length()) {
            throw Problem.malformed("A header of this form has a quote that does not end.");
        }
        return header.indexOf(';', at);
    }

    // RFC 8187: charset'language'percent-encoded. UTF-8 is what everybody sends.
    private static String decoded(String extended) {
        if (!extended.regionMatches(true, 0, "utf-8'", 0, 6) || extended.indexOf('\'', 6) < 0) {
            throw Problem.malformed("A file name of this form is not in UTF-8.");
        }
        var encoded = extended.substring(extended.indexOf('\'', 6) + 1);
        var bytes = ByteBuffer.allocate(encoded.length() * 3);
        for (int i = 0; i < encoded.length(); i++) {
            if (encoded.charAt(i) > ' ' && encoded.charAt(i) < 0x7f && encoded.charAt(i) != '%') {
                bytes.put((byte) encoded.charAt(i));
            } else if (encoded.length() - i > 2
                    && encoded.substring(i + 1, i + 3).matches("[0-9A-Fa-f]{2}")) {
                bytes.put((byte) Integer.parseInt(encoded, i + 1, i + 3, 16));
                i += 2;
            } else {
                throw Problem.malformed("A file name of this form is not properly encoded.");
            }
        }
        return text(bytes.flip());
    }

    private static String lastSegment(String name) {
        var segment = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cc}", "")
                .strip();
        return segment.length() <= NAME_LENGTH ? segment : segment.substring(segment.length() - NAME_LENGTH);
    }

    static String text(byte[] bytes) {
        return text(ByteBuffer.wrap(bytes));
    }

    private static String text(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw Problem.malformed("The text in this form is not valid UTF-8.");
        }
    }
}
