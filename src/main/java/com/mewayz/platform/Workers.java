package com.mewayz.platform;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A few platform threads for work that takes longer than a millisecond (hashing passwords, decoding pictures). Requests
 * run on virtual threads, whose carriers such work would occupy until every other request stands still; here it waits
 * its turn instead, and the number of threads bounds the memory it may take at once.
 */
public final class Workers implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final ThreadPoolExecutor threads;

    /** @param waiting how many callers may queue before the next is sent away */
    public Workers(String name, int count, int waiting) {
        threads = new ThreadPoolExecutor(
                count,
                count,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                Thread.ofPlatform().name(name + "-", 1).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs the work on a worker while the caller waits; what it throws reaches the caller as it is.
     *
     * @throws Problem 429 if too many are waiting already
     */
    public <T> T call(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, threads).join();
        } catch (RejectedExecutionException e) {
            throw Problem.tooMany("The server is busy. Try again in a moment.", SOON);
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException thrown -> throw thrown;
                case Error thrown -> throw thrown;
                case null, default -> throw e;
            }
        }
    }

    /**
     * Runs the work on a worker; nobody waits for it, so it tells by itself how it went.
     *
     * @throws Problem 429 if too many are waiting already
     */
    public void begin(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            throw Problem.tooMany("The server is busy. Try again in a moment.", SOON);
        }
    }

    /**
     * Runs all of it at the same time, as far as there are workers, and waits no longer than it may take.
     *
     * @return what each came to, in order; empty for what was not done in time, which goes on and is not heard any more
     */
    public <T> List<Optional<T>> all(List<Supplier<T>> works, Duration most) {
        var running = works.stream()
                .map(work -> CompletableFuture.supplyAsync(work, threads)
                        .thenApply(Optional::of)
                        .completeOnTimeout(Optional.empty(), most.toNanos(), TimeUnit.NANOSECONDS))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }

    /** Takes nothing new, and lets what has begun finish for a while. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
