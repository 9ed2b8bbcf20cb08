package com.mewayz.platform.web.lane;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Counts what requests keep in memory, and keeps a connection with many of them at a time (HTTP/2) open as long as one of
 * them is in work. It closes that one when a request waits too long for its body, or its answer to be taken. The other
 * requests of that connection are lost with it; their client is one and the same.
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
        boolean multiplexed = request.prologue().protocolVersion().equals("2.0");
        if (!multiplexed && !hasBody(request)) {
            chain.proceed();
            return;
        }
        var kept = new Kept(guard.connection(request.remotePeer().address()), multiplexed);
        request.streamFilter(body -> new TimedBody(body, kept));
        if (multiplexed) {
            kept.begin();
            response.beforeSend(
                    () -> kept.answer(response.headers().contentLength().orElse(0)));
        }
        try {
            chain.proceed();
        } finally {
            if (multiplexed && Leftover.isLarge(request)) {
                guard.await(kept.watched, LAST_ANSWER.toNanos());
            }
            kept.end();
        }
    }

    /** Not asked of the content, which once it was asked for takes no filter any more. */
    private static boolean hasBody(RoutingRequest request) {
        var headers = request.headers();
        return headers.contains(HeaderNames.CONTENT_LENGTH) || headers.contains(HeaderNames.TRANSFER_ENCODING);
    }

    /** What one request keeps in memory. A body that is longer than any route takes whole is one that is passed on. */
    private final class Kept {
        private final Watched watched;
        private final boolean multiplexed;
        private long bytes;
        private long body;
        private Guard.@Nullable Wait answer;

        Kept(Watched watched, boolean multiplexed) {
            this.watched = watched;
            this.multiplexed = multiplexed;
        }

        void begin() {
            watched.begin();
            hold(Budget.STREAM);
        }

        /** So many bytes of the body were read. Those of HTTP/2 are held since they arrived. */
        void read(int length) {
            if (body > Leftover.MOST) {
                if (multiplexed) {
                    guard.release(watched, length);
                }
                return;
            }
            body += length;
            bytes += length;
            if (!multiplexed) {
                guard.hold(watched, length);
            }
            if (body > Leftover.MOST) {
                guard.release(watched, body);
                bytes -= body;
            }
        }

        /** The answer is going to be sent; without a length it comes bit by bit. */
        void answer(long length) {
            watched.sends();
            if (length > 0 && answer == null) {
                hold(length);
                answer = guard.await(watched, guard.limits().toSend((int) Math.min(Integer.MAX_VALUE, length)));
            }
        }

        private void hold(long length) {
            bytes += length;
            guard.hold(watched, length);
        }

        void end() {
            guard.release(watched, bytes);
            if (answer != null) {
                guard.done(answer);
            }
            if (multiplexed) {
                watched.sent();
                watched.end(guard.limits().idle().toNanos());
            }
        }
    }

    /**
     * May make no progress for {@link Guard.Limits#stall}, and has to keep up the least rate beyond that. Without HTTP/2
     * its connection sees to that.
     */
    private final class TimedBody extends FilterInputStream {
        private final Kept kept;
        private long left = guard.limits().stall().toNanos();

        TimedBody(InputStream body, Kept kept) {
            super(body);
            this.kept = kept;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = kept.multiplexed ? timed(bytes, from, length) : in.read(bytes, from, length);
            kept.read(Math.max(0, read));
            return read;
        }

        private int timed(byte[] bytes, int from, int length) throws IOException {
            long start = System.nanoTime();
            var wait = guard.await(kept.watched, left);
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
