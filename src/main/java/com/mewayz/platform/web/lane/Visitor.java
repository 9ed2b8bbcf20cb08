package com.mewayz.platform.web.lane;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A connection while a {@link Loop} serves it: what was read and not answered yet, and what could not be sent yet. */
final class Visitor {
    final SocketChannel channel;
    final SocketAddress address;
    final String remote;
    final Watched watched;
    byte[] input = {};
    int from;

    @Nullable
    Match match;

    @Nullable
    ByteBuffer output;

    /** How many bytes are counted as kept in memory for it. */
    long held;

    Visitor(SocketChannel channel, SocketAddress address, Watched watched) {
        this.channel = channel;
        this.address = address;
        this.remote = ((InetSocketAddress) address).getAddress().getHostAddress();
        this.watched = watched;
    }
}
