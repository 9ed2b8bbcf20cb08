package com.mewayz.platform.web.lane;

import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Keeps a connection with many requests at a time (HTTP/2) open as long as one of them is in work, and closes it when
 * one of them waits too long for its body. The other requests of that connection are lost with it; their client is one
 * and the same.
 */
final class RequestWatch implements Filter {
    /** For an answer to arrive before the connection is closed on whoever still sends. */
    private static final Duration LAST_ANSWER = Duration.ofSeconds(2);

    private final Guard guard;

    RequestWatch(Guard guard) {
        this.guard = guard;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (!request.prologue().protocolVersion().equals("2.0")) {
            chain.proceed();
            return;
        }
        var watched = guard.connection(request.remotePeer().address());
        watched.begin();
        request.streamFilter(body -> new TimedBody(body, watched));
        try {
            chain.proceed();
        } finally {
            if (Leftover.isLarge(request)) {
                guard.await(watched, LAST_ANSWER.toNanos());
            }
            watched.end(guard.limits().idle().toNanos());
        }
    }

    /** May make no progress for {@link Guard.Limits#stall}, and has to keep up the least rate beyond that. */
    private final class TimedBody extends FilterInputStream {
        private final Watched watched;
        private long left = guard.limits().stall().toNanos();

        TimedBody(InputStream body, Watched watched) {
            super(body);
            this.watched = watched;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            long start = System.nanoTime();
            var wait = guard.await(watched, left);
            try {
                int read = in.read(bytes, from, length);
                var limits = guard.limits();
                long gained = Math.max(0, read) * limits.nanosPerByte() - (System.nanoTime() - start);
                left = Math.min(limits.stall().toNanos(), left + gained);
                return read;
            } finally {
                guard.done(wait);
            }
        }
    }
}
