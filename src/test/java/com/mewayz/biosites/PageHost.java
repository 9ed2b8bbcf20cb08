package com.mewayz.biosites;

import com.mewayz.platform.pages.Templates;
import com.mewayz.platform.pages.Theme;
import com.mewayz.platform.pages.ThemeFiles;
import com.mewayz.platform.pages.Themes;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Serves sample pages under the policy they are served with, and nothing else. */
final class PageHost implements AutoCloseable {
    static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
                    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final Map<String, String> TYPES = Map.of(
            "html",
            "text/html; charset=utf-8",
            "css",
            "text/css; charset=utf-8",
            "jpg",
            "image/jpeg",
            "woff2",
            "font/woff2",
            "png",
            "image/png");

    private final PublicPages pages;
    private final List<String> themes;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final HttpServer server;

    PageHost() throws IOException {
        var all = Themes.load(ThemeFiles.builtIn());
        themes = all.all().stream().map(Theme::name).toList();
        pages = new PublicPages(new Templates(ThemeFiles.builtIn(), List.of(), List.of()), all);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        for (var theme : all.all()) {
            files.put(theme.sheet().address(), theme.sheet().bytes());
            theme.files().values().forEach(file -> files.put(file.address(), file.bytes()));
        }
        files.put("/favicon.ico", new byte[0]);
        for (var picture : List.of("mia.jpg", "live.jpg", "course.jpg")) {
            try (var in = Objects.requireNonNull(PageHost.class.getResourceAsStream(picture))) {
                files.put("/pictures/" + picture, in.readAllBytes());
            }
        }
    }

    List<String> themes() {
        return themes;
    }

    /** Publishes the page and says where. */
    String show(PublicPage page) {
        files.put("/page.html", pages.render(page).getBytes(StandardCharsets.UTF_8));
        files.put(page.stylesheet(), pages.siteCss(page).getBytes(StandardCharsets.UTF_8));
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/page.html";
    }

    void put(String path, byte[] bytes) {
        files.put(path, bytes);
    }

    private void answer(HttpExchange call) {
        var path = call.getRequestURI().getPath();
        var body = files.getOrDefault(path, new byte[0]);
        try (call) {
            call.getResponseHeaders().add("Content-Security-Policy", POLICY);
            call.getResponseHeaders().add("X-Content-Type-Options", "nosniff");
            call.getResponseHeaders()
                    .add("Content-Type", TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "text/plain"));
            call.sendResponseHeaders(files.containsKey(path) ? 200 : 404, body.length == 0 ? -1 : body.length);
            call.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
