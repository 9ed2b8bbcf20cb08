package com.mewayz.platform.web.lane;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A listening socket that outlives failed accepts (no file descriptor left, no buffer), refuses addresses with too many
 * connections, and, as long as it is open, has its guard's deadlines enforced. With a {@link FastLane}, what it gives to
 * the web server are not the new connections but those that the lane's event loops cannot serve.
 */
class GuardedSocket extends ServerSocketChannel {
    private static final System.Logger LOG = System.getLogger(GuardedSocket.class.getName());
    private static final int MOST_LOOPS = 4;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration SLOWEST_ROUND = Duration.ofMillis(250);
    private static final Duration FASTEST_ROUND = Duration.ofMillis(10);

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);
    /** The way there and back of a client that is far away. */
    private static final Duration LAST_HANDSHAKES = Duration.ofMillis(200);

    private static final Duration LAST_ARRIVALS = Duration.ofSeconds(2);

    private volatile ServerSocketChannel socket;
    private final Selector knocking;
    private final CountDownLatch received = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private final List<Loop> loops = new ArrayList<>();
    private final BlockingQueue<Visitor> forRouter = new LinkedBlockingQueue<>();
    private @Nullable Guard guard;
    private @Nullable FastLane lane;
    private @Nullable Thread watchdog;
    private @Nullable SocketAddress asked;
    private volatile boolean shared;
    private volatile boolean leaving;
    private volatile boolean leftOpen;

    GuardedSocket(ServerSocketChannel socket) throws IOException {
        super(socket.provider());
        this.socket = socket;
        this.knocking = socket.provider().openSelector();
    }

    @Override
    public SocketChannel accept() throws IOException {
        if (lane == null && !leaving) {
            var visitor = next();
            if (visitor != null) {
                if (guard != null) {
                    guard.hold(visitor.watched, Budget.PLAIN);
                }
                return visitor.channel;
            }
            left.countDown();
        }
        return given();
    }

    /** The next connection that an event loop gives up; this thread is interrupted when the server stops. */
    private SocketChannel given() throws IOException {
        try {
            return forRouter.take().channel;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AsynchronousCloseException();
        }
    }

    private void acceptForLoops() {
        try {
            int turn = 0;
            for (var visitor = next(); visitor != null; visitor = next()) {
                loops.get(turn++ % loops.size()).add(visitor);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The listening socket is closed.", e);
        }
        left.countDown();
    }

    /** Waits for it; null once the door is left and nobody has knocked who could come in. */
    private @Nullable Visitor next() throws IOException {
        awaitReceive();
        boolean told = false;
        while (!leftOpen) {
            try {
                boolean last = leaving;
                var channel = take();
                if (channel == null) {
                    if (last) {
                        return null;
                    }
                    knocking.select();
                    knocking.selectedKeys().clear();
                    continue;
                }
                var visitor = admit(channel);
                if (visitor != null) {
                    return visitor;
                }
                channel.close();
            } catch (IOException | RuntimeException | Error e) {
                if (!isOpen() || !socket.isOpen()) {
                    throw new AsynchronousCloseException();
                }
                if (!told) {
                    LOG.log(System.Logger.Level.WARNING, "A connection could not be accepted; trying on.", e);
                    told = true;
                }
                pause();
            }
        }
        return null;
    }

    /** Lets those come in who have waited in the door that this socket was taken over from. */
    void receive() {
        received.countDown();
    }

    private void awaitReceive() throws IOException {
        try {
            received.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AsynchronousCloseException();
        }
    }

    /** The first in the queue, if there is one. */
    @Nullable
    SocketChannel take() throws IOException {
        return socket.accept();
    }

    Guard.@Nullable Shared share() throws IOException {
        if (!(asked instanceof InetSocketAddress address)
                || !(socket.getLocalAddress() instanceof InetSocketAddress bound)) {
            return null;
        }
        socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        shared = true;
        return new Guard.Shared(address, bound.getPort());
    }

    void leave(boolean open) {
        receive();
        try {
            if (!open && Steering.away(socket, shared)) {
                Thread.sleep(LAST_HANDSHAKES);
            }
            leftOpen = open;
            leaving = true;
            knocking.wakeup();
            if (!left.await(LAST_ARRIVALS.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "Some connections were not accepted any more.");
            }
            knocking.close();
            if (open && asked != null) {
                socket.configureBlocking(true);
                Door.leave(asked, socket);
            } else {
                socket.close();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The listening socket was not left in order.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Visitor admit(SocketChannel channel) throws IOException {
        // Null when the client is gone already.
        var remote = channel.getRemoteAddress();
        if (remote == null) {
            return null;
        }
        var watched = guard == null ? Watched.NOBODY : guard.admit(channel, remote);
        return watched == null ? null : new Visitor(channel, remote, watched);
    }

    private static void pause() throws AsynchronousCloseException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AsynchronousCloseException();
        }
    }

    @Override
    public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) throws IOException {
        switch (value) {
            case Guard given -> guard(given);
            case FastLane given -> {
                guard(given.guard());
                lane = given;
            }
            default -> socket.setOption(name, value);
        }
        return this;
    }

    private void guard(Guard given) {
        guard = given;
        given.stands(this);
        watchdog = Thread.ofPlatform().daemon().name("connection-guard").start(() -> watch(given));
    }

    @Override
    public ServerSocketChannel bind(@Nullable SocketAddress local, int backlog) throws IOException {
        var door = Door.take(local);
        if (door == null) {
            socket.bind(local, backlog);
            receive();
        } else {
            socket.close();
            socket = door;
        }
        asked = local;
        socket.configureBlocking(false);
        socket.register(knocking, SelectionKey.OP_ACCEPT);
        if (lane != null) {
            int count = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_LOOPS);
            for (int i = 0; i < count; i++) {
                loops.add(new Loop(lane, forRouter::add));
            }
            loops.forEach(Loop::start);
            Thread.ofPlatform().daemon().name("ready-pages-accept").start(this::acceptForLoops);
        }
        return this;
    }

    private void watch(Guard watching) {
        var limits = watching.limits();
        var shortest = min(min(limits.head(), limits.idle()), limits.stall()).dividedBy(8);
        var round = min(SLOWEST_ROUND, shortest.compareTo(FASTEST_ROUND) < 0 ? FASTEST_ROUND : shortest);
        while (isOpen()) {
            try {
                Thread.sleep(round);
                watching.sweep(System.nanoTime());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "The connections could not be checked.", e);
            }
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) throws IOException {
        return socket.getOption(name);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return socket.supportedOptions();
    }

    @Override
    public ServerSocket socket() {
        return socket.socket();
    }

    @Override
    public @Nullable SocketAddress getLocalAddress() throws IOException {
        return socket.getLocalAddress();
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        receive();
        var watching = watchdog;
        if (watching != null) {
            watching.interrupt();
        }
        if (!leftOpen) {
            socket.close();
        }
        knocking.close();
        loops.forEach(Loop::close);
        try {
            for (var loop : loops) {
                loop.join(LAST_ANSWERS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (var visitor = forRouter.poll(); visitor != null; visitor = forRouter.poll()) {
            visitor.channel.close();
        }
    }

    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
        socket.configureBlocking(block);
    }
}
