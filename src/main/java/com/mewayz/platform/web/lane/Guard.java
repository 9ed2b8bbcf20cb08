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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Knows every open connection of the listeners it is given to, and closes those that keep the server waiting. The web
 * server itself has no deadline for headers, bodies, handshakes or slow readers, and its listener dies of the first
 * failed accept.
 *
 * <p>It is given to a listener as a socket option: {@code listenerSocketOptions(Map.of(Guard.OPTION, guard))}, which
 * works because {@link GuardProvider} makes the listening sockets.
 */
public final class Guard {
    /** The option by which a listener gets its guard. */
    public static final SocketOption<Guard> OPTION = new Option();

    private final Limits limits;
    private final Map<SocketAddress, Watched> connections = new ConcurrentHashMap<>();
    private final Map<Object, Integer> perAddress = new ConcurrentHashMap<>();

    public Guard(Limits limits) {
        this.limits = limits;
    }

    /**
     * @param perAddress open connections one address may hold (an IPv6 address counts as its /64)
     * @param exempt addresses that are not counted: loopback, trusted proxies
     * @param head from the first byte of a request, or from the connection's start, to the end of its headers
     * @param idle between two requests
     * @param stall how long a body or an answer may make no progress at all
     * @param bytesPerSecond the rate below which a body or an answer uses up {@code stall}
     */
    public record Limits(
            int perAddress,
            Predicate<InetAddress> exempt,
            Duration head,
            Duration idle,
            Duration stall,
            int bytesPerSecond) {
        public static Limits standard() {
            return new Limits(
                    256,
                    InetAddress::isLoopbackAddress,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(20),
                    512);
        }

        public Limits exempting(Predicate<InetAddress> addresses) {
            return new Limits(perAddress, addresses, head, idle, stall, bytesPerSecond);
        }

        long nanosPerByte() {
            return 1_000_000_000L / bytesPerSecond;
        }
    }

    Limits limits() {
        return limits;
    }

    /** Starts to watch a connection, or says that its address holds too many. */
    boolean admit(SocketChannel channel, SocketAddress remote) {
        var owner = owner(remote);
        if (perAddress.merge(owner, 1, Integer::sum) > limits.perAddress() && !isExempt(remote)) {
            sweep(System.nanoTime());
            if (perAddress.getOrDefault(owner, 0) > limits.perAddress()) {
                forget(owner);
                return false;
            }
        }
        var watched = new Watched(channel);
        watched.closeIn(limits.head().toNanos());
        var before = connections.put(remote, watched);
        if (before != null) {
            forget(owner);
        }
        return true;
    }

    /** The connection from this address; one that nobody watches if the listener has no guard. */
    Watched connection(SocketAddress remote) {
        return connections.getOrDefault(remote, Watched.NOBODY);
    }

    int open() {
        return connections.size();
    }

    void leave(SocketAddress remote, Watched watched) {
        if (connections.remove(remote, watched)) {
            forget(owner(remote));
        }
    }

    /** Closes what is past its deadline and forgets what is closed. */
    void sweep(long now) {
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

    /** One connection and the moment at which it is closed, unless that moment is moved before. */
    static final class Watched {
        static final Watched NOBODY = new Watched(null);
        private static final long NEVER = 0;

        private final @Nullable SocketChannel channel;
        private volatile long deadline;

        private Watched(@Nullable SocketChannel channel) {
            this.channel = channel;
        }

        void closeIn(long nanos) {
            closeAt(System.nanoTime() + nanos);
        }

        void closeAt(long nanoTime) {
            deadline = nanoTime | 1;
        }

        /** The server works on an answer: no deadline. */
        void rest() {
            deadline = NEVER;
        }

        private boolean isOver(long now) {
            if (channel == null || !channel.isOpen()) {
                return true;
            }
            long at = deadline;
            if (at == NEVER || at - now > 0) {
                return false;
            }
            try {
                channel.close();
            } catch (IOException e) {
                // It is closed for us either way.
                return true;
            }
            return true;
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
