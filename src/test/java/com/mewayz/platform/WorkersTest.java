package com.mewayz.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void workRunsOnAPlatformThreadAndItsFailureArrivesAsItIs() {
        try (var workers = new Workers("test", 1, 1)) {
            assertThat(workers.call(() -> Thread.currentThread().isVirtual())).isFalse();
            var problem = Problem.notFound("thing");
            assertThatThrownBy(() -> workers.call(() -> {
                        throw problem;
                    }))
                    .isSameAs(problem);
        }
    }

    @Test
    void whoFindsTheQueueFullIsSentAway() {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var workers = new Workers("test", 1, 1)) {
            var first = CompletableFuture.runAsync(() -> workers.call(() -> waitFor(begun, go)));
            awaitQuietly(begun);
            var refused = new CompletableFuture<Throwable>();
            // One of these two gets the only seat in the queue, the other is refused at once.
            for (int i = 0; i < 2; i++) {
                Thread.startVirtualThread(() -> {
                    try {
                        workers.call(() -> true);
                    } catch (Problem e) {
                        refused.complete(e);
                    }
                });
            }
            assertThat(refused.join()).isInstanceOfSatisfying(Problem.class, problem -> {
                assertThat(problem.kind()).isEqualTo(Problem.Kind.TOO_MANY);
                assertThat(problem.retryAfter()).isNotNull();
            });
            go.countDown();
            first.join();
        }
    }

    private static boolean waitFor(CountDownLatch begun, CountDownLatch go) {
        begun.countDown();
        awaitQuietly(go);
        return true;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
