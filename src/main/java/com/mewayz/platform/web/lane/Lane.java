package com.mewayz.platform.web.lane;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http1.Http1Connection;
import io.helidon.webserver.spi.ServerConnection;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One connection. The normal HTTP/1.1 connection runs in it all the time and asks it for bytes; whenever it asks for the
 * start of a request, the lane first answers what it can answer itself, and hands on only what is left. So a connection
 * may change between both ways with every request, and no byte is read twice.
 */
final class Lane implements ServerConnection, InterruptableTask<Void> {
    private final FastLane shared;
    private final DataReader before;
    private final HelidonSocket socket;
    private final SocketAddress address;
    private final String remote;
    private final boolean secure;
    private final Watched watched;
    private final TimedWriter writer;
    private final DataReader reader;
    private final Http1Connection normal;
    private final long headTime;
    private final long idleTime;
    private final long stallTime;
    private final long nanosPerByte;

    private volatile boolean answering;
    private volatile boolean closing;
    private boolean first = true;
    private boolean leftover;
    private boolean inBody;
    private long bodyTime;

    Lane(FastLane shared, ConnectionContext context) {
        this.shared = shared;
        this.before = context.dataReader();
        this.socket = context.serverSocket();
        this.address = context.remotePeer().address();
        this.remote = shared.remote(context);
        this.secure = context.isSecure();
        this.watched = shared.guard().connection(address);
        this.leftover = context.proxyProtocolData()
                .filter(said -> said.family() == ProxyProtocolData.Family.UNKNOWN)
                .isPresent();
        var limits = shared.guard().limits();
        this.headTime = limits.head().toNanos();
        this.idleTime = limits.idle().toNanos();
        this.stallTime = limits.stall().toNanos();
        this.nanosPerByte = limits.nanosPerByte();
        var guard = shared.guard();
        if (secure) {
            guard.hold(watched, Budget.ENCRYPTED - Budget.PLAIN);
        }
        this.writer = new TimedWriter(context.dataWriter(), bytes -> {
            watched.closeIn(limits.toSend(bytes));
            guard.hold(watched, bytes);
            return () -> {
                watched.rest();
                guard.release(watched, bytes);
            };
        });
        this.reader = new Chunks(this::next);
        this.normal = (Http1Connection) shared.normal().connection(new LaneContext(this, context, reader, writer));
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        try {
            normal.handle(limit);
        } finally {
            shared.guard().leave(address, watched);
        }
    }

    /** Idle connections are the guard's to close. */
    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {
        closing = true;
        if (interrupt || canInterrupt()) {
            normal.close(interrupt);
        }
    }

    @Override
    public boolean canInterrupt() {
        return normal.canInterrupt() && !answering;
    }

    // The web server says "Connection: close" and then, if the request had no body, waits for another one.
    void closeAfterAnswer() {
        closing = true;
    }

    void prologueRead() {
        if (closing) {
            throw new CloseConnectionException("A request came after the last one");
        }
        if (inBody) {
            headBegins();
        }
    }

    void headersRead(boolean last) {
        if (last) {
            closing = true;
        }
        inBody = true;
        bodyTime = stallTime;
        watched.getsOn();
        watched.works();
        watched.rest();
    }

    private void headBegins() {
        inBody = false;
        watched.waits(headTime);
    }

    /** What the normal connection reads next; null at the end. */
    private byte @Nullable [] next() {
        // after the last request, what is left of a body that nobody wanted is not the start of another
        if (normal.canInterrupt() && (closing || reader.available() == 0)) {
            return nextRequest();
        }
        if (inBody && !normal.canInterrupt()) {
            return nextOfBody();
        }
        if (inBody) {
            // The start of a request came together with the end of the one before.
            headBegins();
        }
        var bytes = read();
        if (bytes == null) {
            // The web server would take it for an error of its own, and log it as such.
            throw new ServerConnectionException("The connection ended in the middle of a head", new EOFException());
        }
        return bytes;
    }

    private byte @Nullable [] nextRequest() {
        while (!closing) {
            if (!first) {
                watched.waits(idleTime);
            }
            first = false;
            var bytes = read();
            if (bytes == null) {
                return null;
            }
            watched.works();
            int from = answer(bytes);
            if (from < bytes.length && !closing) {
                headBegins();
                return from == 0 ? bytes : Arrays.copyOfRange(bytes, from, bytes.length);
            }
        }
        return null;
    }

    /** Answers all it can from the front of the bytes, and returns where the rest begins. */
    private int answer(byte[] bytes) {
        int from = 0;
        while (from < bytes.length && !closing) {
            var match = shared.match(bytes, from, remote, secure);
            if (match == null) {
                break;
            }
            from = match.request().end();
            if (match.closes()) {
                closing = true;
            }
            send(match);
        }
        return from;
    }

    private void send(Match match) {
        answering = true;
        try {
            var answer = shared.answer(match);
            writer.write(BufferData.create(answer.array(), answer.arrayOffset(), answer.limit()));
        } catch (UncheckedIOException e) {
            throw new ServerConnectionException("The answer could not be written", e);
        } finally {
            answering = false;
        }
        shared.visited(match);
    }

    private byte @Nullable [] nextOfBody() {
        long start = System.nanoTime();
        watched.closeAt(start + bodyTime);
        var bytes = read();
        watched.rest();
        long received = bytes == null ? 0 : bytes.length * nanosPerByte;
        bodyTime = Math.min(stallTime, bodyTime - (System.nanoTime() - start) + received);
        return bytes;
    }

    private byte @Nullable [] read() {
        var bytes = bytes();
        if (!leftover || bytes == null) {
            return bytes;
        }
        leftover = false;
        // Of "PROXY UNKNOWN", without addresses, Helidon 4.5.0 leaves the last byte behind.
        if (bytes.length == 0 || bytes[0] != '\n') {
            return bytes;
        }
        return bytes.length == 1 ? bytes() : Arrays.copyOfRange(bytes, 1, bytes.length);
    }

    private byte @Nullable [] bytes() {
        var kept = watched.takeKept();
        if (kept.length > 0) {
            return kept;
        }
        if (before.available() > 0) {
            return before.readBytes(before.available());
        }
        try {
            return socket.get();
        } catch (UncheckedIOException e) {
            throw new ServerConnectionException("The connection could not be read", e);
        }
    }
}
