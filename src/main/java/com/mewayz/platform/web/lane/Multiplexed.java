package com.mewayz.platform.web.lane;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/2 connection: the web server's own, under the guard's deadlines. One that has no request is closed when its
 * time is over, whatever else it sends meanwhile; what a request waits for is watched by {@link RequestWatch}.
 */
final class Multiplexed implements ServerConnection, InterruptableTask<Void> {
    private final Guard guard;
    private final SocketAddress address;
    private final Watched watched;
    private final ConnectionContext context;
    private final ServerConnection normal;

    Multiplexed(Guard guard, ConnectionContext context, Http2ConnectionSelector selector) {
        this.guard = guard;
        this.context = context;
        address = context.remotePeer().address();
        watched = guard.connection(address);
        normal = selector.connection(new TimedContext(
                context, DataReader.create(this::next), new TimedWriter(context.dataWriter(), bytes -> {
                    var wait = guard.await(watched, guard.limits().toSend(bytes));
                    return () -> guard.done(wait);
                })));
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        watched.waits(guard.limits().idle().toNanos());
        try {
            normal.handle(limit);
        } finally {
            guard.leave(address, watched);
        }
    }

    /** Idle connections are the guard's to close. */
    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {
        normal.close(interrupt);
    }

    @Override
    public boolean canInterrupt() {
        return normal instanceof InterruptableTask<?> task && task.canInterrupt();
    }

    private byte @Nullable [] next() {
        var before = context.dataReader();
        if (before.available() > 0) {
            return before.readBytes(before.available());
        }
        try {
            return context.serverSocket().get();
        } catch (UncheckedIOException e) {
            throw new ServerConnectionException("The connection could not be read", e);
        }
    }
}
