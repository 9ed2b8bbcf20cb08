package com.mewayz.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Ids;
import com.mewayz.testing.TestApp;
import com.mewayz.testing.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsTest {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final TestClock clock = new TestClock(TestApp.NOW);
    private final Path file;
    private Db db;
    private Jobs jobs;

    JobsTest(@TempDir Path folder) {
        file = folder.resolve("test.db");
        db = open();
        jobs = new Jobs(db, clock, BETWEEN_LOOKS);
    }

    @AfterEach
    void close() {
        jobs.close();
        db.close();
    }

    @Test
    void aJobCanBeRunByHand() {
        var runs = new AtomicInteger();
        jobs.every(Duration.ofHours(1), "count", "For the test.", runs::incrementAndGet);
        jobs.run("count");

        assertThat(runs).hasValue(1);
        assertThat(jobs.all()).extracting(Jobs.Job::name).containsExactly("count");
        assertThatThrownBy(() -> jobs.run("nothing")).hasMessageContaining("no job nothing");
    }

    /** The scheduler borrows the only writer: jobs that write, and others that write meanwhile, must all get their turn. */
    @Test
    void jobsAndWritersShareTheOnlyWriter() throws InterruptedException {
        int count = 12;
        addJobs(count, () -> {});
        jobs.start();
        restart(Duration.ofHours(2));
        var ran = new CountDownLatch(count);
        addJobs(count, ran::countDown);
        var stop = new AtomicBoolean();
        var written = new AtomicInteger();
        var writers = IntStream.range(0, 4)
                .mapToObj(writer -> Thread.ofVirtual().start(() -> {
                    while (!stop.get()) {
                        db.run("insert into setting (name, value) values (?, '')", "w" + written.incrementAndGet());
                    }
                }))
                .toList();
        jobs.start();

        assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
        stop.set(true);
        for (var writer : writers) {
            writer.join();
        }
        jobs.close();
        assertThat(db.number("select count(*) from setting where name like 'job-%'"))
                .isEqualTo(count);
        assertThat(db.number("select count(*) from setting where name like 'w%'"))
                .isEqualTo(written.get());
    }

    @Test
    void aJobThatFailsHoldsUpNoOther() throws InterruptedException {
        var failed = new CountDownLatch(1);
        var other = new CountDownLatch(1);
        jobs.every(Duration.ZERO, "a-fails", "For the test.", () -> {
            failed.countDown();
            throw new IllegalStateException("on purpose");
        });
        jobs.every(Duration.ZERO, "b-works", "For the test.", other::countDown);
        jobs.start();

        assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(other.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRestartForgetsNothing() throws InterruptedException {
        jobs.every(Duration.ofDays(1), "daily", "For the test.", () -> {});
        jobs.start();
        restart(Duration.ofDays(2));
        var ran = new CountDownLatch(1);
        jobs.every(Duration.ofDays(1), "daily", "For the test.", ran::countDown);
        jobs.start();
        assertThat(ran.await(30, TimeUnit.SECONDS))
                .as("it was due while the program was down")
                .isTrue();
    }

    @Test
    void aClockThatIsPutForwardAndBackHoldsUpNoJob() throws InterruptedException {
        var hourly = new LinkedBlockingQueue<Instant>();
        var weekly = new LinkedBlockingQueue<Instant>();
        jobs.every(Duration.ofHours(1), "hourly", "For the test.", () -> hourly.add(clock.instant()));
        jobs.every(Duration.ofDays(7), "weekly", "For the test.", () -> weekly.add(clock.instant()));
        jobs.start();
        for (var jump : List.of(
                Duration.ZERO,
                Duration.ofDays(100),
                Duration.ofDays(-100),
                Duration.ofDays(-8),
                Duration.ofHours(-3))) {
            jump(jump);
            assertThat(hourly.poll(30, TimeUnit.SECONDS)).as("after " + jump).isEqualTo(clock.instant());
            assertThat(weekly.poll(30, TimeUnit.SECONDS)).as("after " + jump).isEqualTo(clock.instant());
        }
        jump(Duration.ofHours(1));
        assertThat(hourly.poll(30, TimeUnit.SECONDS)).isEqualTo(clock.instant());

        jobs.close();
        assertThat(hourly).as("once each time").isEmpty();
        assertThat(weekly).isEmpty();
    }

    @Test
    void aJobAtWorkIsNotBegunAgainWhateverTheClockDoes() throws InterruptedException {
        var begun = new LinkedBlockingQueue<Instant>();
        var go = new CountDownLatch(1);
        var others = new LinkedBlockingQueue<Instant>();
        jobs.every(Duration.ZERO, "long", "For the test.", () -> {
            begun.add(clock.instant());
            awaited(go);
        });
        jobs.every(Duration.ofMinutes(1), "other", "For the test.", () -> others.add(clock.instant()));
        jobs.start();
        assertThat(begun.poll(30, TimeUnit.SECONDS)).isEqualTo(clock.instant());
        for (var jump : List.of(Duration.ZERO, Duration.ofDays(100), Duration.ofDays(-200), Duration.ofDays(10))) {
            jump(jump);
            assertThat(others.poll(30, TimeUnit.SECONDS)).isEqualTo(clock.instant());
        }

        assertThat(begun).isEmpty();
        go.countDown();
        assertThat(begun.poll(30, TimeUnit.SECONDS)).isEqualTo(clock.instant());
    }

    @Test
    void aJobThatACrashInterruptedIsTakenUpAtOnceAlsoWhenTheClockWasPutBack() throws InterruptedException {
        jobs.every(Duration.ofDays(1), "daily", "For the test.", () -> {});
        jobs.start();
        jobs.close();
        hold("daily");
        restart(Duration.ofDays(-5));
        var ran = new LinkedBlockingQueue<Instant>();
        jobs.every(Duration.ofDays(1), "daily", "For the test.", () -> ran.add(clock.instant()));
        jobs.start();

        assertThat(ran.poll(30, TimeUnit.SECONDS)).isEqualTo(clock.instant());
    }

    /** As when the disk was full at the very moment at which its end was to be written down. */
    @Test
    void aJobWhoseEndWasLostComesAgain() throws InterruptedException {
        var ran = new LinkedBlockingQueue<Instant>();
        jobs.every(Duration.ofDays(1), "daily", "For the test.", () -> ran.add(clock.instant()));
        jobs.start();
        assertThat(ran.poll(30, TimeUnit.SECONDS)).isEqualTo(clock.instant());
        jump(Duration.ZERO);
        hold("daily");

        assertThat(ran.poll(60, TimeUnit.SECONDS)).isEqualTo(clock.instant());
    }

    /** When the end of each run but the long one is written down, which plans the next by the clock of then. */
    private void jump(Duration by) {
        while (db.number("select count(*) from scheduled_tasks where picked = 1 and task_name <> 'long'") > 0) {
            Thread.onSpinWait();
        }
        clock.forward(by);
    }

    private void hold(String name) {
        db.run(
                "update scheduled_tasks set picked = 1, picked_by = 'x', last_heartbeat = ?, execution_time = ? where task_name = ?",
                clock.instant(),
                clock.instant(),
                name);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void addJobs(int count, Runnable then) {
        for (int i = 0; i < count; i++) {
            var name = "job-" + i;
            jobs.every(Duration.ofHours(1), name, "For the test.", () -> {
                db.run("insert into setting (name, value) values (?, '') on conflict do nothing", name);
                then.run();
            });
        }
    }

    /** Stops, and opens the same data when this much time has passed. */
    private void restart(Duration later) {
        jobs.close();
        db.close();
        clock.forward(later);
        db = open();
        jobs = new Jobs(db, clock, BETWEEN_LOOKS);
    }

    private Db open() {
        return Db.open(file, Db.Durability.NORMAL, List.of("0001-house.sql"), clock, new Ids(clock));
    }
}
