package com.mewayz.platform.web.lane;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One connection and the moment at which it is closed, unless that moment is moved before. */
final class Watched {
    /** Stands for a connection of a listener that has no guard. */
    static final Watched NOBODY = new Watched(null);

    private static final System.Logger LOG = System.getLogger(Watched.class.getName());
    private static final long NEVER = 0;
    static final long BUSY = 0;
    private static final byte[] NOTHING = {};

    private final @Nullable SocketChannel channel;
    private volatile long deadline;
    private volatile long waiting = BUSY;
    private volatile byte[] kept = NOTHING;
    private volatile long since = System.nanoTime();
    private final Set<Thread> senders = new HashSet<>();
    private int requests;
    private long held;
    private boolean forgotten;
    private boolean gone;

    Watched(@Nullable SocketChannel channel) {
        this.channel = channel;
    }

    /** From now on nothing is under way; it is closed in so many nanoseconds, or before if others need its place. */
    void waits(long nanos) {
        long now = System.nanoTime();
        closeAt(now + nanos);
        waiting = now | 1;
    }

    /** A request is under way, from its head to the end of its answer. */
    void works() {
        waiting = BUSY;
    }

    /** A request begins or ends: what is held from now on has not been held for long. */
    void getsOn() {
        since = System.nanoTime();
    }

    boolean isWaiting() {
        return waiting != BUSY;
    }

    /** Since when, in {@link System#nanoTime}; {@link #BUSY} if it does not. */
    long waitingSince() {
        return waiting;
    }

    void closeIn(long nanos) {
        closeAt(System.nanoTime() + nanos);
    }

    void closeAt(long nanoTime) {
        // Never zero, which has another meaning.
        deadline = nanoTime | 1;
    }

    /** The server works on an answer: no deadline. */
    void rest() {
        deadline = NEVER;
    }

    /** A request begins on a connection that may have several at a time. */
    synchronized void begin() {
        requests++;
        getsOn();
        works();
        rest();
    }

    /** One of them ended; if it was the last, the connection is closed in so many nanoseconds. */
    synchronized void end(long idle) {
        getsOn();
        if (--requests == 0) {
            waits(idle);
        }
    }

    /** This thread sends an answer, which may wait for the other end to have room for it. */
    synchronized void sends() {
        senders.add(Thread.currentThread());
        if (gone) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void sent() {
        if (senders.remove(Thread.currentThread()) && Thread.interrupted()) {
            LOG.log(System.Logger.Level.DEBUG, "An answer was not sent to its end.");
        }
    }

    /** There is no other end any more, which no wait for it notices by itself. */
    synchronized void giveUpAnswers() {
        gone = true;
        senders.forEach(Thread::interrupt);
    }

    /** False if the connection is closed already, or nobody's. */
    synchronized boolean hold(long bytes) {
        if (forgotten || channel == null) {
            return false;
        }
        held += bytes;
        return true;
    }

    /** How many of these bytes it held. */
    synchronized long release(long bytes) {
        long released = Math.min(held, bytes);
        held -= released;
        return released;
    }

    /** How many bytes it held; it never holds any again. */
    synchronized long forget() {
        forgotten = true;
        return release(held);
    }

    synchronized boolean isForgotten() {
        return forgotten;
    }

    /** What it holds times for how long nothing has got on, in byte seconds. */
    double cost(long now) {
        long began = isWaiting() ? waiting : since;
        synchronized (this) {
            return (double) held * Math.max(1, now - began) / 1e9;
        }
    }

    /** Bytes that were read before the connection went to the web server. */
    void keep(byte[] bytes) {
        kept = bytes;
    }

    byte[] takeKept() {
        var bytes = kept;
        kept = NOTHING;
        return bytes;
    }

    /** Whether it is closed, because it was or because its time is over. */
    boolean isOver(long now) {
        if (channel == null || !channel.isOpen()) {
            return true;
        }
        long at = deadline;
        if (at == NEVER || at - now > 0) {
            return false;
        }
        close();
        return true;
    }

    /** Whoever reads it finds that nothing comes any more. */
    void endInput() {
        try {
            if (channel != null) {
                channel.shutdownInput();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.TRACE, "It is closed already.", e);
        }
    }

    void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.TRACE, "It is closed for us either way.", e);
        }
    }
}
