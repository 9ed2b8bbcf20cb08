package com.mewayz.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BufferTest {
    @Test
    void aFullBatchGoesOnAtOnceAndTheRestAfterAPause() throws InterruptedException {
        var batches = new LinkedBlockingQueue<List<Integer>>();
        try (var buffer = new Buffer<Integer>("test", 100, 3, Duration.ofHours(1), batches::add)) {
            buffer.start();
            for (int i = 0; i < 3; i++) {
                buffer.offer(i);
            }
            assertThat(batches.poll(10, TimeUnit.SECONDS)).containsExactly(0, 1, 2);
        }
        try (var buffer = new Buffer<Integer>("test", 100, 3, Duration.ofMillis(1), batches::add)) {
            buffer.start();
            buffer.offer(7);
            assertThat(batches.poll(10, TimeUnit.SECONDS)).containsExactly(7);
        }
    }

    @Test
    void closingHandsEverythingOn() {
        var seen = new ArrayList<Integer>();
        var buffer = new Buffer<Integer>("test", 1_000, 10, Duration.ofHours(1), seen::addAll);
        buffer.start();
        for (int i = 0; i < 995; i++) {
            assertThat(buffer.offer(i)).isTrue();
        }
        buffer.close();
        assertThat(seen).hasSize(995).isSorted();
    }

    @Test
    void moreThanFitsIsRefused() {
        var seen = new ArrayList<Integer>();
        var buffer = new Buffer<Integer>("test", 2, 10, Duration.ofHours(1), seen::addAll);
        assertThat(List.of(buffer.offer(1), buffer.offer(2), buffer.offer(3))).containsExactly(true, true, false);
        buffer.flush();
        assertThat(buffer.offer(4)).isTrue();
        buffer.flush();
        assertThat(seen).containsExactly(1, 2, 4);
    }

    @Test
    void aSinkThatFailsGetsTheNextBatch() {
        var seen = new ArrayList<Integer>();
        var buffer = new Buffer<Integer>("test", 10, 1, Duration.ofHours(1), items -> {
            if (items.contains(1)) {
                throw new IllegalStateException("on purpose");
            }
            seen.addAll(items);
        });
        buffer.offer(1);
        buffer.offer(2);
        buffer.flush();
        assertThat(seen).containsExactly(2);
    }

    @Test
    void flushWaitsForTheBatchThatIsOnItsWay() throws InterruptedException {
        var seen = new ArrayList<Integer>();
        var entered = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var buffer = new Buffer<Integer>("test", 10, 1, Duration.ZERO, items -> {
            entered.countDown();
            await(go);
            seen.addAll(items);
        })) {
            buffer.start();
            buffer.offer(1);
            entered.await();
            go.countDown();
            buffer.flush();
            assertThat(seen).containsExactly(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
