package com.mewayz.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes items without ever making the giver wait, and hands them on in batches from one thread of its own: as soon as
 * a batch is full, and otherwise a pause after the first item came. Idle, it sleeps.
 *
 * <p>A sink that fails has lost its batch here, and is told the next one all the same; what to keep is up to the sink.
 */
public final class Buffer<T> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Buffer.class.getName());

    private final String name;
    private final int capacity;
    private final int batch;
    private final long pause;
    private final Consumer<List<T>> sink;
    private final ConcurrentLinkedQueue<T> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean reminded = new AtomicBoolean();
    private final ReentrantLock flushing = new ReentrantLock();
    private volatile boolean open = true;
    private final Thread thread;

    /**
     * @param capacity how many items may wait; more are refused
     * @param batch the most items a single call of the sink gets
     * @param pause how long an item may wait before it is handed on
     */
    public Buffer(String name, int capacity, int batch, Duration pause, Consumer<List<T>> sink) {
        this.name = name;
        this.capacity = capacity;
        this.batch = batch;
        this.pause = pause.toNanos();
        this.sink = sink;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::work);
    }

    public void start() {
        thread.start();
    }

    /** Takes the item, or says that there is no room for it. Never blocks. */
    public boolean offer(T item) {
        int now = waiting.incrementAndGet();
        if (now > capacity) {
            waiting.decrementAndGet();
            return false;
        }
        queue.add(item);
        if (now == 1 || now == batch) {
            LockSupport.unpark(thread);
        }
        return true;
    }

    /** Calls the sink when the pause is over, even if nothing was offered: it has something of its own to store. */
    public void remind() {
        if (!reminded.get() && reminded.compareAndSet(false, true)) {
            LockSupport.unpark(thread);
        }
    }

    /** Hands on what waits, on the calling thread, and returns when all of it has been through the sink. */
    public void flush() {
        flushing.lock();
        try {
            boolean due = reminded.getAndSet(false);
            for (var items = next(); due || !items.isEmpty(); items = next()) {
                handOn(items);
                due = false;
            }
        } finally {
            flushing.unlock();
        }
    }

    /** Hands on everything that was taken, then ends the thread. */
    @Override
    public void close() {
        open = false;
        LockSupport.unpark(thread);
        if (thread.isAlive()) {
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        flush();
    }

    private void work() {
        while (open) {
            if (waiting.get() == 0 && !reminded.get()) {
                LockSupport.park(this);
            } else {
                rest();
                flush();
            }
        }
    }

    /** Lets a batch come together. */
    private void rest() {
        long end = System.nanoTime() + pause;
        for (long left = pause; open && left > 0 && waiting.get() < batch; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    private List<T> next() {
        List<T> items = new ArrayList<>();
        for (T item; items.size() < batch && (item = queue.poll()) != null; ) {
            waiting.decrementAndGet();
            items.add(item);
        }
        return items;
    }

    private void handOn(List<T> items) {
        try {
            sink.accept(items);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, name + " could not hand on " + items.size() + " items", e);
        }
    }
}
