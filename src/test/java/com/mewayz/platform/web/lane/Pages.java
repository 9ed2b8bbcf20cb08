package com.mewayz.platform.web.lane;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One page at mia.example.com/@mia, another for its query play=7, and every visit as one line. */
final class Pages implements ReadyPages {
    static final String HTML = "<!doctype html><title>Mia</title>" + "<p>A link of Mia, and one more.</p>\n".repeat(60);
    static final Map<String, String> HEADERS = headers();
    // More than the buffers of both sockets take.
    static final Ready LARGE = Ready.of(9, HEADERS, new byte[32 << 20]);

    private static final Set<String> HOSTS = Set.of("mia.example.com", "localhost", "127.0.0.1");

    final Ready mia = Ready.of(7, HEADERS, HTML.getBytes(UTF_8));
    final Ready playing = Ready.of(8, HEADERS, "<p>Playing</p>".getBytes(UTF_8));
    final BlockingQueue<String> visits = new LinkedBlockingQueue<>();
    volatile boolean broken;

    @Override
    public @Nullable Ready find(PageRequest request) {
        if (!HOSTS.contains(request.host())) {
            return null;
        }
        return switch (request.path()) {
            case "/@mia" -> request.query().equals("play=7") ? playing : mia;
            case "/@large" -> LARGE;
            default -> null;
        };
    }

    @Override
    public void visited(Ready page, PageRequest request) {
        visits.add(String.join(
                "|",
                Long.toString(page.subject()),
                request.isHead() ? "HEAD" : "GET",
                request.remote(),
                request.query(),
                request.header("user-agent"),
                request.header("Referer"),
                request.header("Sec-Purpose"),
                request.header("X-Forwarded-For")));
        if (broken) {
            throw new IllegalStateException("the recorder is broken");
        }
    }

    /** The next visit with this text in it. */
    String visit(String text) throws Exception {
        while (true) {
            var visit = visits.poll(10, TimeUnit.SECONDS);
            if (visit == null) {
                throw new TimeoutException("No visit with " + text);
            }
            if (visit.contains(text)) {
                return visit;
            }
        }
    }

    private static Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "text/html; charset=utf-8");
        headers.put("Cache-Control", "public, max-age=0, must-revalidate");
        headers.put("X-Content-Type-Options", "nosniff");
        return headers;
    }
}
