package com.mewayz.platform.web;

import com.mewayz.platform.Problem;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerRequest;
import java.util.EnumSet;
import java.util.Set;
import java.util.logging.Logger;

/**
 * What the web server answers by itself to a request that never reaches a route. It carries the same headers as every
 * other answer and says nothing about the inside, nor repeats what was sent.
 */
final class Refusals implements DirectHandler {
    private static final Logger LOG = Logger.getLogger(Web.class.getName());

    private static final Set<Problem.Kind> NOTED =
            EnumSet.of(Problem.Kind.FORBIDDEN, Problem.Kind.TOO_MANY, Problem.Kind.MALFORMED, Problem.Kind.TOO_LARGE);

    private Refusals() {}

    static DirectHandlers all() {
        var handlers = DirectHandlers.builder();
        for (var event : EventType.values()) {
            handlers.addHandler(event, new Refusals());
        }
        return handlers.build();
    }

    @Override
    public TransportResponse handle(
            TransportRequest request, EventType event, Status status, ServerResponseHeaders headers, String message) {
        Answers.secure(headers, "");
        headers.set(HeaderNames.CACHE_CONTROL, "no-store");
        headers.set(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        headers.set(HeaderValues.CONNECTION_CLOSE);
        return TransportResponse.builder()
                .status(status)
                .headers(headers)
                .keepAlive(false)
                .entity(sentence(status.code()))
                .build();
    }

    private static String sentence(int status) {
        return switch (status) {
            case 413 -> "This is too large.\n";
            case 505 -> "This server speaks HTTP/1.1.\n";
            case 500, 503 -> "This did not work. Try again in a moment.\n";
            default -> "This request cannot be understood.\n";
        };
    }

    /** Tries to get further than one may are written down; mistyped forms are not. */
    static void note(Problem problem, ServerRequest request, Origin origin) {
        if (NOTED.contains(problem.kind())) {
            LOG.info(
                    "request " + origin.id() + " " + request.prologue().method().text() + " "
                            + request.path().rawPath() + " from " + origin.address() + " refused: " + problem.kind());
        }
    }
}
