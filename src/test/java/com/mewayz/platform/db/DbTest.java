package com.mewayz.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.platform.config.BadSetting;
import com.mewayz.testing.TestApp;
import com.mewayz.testing.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DbTest {
    private static final String FIRST = "test/0001-thing.sql";
    private static final String SECOND = "test/0002-every.sql";
    private static final String BROKEN = "test/0003-broken.sql";

    private final TestClock clock = new TestClock(TestApp.NOW);
    private final Path file;
    private Db db;

    DbTest(@TempDir Path folder) {
        file = folder.resolve("test.db");
        db = open(FIRST, SECOND);
    }

    @BeforeEach
    void isEmpty() {
        assertThat(count()).isZero();
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void transactionsOfManyThreadsAreAllOnDisk() throws InterruptedException {
        var done = new AtomicInteger();
        all(IntStream.range(0, 16)
                .<Runnable>mapToObj(thread -> () -> {
                    for (int i = 0; i < 25; i++) {
                        var name = thread + "-" + i;
                        db.inTransaction(() -> {
                            add(name);
                        });
                        done.incrementAndGet();
                    }
                })
                .toList());

        assertThat(done).hasValue(400);
        reopen();
        assertThat(count()).isEqualTo(400);
    }

    @Test
    void oneThatFailsTakesNoneOfItsNeighboursWithIt() throws InterruptedException {
        var failed = new AtomicInteger();
        add("taken");
        all(IntStream.range(0, 60)
                .<Runnable>mapToObj(number -> () -> {
                    try {
                        db.inTransaction(() -> {
                            add("before " + number);
                            add(number % 3 == 0 ? "taken" : "after " + number);
                        });
                    } catch (RuntimeException e) {
                        failed.incrementAndGet();
                    }
                })
                .toList());

        assertThat(failed).hasValue(20);
        reopen();
        assertThat(count()).isEqualTo(1 + 40 * 2);
        assertThat(db.number("select count(*) from thing where name = 'before 3'"))
                .isZero();
    }

    @Test
    void whatFailsLeavesNothingAndReachesTheCallerAsItIs() {
        var mine = new IllegalArgumentException("mine");

        assertThatThrownBy(() -> db.inTransaction(() -> {
                    add("one");
                    throw mine;
                }))
                .isSameAs(mine);
        assertThat(count()).isZero();
    }

    @Test
    void anInnerTransactionIsPartOfTheOuterOne() {
        assertThatThrownBy(() -> db.inTransaction(() -> {
                    db.inTransaction(() -> {
                        add("inner");
                    });
                    assertThat(count()).isEqualTo(1);
                    throw new IllegalStateException("outer");
                }))
                .hasMessage("outer");
        assertThat(count()).isZero();
    }

    @Test
    void afterCommitRunsAfterItAndNeverWithoutIt() {
        var seen = new ArrayList<Long>();
        db.inTransaction(() -> {
            add("one");
            db.afterCommit(() -> seen.add(count()));
            assertThat(seen).isEmpty();
        });
        assertThat(seen).containsExactly(1L);

        assertThatThrownBy(() -> db.inTransaction(() -> {
                    db.afterCommit(() -> seen.add(99L));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(seen).containsExactly(1L);
    }

    @Test
    void readersSeeOnlyWhatIsCommitted() {
        db.inTransaction(() -> {
            add("unseen");
            assertThat(count()).isEqualTo(1);
            assertThat(db.scan(this::count)).isEqualTo(1);
            assertThat(fromAnotherThread()).isZero();
        });
        assertThat(fromAnotherThread()).isEqualTo(1);
    }

    @Test
    void readsCannotWrite() {
        assertThatThrownBy(() -> db.list(
                        Name.class,
                        "insert into thing (id, workspace, created_at, name) values (1, 1, 1, 'x') returning name"))
                .hasMessageContaining("readonly");
        assertThat(count()).isZero();
    }

    @Test
    void everyTypeComesBackAsItWent() {
        var row = new Every(
                "Zoë '\"; drop table thing; -- 🎈",
                null,
                -7,
                (1L << 53) - 1,
                0.1,
                true,
                Instant.parse("2026-03-29T01:30:00.123Z"),
                LocalDate.parse("2024-02-29"),
                Colour.DEEP_BLUE,
                new Name("part"),
                List.of("a", "b"),
                Map.of("k", "v"));
        db.add("every_type", row);

        assertThat(db.find(Every.class, "select * from every_type")).contains(row);
        assertThat(db.number(
                        "select count(*) from every_type where colour = ? and at = ? and yes = ?",
                        Colour.DEEP_BLUE,
                        row.at,
                        true))
                .isEqualTo(1);
    }

    @Test
    void changingAndRemovingNeedTheRightWorkspace() {
        long id = db.add("thing", 5, new Name("mine"));

        assertThat(db.change("thing", 6, id, new Name("theirs"))).isFalse();
        assertThat(db.remove("thing", 6, id)).isFalse();
        assertThat(db.change("thing", 5, id, new Name("changed"))).isTrue();
        assertThat(db.find(Name.class, "select name from thing where id = ?", id))
                .contains(new Name("changed"));
        assertThat(db.remove("thing", 5, id)).isTrue();
    }

    @Test
    void idsRiseAcrossRestartsAndWhenTheClockIsSetBack() {
        long first = add("one");
        reopen();
        long second = add("two");
        clock.forward(Duration.ofDays(-400));
        reopen();
        long third = add("three");

        assertThat(List.of(first, second, third)).isSorted().doesNotHaveDuplicates();
        assertThat(third).isLessThan(1L << 53);
    }

    @Test
    void pagesCountFromOne() {
        for (int i = 0; i < 5; i++) {
            add("thing " + i);
        }
        var page = db.page(Name.class, 2, 2, "select name from thing where workspace = ? order by id", 5);

        assertThat(page.items()).containsExactly(new Name("thing 2"), new Name("thing 3"));
        assertThat(page.total()).isEqualTo(5);
        assertThat(page.pages()).isEqualTo(3);
    }

    @Test
    void dataOfANewerVersionIsLeftAlone() {
        add("kept");
        db.close();

        assertThatThrownBy(() -> open(FIRST))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("newer version of Mewayz")
                .hasMessageContaining("restore a backup");
        db = open(FIRST, SECOND);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aMigrationThatFailsLeavesTheOldVersion() {
        add("kept");
        db.close();

        assertThatThrownBy(() -> open(FIRST, SECOND, BROKEN)).hasMessageContaining("0003-broken.sql failed");
        db = open(FIRST, SECOND);
        assertThat(count()).isEqualTo(1);
        assertThat(db.number("select count(*) from sqlite_master where name = 'half'"))
                .isZero();
    }

    @Test
    void aClosedDatabaseRefusesInsteadOfHanging() {
        db.close();
        assertThatThrownBy(() -> add("late")).hasMessageContaining("closed");
        db = open(FIRST, SECOND);
    }

    private Db open(String... migrations) {
        return Db.open(file, Db.Durability.FULL, List.of(migrations), clock, new Ids(clock));
    }

    private void reopen() {
        db.close();
        db = open(FIRST, SECOND);
    }

    private long add(String name) {
        return db.add("thing", 5, new Name(name));
    }

    private long count() {
        return db.number("select count(*) from thing");
    }

    private long fromAnotherThread() {
        var seen = new AtomicInteger(-1);
        try {
            Thread.ofPlatform().start(() -> seen.set((int) count())).join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return seen.get();
    }

    /** Together, so that they meet at the writer. */
    private static void all(List<Runnable> work) throws InterruptedException {
        var start = new CountDownLatch(1);
        var threads = work.stream()
                .map(each -> Thread.ofVirtual().start(() -> {
                    try {
                        start.await();
                        each.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        start.countDown();
        for (var thread : threads) {
            thread.join();
        }
    }

    private enum Colour {
        RED,
        DEEP_BLUE
    }

    private record Name(String name) {}

    private record Every(
            String text,
            @Nullable String missing,
            int small,
            long large,
            double fraction,
            boolean yes,
            Instant at,
            LocalDate day,
            Colour colour,
            Name part,
            List<String> tags,
            Map<String, String> counts) {}
}
