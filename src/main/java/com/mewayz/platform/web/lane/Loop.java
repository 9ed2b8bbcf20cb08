package com.mewayz.platform.web.lane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One thread that serves many visitors with ready pages, at two system calls an answer. A connection that asks for
 * anything else leaves the loop for good, together with the bytes that were read and not answered.
 */
final class Loop {
    private static final System.Logger LOG = System.getLogger(Loop.class.getName());
    // The guard closes connections from its own thread; their descriptors are freed in the next round.
    private static final long ROUND_MILLIS = 500;
    private static final int READ_SIZE = 8 * 1024;
    private static final byte[] NOTHING = {};

    private final FastLane lane;
    private final Consumer<Visitor> router;
    private final Selector selector;
    private final Queue<Visitor> arrived = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_SIZE);
    private List<Visitor> leaving = new ArrayList<>();
    private volatile boolean open = true;
    private @Nullable Thread thread;

    /** @param router takes the visitors that leave, in blocking mode again */
    Loop(FastLane lane, Consumer<Visitor> router) {
        this.lane = lane;
        this.router = router;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        thread = Thread.ofPlatform().daemon().name("ready-pages").start(this::run);
    }

    void add(Visitor visitor) {
        arrived.add(visitor);
        selector.wakeup();
    }

    /** Ends the loop, which closes its connections, those last that are in the middle of an answer. */
    void close() {
        open = false;
        selector.wakeup();
    }

    /** Waits until the answers that were begun are sent. */
    void join(Duration most) throws InterruptedException {
        var running = thread;
        if (running != null && Thread.currentThread() != running) {
            running.join(most);
        }
    }

    private void run() {
        while (open || isWriting()) {
            try {
                round();
            } catch (IOException | RuntimeException | Error e) {
                // Whatever it is, other visitors are waiting.
                LOG.log(System.Logger.Level.ERROR, "The loop of the ready pages stumbled.", e);
            }
        }
        selector.keys().forEach(key -> close((Visitor) key.attachment()));
        arrived.forEach(this::close);
        try {
            selector.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The selector was not closed.", e);
        }
    }

    private boolean isWriting() {
        return selector.keys().stream().anyMatch(key -> key.isValid() && ((Visitor) key.attachment()).output != null);
    }

    private void round() throws IOException {
        selector.select(this::ready, ROUND_MILLIS);
        while (!leaving.isEmpty()) {
            var gone = leaving;
            leaving = new ArrayList<>();
            // Only a selection takes a cancelled channel out of the selector.
            selector.selectNow(this::ready);
            gone.forEach(this::handOver);
        }
        for (var visitor = arrived.poll(); visitor != null; visitor = arrived.poll()) {
            register(visitor);
        }
    }

    private void register(Visitor visitor) {
        try {
            visitor.channel.configureBlocking(false);
            visitor.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            visitor.channel.register(selector, SelectionKey.OP_READ, visitor);
        } catch (IOException e) {
            close(visitor);
        }
    }

    private void handOver(Visitor visitor) {
        try {
            visitor.channel.configureBlocking(true);
            lane.guard().hold(visitor.watched, Budget.PLAIN);
            visitor.watched.keep(Arrays.copyOfRange(visitor.input, visitor.from, visitor.input.length));
            visitor.watched.waits(lane.guard().limits().head().toNanos());
            router.accept(visitor);
        } catch (IOException e) {
            close(visitor);
        }
    }

    private void ready(SelectionKey key) {
        var visitor = (Visitor) key.attachment();
        try {
            if (visitor.output == null) {
                read(key, visitor);
            } else {
                write(key, visitor, visitor.output);
            }
        } catch (IOException | CancelledKeyException e) {
            // The other end is gone, or the guard closed the connection.
            close(visitor);
        } catch (RuntimeException | Error e) {
            close(visitor);
            throw e;
        }
    }

    private void read(SelectionKey key, Visitor visitor) throws IOException {
        buffer.clear();
        int length = visitor.channel.read(buffer);
        if (length < 0) {
            close(visitor);
        } else if (length > 0) {
            visitor.watched.works();
            visitor.input = new byte[length];
            visitor.from = 0;
            buffer.flip().get(visitor.input);
            answer(key, visitor);
        }
    }

    private void answer(SelectionKey key, Visitor visitor) throws IOException {
        while (visitor.from < visitor.input.length) {
            var match = lane.match(visitor.input, visitor.from, visitor.remote, false);
            if (match == null) {
                key.cancel();
                leaving.add(visitor);
                return;
            }
            visitor.from = match.request().end();
            visitor.match = match;
            var output = lane.answer(match);
            visitor.channel.write(output);
            if (output.hasRemaining()) {
                visitor.output = output;
                visitor.held = (long) output.capacity() + visitor.input.length;
                visitor.watched.getsOn();
                lane.guard().hold(visitor.watched, visitor.held);
                visitor.watched.closeIn(lane.guard().limits().toSend(output.remaining()));
                key.interestOps(SelectionKey.OP_WRITE);
                return;
            }
            if (isLast(visitor, match)) {
                return;
            }
        }
        visitor.input = NOTHING;
        visitor.watched.waits(lane.guard().limits().idle().toNanos());
    }

    private void write(SelectionKey key, Visitor visitor, ByteBuffer output) throws IOException {
        visitor.channel.write(output);
        if (!output.hasRemaining()) {
            visitor.output = null;
            lane.guard().release(visitor.watched, visitor.held);
            key.interestOps(SelectionKey.OP_READ);
            if (visitor.match != null && !isLast(visitor, visitor.match)) {
                answer(key, visitor);
            }
        }
    }

    private boolean isLast(Visitor visitor, Match match) {
        lane.visited(match);
        if (match.closes()) {
            close(visitor);
            return true;
        }
        return false;
    }

    private void close(Visitor visitor) {
        lane.guard().leave(visitor.address, visitor.watched);
        try {
            visitor.channel.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A connection was closed already.", e);
        }
    }
}
