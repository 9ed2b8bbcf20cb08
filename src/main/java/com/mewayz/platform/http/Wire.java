package com.mewayz.platform.http;

import com.mewayz.platform.http.Outcome.Answered;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** HTTP/1.1 as RFC 9112 has it, for one request on one connection. */
final class Wire {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( .*)?");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(.*?)[ \\t]*");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,10}");
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,8})[ \\t]*(;.*)?");
    private static final int HEAD = 32 << 10;
    private static final int INTERIM = 5;

    private final InputStream in;
    private final int most;
    private int head = HEAD;

    Wire(InputStream in, int most) {
        this.in = new BufferedInputStream(in);
        this.most = most;
    }

    static void write(Ask ask, Target target, OutputStream out) throws Stop, IOException {
        var head = new StringBuilder()
                .append("%s %s HTTP/1.1\r\n".formatted(ask.method(), target.path()))
                .append("Host: %s\r\n".formatted(target.authority()))
                .append("User-Agent: Mewayz\r\nAccept-Encoding: identity\r\nConnection: close\r\n");
        for (var header : ask.headers().entrySet()) {
            var line = header.getKey() + ": " + header.getValue();
            if (!FIELD.matcher(line).matches()
                    || !VALUE.matcher(header.getValue()).matches()) {
                throw Stop.refused("A header holds characters that headers do not have.");
            }
            head.append(line).append("\r\n");
        }
        if (!ask.method().equals("GET")) {
            head.append("Content-Length: ").append(ask.body().length).append("\r\n");
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(ask.body());
        out.write(bytes.toByteArray());
        out.flush();
    }

    Answered read() throws Stop, IOException {
        for (int i = 0; i < INTERIM; i++) {
            int status = status();
            var headers = headers();
            if (status >= 200) {
                return new Answered(status, headers, body(status, headers));
            }
        }
        throw odd();
    }

    private int status() throws Stop, IOException {
        var line = STATUS.matcher(line());
        if (!line.matches()) {
            throw odd();
        }
        return Integer.parseInt(line.group(1));
    }

    private Map<String, String> headers() throws Stop, IOException {
        var headers = new LinkedHashMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var field = FIELD.matcher(line);
            if (!field.matches()) {
                throw odd();
            }
            headers.merge(field.group(1).toLowerCase(Locale.ROOT), field.group(2), (a, b) -> a + ", " + b);
        }
        return headers;
    }

    private byte[] body(int status, Map<String, String> headers) throws Stop, IOException {
        var coding = headers.getOrDefault("content-encoding", "identity");
        if (!coding.equalsIgnoreCase("identity")) {
            throw odd();
        }
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        var transfer = headers.get("transfer-encoding");
        var length = headers.get("content-length");
        if (transfer != null) {
            // both say where the body ends: two readers might disagree
            if (length != null || !transfer.equalsIgnoreCase("chunked")) {
                throw odd();
            }
            return chunks();
        }
        return length == null ? rest() : exactly(length);
    }

    private byte[] exactly(String length) throws Stop, IOException {
        if (!LENGTH.matcher(length).matches()) {
            throw odd();
        }
        return take(Long.parseLong(length), 0);
    }

    private byte[] rest() throws Stop, IOException {
        var body = in.readNBytes(most + 1);
        if (body.length > most) {
            throw large();
        }
        return body;
    }

    private byte[] chunks() throws Stop, IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var size = CHUNK.matcher(line());
            if (!size.matches()) {
                throw odd();
            }
            var chunk = take(Long.parseLong(size.group(1), 16), body.size());
            if (chunk.length == 0) {
                headers(); // trailers, which nobody asked for
                return body.toByteArray();
            }
            body.writeBytes(chunk);
            if (!line().isEmpty()) {
                throw odd();
            }
            head = HEAD;
        }
    }

    private byte[] take(long length, int before) throws Stop, IOException {
        if (length > most - before) {
            throw large();
        }
        var bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private String line() throws Stop, IOException {
        var line = new StringBuilder();
        for (int letter = in.read(); letter != '\n'; letter = in.read()) {
            if (letter < 0) {
                throw new EOFException();
            }
            if (--head < 0) {
                throw large();
            }
            line.append((char) letter);
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }

    private static Stop odd() {
        return Stop.uncertain("The server answered with something that is not HTTP.");
    }

    private static Stop large() {
        return Stop.uncertain("The server's answer is too large.");
    }
}
