package com.mewayz.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Ids;
import com.mewayz.testing.TestApp;
import com.mewayz.testing.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsTest {
    private final TestClock clock = new TestClock(TestApp.NOW);
    private final Path file;
    private Db db;
    private Jobs jobs;

    JobsTest(@TempDir Path folder) {
        file = folder.resolve("test.db");
        db = open();
        jobs = new Jobs(db, clock);
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
        jobs = new Jobs(db, clock);
    }

    private Db open() {
        return Db.open(file, Db.Durability.NORMAL, List.of("0001-house.sql"), clock, new Ids(clock));
    }
}
