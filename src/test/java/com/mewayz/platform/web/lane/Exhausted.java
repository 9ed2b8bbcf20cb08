package com.mewayz.platform.web.lane;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A listening socket that has no file descriptor left for the first two connections it should accept. */
final class Exhausted extends GuardedSocket {
    private int failures = 2;

    Exhausted() throws IOException {
        super(ServerSocketChannel.open());
    }

    @Override
    @Nullable
    SocketChannel take() throws IOException {
        if (failures-- > 0) {
            throw new IOException("Too many open files");
        }
        return super.take();
    }
}
