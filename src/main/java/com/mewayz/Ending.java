package com.mewayz;

import com.mewayz.platform.web.Web;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * The end of a program in three steps: what works by itself comes to its end, while requests are answered as ever; then
 * the requests; then everything is closed. Each step is done once, and by whoever comes first.
 */
final class Ending implements AutoCloseable {
    private final Web web;
    private final List<Runnable> workers;
    private final List<Runnable> rest;
    private final AtomicBoolean resting = new AtomicBoolean();
    private final AtomicBoolean finished = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param workers end first what works by itself
     * @param rest ends what requests need, in order
     */
    Ending(Web web, List<Runnable> workers, List<Runnable> rest) {
        this.web = web;
        this.workers = workers;
        this.rest = rest;
    }

    /** No job, backup or letter begins any more; what was begun ends, or is taken up again by the next start. */
    void quiet() {
        if (!resting.getAndSet(true)) {
            var ends = workers.stream()
                    .map(worker -> Thread.ofVirtual().start(worker))
                    .toList();
            try {
                for (var end : ends) {
                    end.join();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Lets requests come to their end; nobody is cut off.
     *
     * @param open asked just before the ports are closed: whether they are kept for the next program in this process
     */
    void finish(BooleanSupplier open) {
        quiet();
        if (!finished.getAndSet(true)) {
            web.finish(open);
        }
    }

    @Override
    public void close() {
        quiet();
        if (!closed.getAndSet(true)) {
            web.close();
            rest.forEach(Runnable::run);
        }
    }
}
