package com.mewayz.platform.web.lane;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.SocketWriterException;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/2 connection: the web server's own, under the guard's deadlines. One that has no request is closed when its
 * time is over, whatever else it sends meanwhile; what a request waits for is watched by {@link RequestWatch}.
 *
 * <p>Its end has two steps: the client is told to begin nothing more here, and once all that was begun is answered, which
 * was the last that was. Left to itself, the web server would give up requests in work at the client's next frame.
 */
final class Multiplexed implements ServerConnection, InterruptableTask<Void> {
    private static final System.Logger LOG = System.getLogger(Multiplexed.class.getName());
    /** The way there and back of a client that is far away. */
    private static final Duration UNDERSTOOD = Duration.ofMillis(200);

    private static final Duration LOOK = Duration.ofMillis(10);

    private final FastLane shared;
    private final Guard guard;
    private final SocketAddress address;
    private final Watched watched;
    private final ConnectionContext context;
    private final Frames frames;
    private final FrameWriter writer;
    private final ServerConnection normal;
    private final AtomicBoolean finishing = new AtomicBoolean();
    private Guard.@Nullable Wait head;
    private volatile boolean over;

    Multiplexed(FastLane shared, ConnectionContext context, Http2ConnectionSelector selector) {
        this.shared = shared;
        this.guard = shared.guard();
        this.context = context;
        address = context.remotePeer().address();
        watched = guard.connection(address);
        guard.hold(watched, Budget.ENCRYPTED - Budget.PLAIN);
        frames = new Frames(MultiplexSelector.HEADERS, bytes -> guard.hold(watched, bytes));
        writer = new FrameWriter(new TimedWriter(context.dataWriter(), bytes -> {
            var wait = guard.await(watched, guard.limits().toSend(bytes));
            return () -> guard.done(wait);
        }));
        normal = selector.connection(new TimedContext(context, DataReader.create(this::next), writer));
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        watched.waits(guard.limits().idle().toNanos());
        shared.multiplexed().add(this);
        try {
            normal.handle(limit);
        } finally {
            over = true;
            watched.giveUpAnswers();
            shared.multiplexed().remove(this);
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
        if (interrupt) {
            normal.close(true);
        } else {
            finish();
        }
    }

    /** Lets the requests that were begun come to their end, and the connection then. */
    void finish() {
        if (finishing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("goodbye").start(this::leave);
        }
    }

    private void leave() {
        try {
            writer.goodbye(FrameWriter.EVERY_REQUEST, FrameWriter.NO_ERROR);
            Thread.sleep(UNDERSTOOD);
            while (!over && !canInterrupt()) {
                Thread.sleep(LOOK);
            }
            if (!over) {
                writer.goodbye(frames.last(), FrameWriter.NO_ERROR);
                watched.endInput();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException | SocketWriterException e) {
            LOG.log(System.Logger.Level.DEBUG, "The client is gone already.", e);
        }
    }

    @Override
    public boolean canInterrupt() {
        return normal instanceof InterruptableTask<?> task && task.canInterrupt();
    }

    private byte @Nullable [] next() {
        var bytes = read();
        if (bytes != null) {
            try {
                frames.read(bytes);
            } catch (Excess e) {
                LOG.log(System.Logger.Level.DEBUG, "The client asks for too much: {0}.", e.getMessage());
                writer.goodbye(frames.last(), FrameWriter.CALM_DOWN);
                return null;
            }
            timeHead();
            // who came so late is answered once, so that nobody comes again and again in vain
            if (frames.last() > 0 && shared.isFinishing()) {
                finish();
            }
        }
        return bytes;
    }

    /** A head that began has to be whole in time, whatever other requests do meanwhile. */
    private void timeHead() {
        if (frames.isInHeaders() == (head != null)) {
            return;
        }
        if (head == null) {
            head = guard.await(watched, guard.limits().head().toNanos());
        } else {
            guard.done(head);
            head = null;
        }
    }

    private byte @Nullable [] read() {
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
