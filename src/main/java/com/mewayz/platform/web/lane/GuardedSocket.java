package com.mewayz.platform.web.lane;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A listening socket that outlives failed accepts (no file descriptor left, no buffer), refuses addresses with too many
 * connections, and, as long as it is open, has its guard's deadlines enforced. With a {@link FastLane}, what it gives to
 * the web server are not the new connections but those that the lane's event loops cannot serve.
 */
final class GuardedSocket extends ServerSocketChannel {
    private static final System.Logger LOG = System.getLogger(GuardedSocket.class.getName());
    private static final int MOST_LOOPS = 4;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration SLOWEST_ROUND = Duration.ofMillis(250);
    private static final Duration FASTEST_ROUND = Duration.ofMillis(10);

    private volatile ServerSocketChannel socket;
    private final List<Loop> loops = new ArrayList<>();
    private final BlockingQueue<Visitor> forRouter = new LinkedBlockingQueue<>();
    private @Nullable Guard guard;
    private @Nullable FastLane lane;
    private @Nullable Thread watchdog;

    GuardedSocket(ServerSocketChannel socket) {
        super(socket.provider());
        this.socket = socket;
    }

    @Override
    public SocketChannel accept() throws IOException {
        return lane == null ? next().channel : left();
    }

    /** The next connection that an event loop gives up; this thread is interrupted when the server stops. */
    private SocketChannel left() throws IOException {
        try {
            return forRouter.take().channel;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AsynchronousCloseException();
        }
    }

    private void acceptForLoops() {
        try {
            for (int i = 0; ; i++) {
                loops.get(i % loops.size()).add(next());
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The listening socket is closed.", e);
        }
    }

    private Visitor next() throws IOException {
        boolean told = false;
        while (true) {
            try {
                var channel = socket.accept();
                var visitor = admit(channel);
                if (visitor != null) {
                    return visitor;
                }
                channel.close();
            } catch (IOException | RuntimeException | Error e) {
                if (!socket.isOpen()) {
                    throw e;
                }
                if (!told) {
                    LOG.log(System.Logger.Level.WARNING, "A connection could not be accepted; trying on.", e);
                    told = true;
                }
                pause();
            }
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
        watchdog = Thread.ofPlatform().daemon().name("connection-guard").start(() -> watch(given));
    }

    @Override
    public ServerSocketChannel bind(@Nullable SocketAddress local, int backlog) throws IOException {
        var door = Door.take(local);
        if (door == null) {
            socket.bind(local, backlog);
        } else {
            socket.close();
            socket = door;
        }
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
        var watching = watchdog;
        if (watching != null) {
            watching.interrupt();
        }
        socket.close();
        loops.forEach(Loop::close);
        for (var visitor = forRouter.poll(); visitor != null; visitor = forRouter.poll()) {
            visitor.channel.close();
        }
    }

    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
        socket.configureBlocking(block);
    }
}
