package com.mewayz.platform.db;

import com.mewayz.platform.logging.LogContext;
import io.helidon.dbclient.DbClientException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. Transactions queue up for it; those that wait together share one commit, and so one
 * fsync: each runs in its own savepoint, so that one that fails takes nothing of the others with it, and nobody is
 * told of success before the shared commit has returned.
 */
final class Writer implements AutoCloseable {
    private static final int GROUP = 128;
    private static final long GROUP_NANOS = 8_000_000;

    private final Path folder;
    private final Lease lease;
    private final LinkedBlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final LongAdder transactions = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private volatile boolean open = true;
    private volatile boolean damaged;

    /** @param file what is written, which the thread is called after */
    Writer(String name, Path file, Lease lease) {
        this.folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
        this.lease = lease;
        this.thread =
                Thread.ofPlatform().daemon().name(name + file.getFileName()).start(this::work);
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    Lease lease() {
        return lease;
    }

    /** Runs the work in a transaction of its own and returns after the commit that holds it. */
    <T extends @Nullable Object> T submit(Callable<T> work) {
        return await(new Job<>(work, true));
    }

    /** Lends the connection outside of any transaction: the writer waits until the work is done. */
    <T extends @Nullable Object> T alone(Callable<T> work) {
        return await(new Job<>(work, false));
    }

    /**
     * The same, for those who must not wait long for their turn.
     *
     * @throws TimeoutException if the work has not ended in time; if it has not begun either, it never will
     */
    <T extends @Nullable Object> T alone(Callable<T> work, Duration patience) throws TimeoutException {
        var job = new Job<>(work, false);
        enqueue(job);
        try {
            return job.done.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            queue.remove(job);
            throw e;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw Failures.unwrap(e.getCause());
        }
    }

    /** From now on nothing is written: on a damaged file every write makes it worse. */
    void stopForDamage() {
        damaged = true;
    }

    boolean isDamaged() {
        return damaged;
    }

    /** Where it writes to. */
    Path folder() {
        return folder;
    }

    Connection connection() {
        return lease.connection;
    }

    private <T extends @Nullable Object> T await(Job<T> job) {
        enqueue(job);
        try {
            return job.done.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw Failures.unwrap(e.getCause());
        }
    }

    private void enqueue(Job<?> job) {
        if (!open) {
            throw closed();
        }
        if (damaged) {
            throw Failures.damaged();
        }
        queue.add(job);
        if (!thread.isAlive() && queue.remove(job)) {
            throw closed(); // it came after the last one was done
        }
    }

    private static DbClientException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new DbClientException("interrupted while waiting for the writer", e);
    }

    private static DbClientException closed() {
        return new DbClientException("the database is closed");
    }

    private void work() {
        while (open || !queue.isEmpty()) {
            try {
                var job = queue.take();
                if (job.transactional) {
                    group(job);
                } else {
                    job.run();
                    job.settle();
                }
            } catch (InterruptedException e) {
                // close() interrupts an idle writer; the loop's condition decides what happens next
            }
        }
    }

    private void group(Job<?> first) {
        List<Job<?>> ran = new ArrayList<>();
        try {
            lease.execute("begin immediate");
            long end = System.nanoTime() + GROUP_NANOS;
            for (Job<?> job = first; job != null; job = next(ran.size(), end)) {
                ran.add(job);
                inSavepoint(job);
            }
            lease.execute("commit");
            commits.increment();
        } catch (SQLException e) {
            if (!ran.contains(first)) {
                ran.add(first);
            }
            rollback();
            damaged |= Failures.isDamage(e);
            ran.forEach(job -> job.fail(e, folder));
        }
        ran.forEach(job -> (job.failed() ? failures : transactions).increment());
        ran.forEach(Job::settle);
    }

    DbFigures figures() {
        return new DbFigures(queue.size(), transactions.sum(), failures.sum(), commits.sum());
    }

    private @Nullable Job<?> next(int ran, long end) {
        var head = queue.peek();
        return head != null && head.transactional && ran < GROUP && System.nanoTime() < end ? queue.poll() : null;
    }

    private void inSavepoint(Job<?> job) throws SQLException {
        lease.execute("savepoint work");
        job.run();
        if (job.failed()) {
            undo(job);
        }
        lease.execute("release work");
    }

    /** SQLite ends a transaction by itself after some errors (a full disk, an I/O error); then nothing of it is left. */
    private void undo(Job<?> job) throws SQLException {
        try {
            lease.execute("rollback to work");
        } catch (SQLException e) {
            var gone = new SQLException("SQLite rolled the whole transaction back", job.error);
            gone.addSuppressed(e);
            throw gone;
        }
    }

    private void rollback() {
        try {
            lease.execute("rollback");
        } catch (SQLException e) {
            // already rolled back by SQLite
        }
    }

    @Override
    public void close() throws SQLException {
        open = false;
        thread.interrupt();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lease.close();
    }

    private static final class Job<T extends @Nullable Object> {
        final CompletableFuture<T> done = new CompletableFuture<>();
        final boolean transactional;
        private final Callable<T> work;
        private final @Nullable String request = LogContext.request();
        private @Nullable T result;
        private @Nullable Throwable error;

        Job(Callable<T> work, boolean transactional) {
            this.work = work;
            this.transactional = transactional;
        }

        /** Whatever is logged meanwhile belongs to the request that waits for it. */
        void run() {
            error = LogContext.carry(request, this::attempt);
        }

        @SuppressWarnings("CatchAndPrintStackTrace")
        private @Nullable Throwable attempt() {
            try {
                result = work.call();
                return null;
            } catch (Throwable e) {
                return e;
            }
        }

        boolean failed() {
            return error != null;
        }

        /** The commit it would have been in did not come about. */
        void fail(SQLException cause, Path folder) {
            if (error == null) {
                error = LogContext.carry(request, () -> Failures.of("commit", cause, folder));
            }
        }

        @SuppressWarnings("NullAway") // a null result is legal: T may be nullable
        void settle() {
            if (error == null) {
                done.complete(result);
            } else {
                done.completeExceptionally(error);
            }
        }
    }
}
