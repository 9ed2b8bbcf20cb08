package com.mewayz.platform.web.lane;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own provider, except that the web server's listening sockets are {@link GuardedSocket}s. The JDK finds it
 * through META-INF/services; reaching the provider behind it needs {@code --add-exports java.base/sun.nio.ch=ALL-UNNAMED}
 * (in a jar: {@code Add-Exports: java.base/sun.nio.ch}).
 */
public final class GuardProvider extends SelectorProvider {
    private static final String WEB_SERVER = "io.helidon.webserver.ServerListener";

    private final SelectorProvider jdk;

    public GuardProvider() {
        try {
            jdk = (SelectorProvider) Class.forName("sun.nio.ch.DefaultSelectorProvider")
                    .getMethod("get")
                    .invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Start Java with --add-exports java.base/sun.nio.ch=ALL-UNNAMED.", e);
        }
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        var channel = jdk.openServerSocketChannel();
        return isForWebServer() ? new GuardedSocket(channel) : channel;
    }

    // Only there: a wrapped channel cannot be registered with a Selector, which other servers of this JVM may want to
    // do.
    private static boolean isForWebServer() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(WEB_SERVER)));
    }

    @Override
    public ServerSocketChannel openServerSocketChannel(ProtocolFamily family) throws IOException {
        return jdk.openServerSocketChannel(family);
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        return jdk.openSocketChannel();
    }

    @Override
    public SocketChannel openSocketChannel(ProtocolFamily family) throws IOException {
        return jdk.openSocketChannel(family);
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        return jdk.openDatagramChannel();
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        return jdk.openDatagramChannel(family);
    }

    @Override
    public Pipe openPipe() throws IOException {
        return jdk.openPipe();
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
        return jdk.openSelector();
    }

    @Override
    public @Nullable Channel inheritedChannel() throws IOException {
        return jdk.inheritedChannel();
    }
}
