package com.mewayz.platform.web.lane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A listening socket that is bound before the web server is there. The web server takes it over when it binds the same
 * address, together with the connections that wait in it; so nobody finds the port closed in between.
 */
public final class Door implements AutoCloseable {
    /** How many may wait until they are let in; the kernel's own limit (net.core.somaxconn) is 4096 as well. */
    public static final int BACKLOG = 4096;

    private static final Map<SocketAddress, Door> OPEN = new ConcurrentHashMap<>();

    private final SocketAddress address;
    private final ServerSocketChannel channel;

    private Door(SocketAddress address, ServerSocketChannel channel) {
        this.address = address;
        this.channel = channel;
    }

    /** @throws UncheckedIOException of a {@link java.net.BindException} if the port is taken */
    public static Door open(String host, int port) {
        var address = new InetSocketAddress(host, port);
        try {
            var channel = ServerSocketChannel.open();
            try {
                channel.bind(address, BACKLOG);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            var door = new Door(address, channel);
            OPEN.put(address, door);
            return door;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A second socket at an address that another process of the same user shares ({@link Guard#share}). What comes before
     * that one is closed is divided among both.
     *
     * @param asked what the web server will bind: the port may be 0
     */
    public static void openBeside(InetSocketAddress asked, int port) {
        try {
            var channel = ServerSocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            channel.bind(new InetSocketAddress(asked.getAddress(), port), BACKLOG);
            leave(asked, channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps a socket for whoever binds this address next. */
    static void leave(SocketAddress asked, ServerSocketChannel channel) {
        OPEN.put(asked, new Door(asked, channel));
    }

    /** Whether there is one that waits to be taken over. */
    public static boolean isOpen(String host, int port) {
        return OPEN.containsKey(new InetSocketAddress(host, port));
    }

    /** The socket of the door at this address, which is the caller's from now on; null if there is none. */
    static @Nullable ServerSocketChannel take(@Nullable SocketAddress address) {
        var door = address == null ? null : OPEN.remove(address);
        return door == null ? null : door.channel;
    }

    ServerSocketChannel channel() {
        return channel;
    }

    /** Nothing, if it was taken over. */
    @Override
    public void close() {
        if (OPEN.remove(address, this)) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Closes those that nobody has taken over. */
    public static void closeAll() {
        OPEN.values().forEach(Door::close);
    }
}
