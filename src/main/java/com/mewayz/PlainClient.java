package com.mewayz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * As much of a browser as {@link Training} and the commands beside a server need: one request a connection, cookies
 * kept. The JDK's own client would leave six hundred classes in the AOT cache, which every running server then holds in
 * memory.
 */
final class PlainClient {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI server;
    private final int patience;
    private final String greeting;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    PlainClient(int port) {
        this(URI.create("http://127.0.0.1:" + port), PATIENCE, false);
    }

    /**
     * @param patience with the connection, and then with each piece of the answer
     * @param proxied whether connections to this server have to say whose they are first
     */
    PlainClient(URI server, Duration patience, boolean proxied) {
        this.server = server;
        greeting = proxied ? "PROXY TCP4 127.0.0.1 127.0.0.1 1 " + server.getPort() + "\r\n" : "";
        this.patience = (int) patience.toMillis();
    }

    URI server() {
        return server;
    }

    /** @param headers whole lines */
    Response get(String path, String... headers) throws IOException {
        return exchange("GET " + path, List.of(headers), "");
    }

    Response post(String path, String type, String body) throws IOException {
        var length = body.getBytes(UTF_8).length;
        return exchange("POST " + path, List.of("Content-Type: " + type, "Content-Length: " + length), body);
    }

    private Response exchange(String start, List<String> headers, String body) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), patience);
            socket.setSoTimeout(patience);
            var request = new StringBuilder(greeting)
                    .append(start)
                    .append(" HTTP/1.1\r\nHost: ")
                    .append(server.getAuthority())
                    .append("\r\nConnection: close\r\n");
            headers.forEach(line -> request.append(line).append("\r\n"));
            if (!cookies.isEmpty()) {
                request.append("Cookie: ")
                        .append(String.join("; ", cookies.values()))
                        .append("\r\n");
            }
            socket.getOutputStream()
                    .write(request.append("\r\n").append(body).toString().getBytes(UTF_8));
            var response = Response.of(new String(socket.getInputStream().readAllBytes(), UTF_8));
            response.lines()
                    .filter(line -> line.regionMatches(true, 0, "Set-Cookie: ", 0, 12))
                    .forEach(line -> {
                        var cookie = line.substring(12).split(";", 2)[0];
                        cookies.put(cookie.split("=", 2)[0], cookie);
                    });
            return response;
        }
    }

    /** @param head status line and headers */
    record Response(String head, String body) {
        static Response of(String text) {
            int end = text.indexOf("\r\n\r\n");
            return end < 0 ? new Response("", "") : new Response(text.substring(0, end), text.substring(end + 4));
        }

        /** 0 if it is no answer of HTTP. */
        int status() {
            return head.matches("(?s)HTTP/1\\.1 \\d{3} .*") ? Integer.parseInt(head.substring(9, 12)) : 0;
        }

        Stream<String> lines() {
            return head.lines();
        }

        /** The header's value; empty if it is missing. */
        String header(String name) {
            return lines().filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }
    }
}
