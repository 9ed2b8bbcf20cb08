package com.mewayz.platform.web.lane;

import io.helidon.webserver.http.ServerRequest;

/**
 * What is left of a body that nobody wanted. The web server reads on to its end, however long that takes; closing the
 * connection at once could lose the answer, too, so that is left for large ones.
 */
public final class Leftover {
    /** A little more than what routes take that hold a body in memory. */
    public static final int MOST = 13 << 20;

    private Leftover() {}

    /** Whether so much may come yet that the connection is better closed. */
    public static boolean isLarge(ServerRequest request) {
        return request.content().hasEntity()
                && !request.content().consumed()
                && request.headers().contentLength().orElse(Long.MAX_VALUE) > MOST;
    }
}
