package com.mewayz.platform.web.lane;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.zip.GZIPInputStream;

/** A client that sends bytes as they are given, right or wrong. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    RawClient(int port) throws IOException {
        this(new Socket("127.0.0.1", port));
    }

    RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = socket.getInputStream();
    }

    static final class Response {
        private final String head;
        private final byte[] body;

        Response(String head, byte[] body) {
            this.head = head;
            this.body = body;
        }

        String head() {
            return head;
        }

        byte[] body() {
            return body;
        }

        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }

        String header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        String text() throws IOException {
            if (!header("Content-Encoding").equals("gzip")) {
                return new String(body, ISO_8859_1);
            }
            try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
                return new String(gzip.readAllBytes(), ISO_8859_1);
            }
        }

        boolean isFromLane() {
            return !header("ETag").isEmpty();
        }
    }

    RawClient send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        return this;
    }

    /** A GET of Mia's page with more header lines. */
    RawClient page(String... headers) throws IOException {
        return send(get("/@mia", headers));
    }

    static String get(String target, String... headers) {
        var lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return "GET " + target + " HTTP/1.1\r\nHost: mia.example.com\r\n" + lines + "\r\n";
    }

    Response response() throws IOException {
        var head = head();
        var length = new Response(head, new byte[0]).header("Content-Length");
        boolean empty = head.startsWith("HTTP/1.1 304") || length.isEmpty();
        return new Response(head, empty ? new byte[0] : in.readNBytes(Integer.parseInt(length)));
    }

    /** The head of an answer that has no body. */
    String head() throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("The server closed after: " + head.toString(ISO_8859_1));
            }
            head.write(b);
        }
        return head.toString(ISO_8859_1);
    }

    /** Everything up to the end that the server makes; fails if it makes none. */
    byte[] rest() throws IOException {
        var rest = new ByteArrayOutputStream();
        try {
            in.transferTo(rest);
        } catch (SocketException e) {
            // A reset is an end, too.
        }
        return rest.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
