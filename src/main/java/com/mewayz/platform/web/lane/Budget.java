package com.mewayz.platform.web.lane;

import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What all connections together may keep in memory: their threads and buffers, heads and bodies that have not come to
 * their end, answers that nobody takes. Counting connections is not enough: a thousand of them that keep a megabyte each
 * end a program that bears ten thousand who do nothing. When it is used up, those are closed that cost most, which is
 * what they hold times for how long; who gets on hardly costs anything.
 */
public final class Budget {
    /** What a connection takes that has a thread: its stack, its buffers, a head of a request. */
    static final long PLAIN = 24 << 10;

    /** The same with TLS, which has buffers for a record each way. */
    static final long ENCRYPTED = 64 << 10;

    /** What a request takes that is one of several on its connection. */
    static final long STREAM = 32 << 10;

    private static final Comparator<Cost> MOST_FIRST =
            comparingDouble(Cost::byteSeconds).reversed();

    private final long most;
    private final AtomicLong held = new AtomicLong();
    private final Set<Watched> holders = ConcurrentHashMap.newKeySet();
    private final LongAdder displaced = new LongAdder();

    /** @param most bytes that may be held; a little more is, for a moment */
    public Budget(long most) {
        this.most = most;
    }

    /** A quarter of what this program may use. */
    public static Budget ofHeap() {
        return new Budget(Runtime.getRuntime().maxMemory() / 4);
    }

    void hold(Watched connection, long bytes) {
        if (!connection.hold(bytes)) {
            return;
        }
        holders.add(connection);
        if (connection.isForgotten()) {
            holders.remove(connection);
        }
        if (held.addAndGet(bytes) > most) {
            relieve();
        }
    }

    void release(Watched connection, long bytes) {
        held.addAndGet(-connection.release(bytes));
    }

    /** The connection is closed, and all that it held is free. */
    void forget(Watched connection) {
        held.addAndGet(-connection.forget());
        holders.remove(connection);
    }

    /** Bytes, now. */
    public long held() {
        return held.get();
    }

    /** How many connections were closed because they held too much for too long. */
    public long displaced() {
        return displaced.sum();
    }

    /** Makes room for more than the one who needs it, so that a crowd does not cost a look at everybody each time. */
    private synchronized void relieve() {
        if (held.get() <= most) {
            return;
        }
        long now = System.nanoTime();
        var costs = new ArrayList<Cost>(holders.size());
        holders.forEach(holder -> costs.add(new Cost(holder, holder.cost(now))));
        costs.sort(MOST_FIRST);
        for (var cost : costs) {
            if (held.get() <= most - most / 8) {
                return;
            }
            cost.connection.close();
            forget(cost.connection);
            displaced.increment();
        }
    }

    private record Cost(Watched connection, double byteSeconds) {}
}
