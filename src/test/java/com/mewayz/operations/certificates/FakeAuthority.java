package com.mewayz.operations.certificates;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What Let's Encrypt's test server does not do: an authority that asks for a pause (RFC 8555, 6.6) and advises (RFC 9773). */
final class FakeAuthority implements AutoCloseable {
    /** The paths that were asked for. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private volatile Instant renewal = Instant.EPOCH;

    FakeAuthority() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String directory() {
        return address() + "/dir";
    }

    /** The window it suggests begins then, and is a few hours long. */
    void renewFrom(Instant from) {
        renewal = from;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        asked.add(path);
        boolean refused = path.equals("/account");
        var body = refused
                ? """
                {"type": "urn:ietf:params:acme:error:rateLimited", "detail": "Too many new accounts"}"""
                : path.startsWith("/renewal/")
                        ? """
                        {"suggestedWindow": {"start": "%s", "end": "%s"}}""".formatted(renewal, renewal.plus(Duration.ofHours(7)))
                        : """
                        {"newNonce": "%1$s/nonce", "newAccount": "%1$s/account", "newOrder": "%1$s/order", "renewalInfo": "%1$s/renewal"}""".formatted(address());
        var headers = exchange.getResponseHeaders();
        headers.set("Replay-Nonce", "AAAA");
        headers.set("Retry-After", "7200");
        headers.set("Content-Type", refused ? "application/problem+json" : "application/json");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(refused ? 429 : 200, head ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
