package com.mewayz.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serves drawn pages and the built assets under the content security policy of the console. */
final class AdminServer implements AutoCloseable {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none';"
                    + " frame-ancestors 'self'";
    private static final String PREVIEW =
            "<!doctype html><html lang=en><title>Preview</title><main><h1>Mia</h1></main>";

    private final HttpServer server;

    /** @param pages path of a page to its HTML */
    AdminServer(Map<String, String> pages) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                call -> answer(call, "text/html", pages.get(call.getRequestURI().getPath())));
        server.createContext("/setup/preview", call -> answer(call, "text/html", PREVIEW));
        server.createContext("/assets/", AdminServer::asset);
        server.start();
    }

    String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static void asset(HttpExchange call) throws IOException {
        var name = call.getRequestURI().getPath().substring(1);
        send(call, type(name), 200, AdminTemplates.resource(name));
    }

    private static void answer(HttpExchange call, String type, @Nullable String page) throws IOException {
        var body = page == null ? "" : page;
        send(call, type, page == null ? 404 : 200, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange call, String type, int status, byte[] body) throws IOException {
        try (call) {
            call.getResponseHeaders().set("Content-Type", type + (type.startsWith("font") ? "" : "; charset=utf-8"));
            call.getResponseHeaders().set("Content-Security-Policy", POLICY);
            call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            call.getResponseBody().write(body);
        }
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "css" -> "text/css";
            case "js" -> "text/javascript";
            case "svg" -> "image/svg+xml";
            case "woff2" -> "font/woff2";
            default -> "text/plain";
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
