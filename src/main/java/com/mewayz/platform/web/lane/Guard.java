package com.mewayz.platform.web.lane;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Knows every open connection of the listeners it is given to, and closes those that keep the server waiting. The web
 * server itself has no deadline for headers, bodies, handshakes or slow readers, and its listener dies of the first
 * failed accept. When every place is taken, whoever has waited longest gives way to the newcomer; when the {@link Budget}
 * of memory is, whoever has held most of it for longest.
 *
 * <p>It reaches a listening socket as one of its options, which works because {@link GuardProvider} makes these sockets.
 */
public final class Guard {
    static final SocketOption<Guard> OPTION = new Option();

    private final Limits limits;
    private final Budget budget;
    private final Map<SocketAddress, Watched> connections = new ConcurrentHashMap<>();
    private final Map<Object, Integer> perAddress = new ConcurrentHashMap<>();
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder displaced = new LongAdder();
    private final Longest longest = new Longest();
    private volatile @Nullable GuardedSocket socket;

    public Guard(Limits limits) {
        this(limits, Budget.ofHeap());
    }

    /** @param budget of all guards together */
    public Guard(Limits limits, Budget budget) {
        this.limits = limits;
        this.budget = budget;
    }

    /**
     * @param connections open connections in all; for more, those give way that have waited longest, and if there are
     *     none, they are refused
     * @param perAddress open connections one address may hold (an IPv6 address counts as its /64)
     * @param exempt addresses that are not counted: loopback, trusted proxies
     * @param head from the first byte of a request, or from the connection's start, to the end of its headers
     * @param idle between two requests
     * @param stall how long a body or an answer may make no progress at all
     * @param bytesPerSecond the rate below which a body or an answer uses up {@code stall}
     */
    public record Limits(
            int connections,
            int perAddress,
            Predicate<InetAddress> exempt,
            Duration head,
            Duration idle,
            Duration stall,
            int bytesPerSecond) {
        /** Places, where the process may open enough files: ten thousand who do nothing, and those who do something. */
        public static final int MOST = 12_288;

        /** What the program needs besides connections: databases, the index, files, what it asks for elsewhere. */
        private static final long OTHER_FILES = 512;

        /** @param files how many the process may open; empty if nothing is known */
        public static Limits standard(OptionalLong files) {
            return new Limits(
                    Math.clamp(files.orElse(MOST + OTHER_FILES) - OTHER_FILES, 128, MOST),
                    256,
                    InetAddress::isLoopbackAddress,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(20),
                    512);
        }

        public Limits exempting(Predicate<InetAddress> addresses) {
            return new Limits(connections, perAddress, addresses, head, idle, stall, bytesPerSecond);
        }

        long nanosPerByte() {
            return 1_000_000_000L / bytesPerSecond;
        }

        /** How long, in nanoseconds, so many bytes may take to be taken by the other end. */
        long toSend(int bytes) {
            return stall.toNanos() + bytes * nanosPerByte();
        }
    }

    void stands(GuardedSocket at) {
        socket = at;
    }

    /**
     * Lets another process of the same user bind the same port beside this one ({@link Door#openBeside}).
     *
     * @return what was asked for when it was bound, with a port that may be 0, and the port; null if nobody listens
     */
    public @Nullable Shared share() throws IOException {
        var at = socket;
        return at == null ? null : at.share();
    }

    /** An address that two processes listen at. */
    public record Shared(InetSocketAddress asked, int port) {}

    /** Lets those in who knocked before this program could serve; who knocks where there was none is let in at once. */
    public void receive() {
        var at = socket;
        if (at != null) {
            at.receive();
        }
    }

    /**
     * Lets nobody in any more: those who have knocked come in yet, then the door is closed, or left open for whoever
     * takes it over in this process; then they wait in it.
     */
    public void leave(boolean open) {
        var at = socket;
        if (at != null) {
            at.leave(open);
        }
    }

    Limits limits() {
        return limits;
    }

    /** Starts to watch a connection; null if its address holds too many, or everyone together and none of them waits. */
    @Nullable
    Watched admit(SocketChannel channel, SocketAddress remote) {
        var owner = owner(remote);
        perAddress.merge(owner, 1, Integer::sum);
        if (isTooMany(remote, owner) || isFull() && !displace()) {
            sweep(System.nanoTime());
            if (isTooMany(remote, owner) || isFull()) {
                forget(owner);
                refused.increment();
                return null;
            }
        }
        var watched = new Watched(channel);
        watched.waits(limits.head().toNanos());
        var before = connections.put(remote, watched);
        if (before != null) {
            budget.forget(before);
            forget(owner);
        }
        accepted.increment();
        return watched;
    }

    private boolean isFull() {
        return connections.size() >= limits.connections();
    }

    private boolean isTooMany(SocketAddress remote, Object owner) {
        return perAddress.getOrDefault(owner, 0) > limits.perAddress() && !isExempt(remote);
    }

    /** Closes the connection that has waited longest; false if all of them are at work. */
    private boolean displace() {
        var last = longest.of(connections);
        if (last == null) {
            return false;
        }
        last.watched().close();
        leave(last.remote(), last.watched());
        displaced.increment();
        return true;
    }

    /** The connection from this address; one that nobody watches if the listener has no guard. */
    Watched connection(SocketAddress remote) {
        return connections.getOrDefault(remote, Watched.NOBODY);
    }

    /** How many connections there are now. */
    public int open() {
        return connections.size();
    }

    /** How many there were so far. */
    public long accepted() {
        return accepted.sum();
    }

    /** How many of them wait: for a first request or its rest, or for another one. */
    public int waiting() {
        int waiting = 0;
        for (var watched : connections.values()) {
            waiting += watched.isWaiting() ? 1 : 0;
        }
        return waiting;
    }

    /** How many were closed at once, because there were too many. */
    public long refused() {
        return refused.sum();
    }

    /** How many were closed while they waited, because a newcomer needed the place. */
    public long displaced() {
        return displaced.sum();
    }

    void leave(SocketAddress remote, Watched watched) {
        if (connections.remove(remote, watched)) {
            forget(owner(remote));
        }
        budget.forget(watched);
    }

    /** Counts so many bytes as kept in memory for a connection, until they are released or it is closed. */
    void hold(Watched connection, long bytes) {
        budget.hold(connection, bytes);
    }

    void release(Watched connection, long bytes) {
        budget.release(connection, bytes);
    }

    /** Closes the connection in so many nanoseconds, unless it is {@link #done} before; there may be several such waits. */
    Wait await(Watched connection, long nanos) {
        var wait = new Wait(connection, System.nanoTime() + nanos);
        waits.add(wait);
        return wait;
    }

    void done(Wait wait) {
        waits.remove(wait);
    }

    /** Closes what is past its deadline and forgets what is closed. */
    void sweep(long now) {
        for (var wait : waits) {
            if (wait.until - now < 0) {
                waits.remove(wait);
                wait.connection.close();
            }
        }
        connections.forEach((remote, watched) -> {
            if (watched.isOver(now)) {
                leave(remote, watched);
            }
        });
    }

    private void forget(Object owner) {
        perAddress.computeIfPresent(owner, (key, count) -> count == 1 ? null : count - 1);
    }

    private boolean isExempt(SocketAddress remote) {
        return remote instanceof InetSocketAddress internet && limits.exempt().test(internet.getAddress());
    }

    private static Object owner(SocketAddress remote) {
        var address = ((InetSocketAddress) remote).getAddress();
        return address instanceof Inet6Address six
                ? ByteBuffer.wrap(six.getAddress()).getLong()
                : address;
    }

    /** One thing that a connection waits for. */
    static final class Wait {
        private final Watched connection;
        private final long until;

        Wait(Watched connection, long until) {
            this.connection = connection;
            this.until = until;
        }
    }

    private static final class Option implements SocketOption<Guard> {
        @Override
        public String name() {
            return "MEWAYZ_GUARD";
        }

        @Override
        public Class<Guard> type() {
            return Guard.class;
        }
    }
}
