package com.mewayz.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.facts.AccountFact.SignedOut;
import com.mewayz.facts.Fact;
import com.mewayz.facts.SiteFact.SiteUnpublished;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Ids;
import com.mewayz.testing.TestApp;
import com.mewayz.testing.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusTest {
    private final TestClock clock = new TestClock(TestApp.NOW);
    private final Path file;
    private final List<Long> heard = new ArrayList<>();
    private Db db;
    private Bus bus;
    private boolean broken;

    BusTest(@TempDir Path folder) {
        file = folder.resolve("test.db");
        db = open();
        bus = new Bus(db, clock);
    }

    @AfterEach
    void close() {
        bus.close();
        db.close();
    }

    @Test
    void aFactIsStoredWithItsTransactionOrNotAtAll() {
        assertThatThrownBy(() -> db.inTransaction(() -> {
                    bus.publish(fact(1));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(stored()).isEmpty();

        publish(2);
        assertThat(stored()).containsExactly(fact(2));
    }

    @Test
    void aFactWithoutATransactionIsRefused() {
        assertThatThrownBy(() -> bus.publish(fact(1))).isInstanceOf(IllegalStateException.class);
        assertThat(stored()).isEmpty();
    }

    @Test
    void aListenerHearsItsKindInOrderOnce() {
        listen("ears");
        publish(1);
        db.inTransaction(() -> bus.publish(new SiteUnpublished(1, 1, 1)));
        publish(2);
        publish(3);

        bus.deliver();
        bus.deliver();
        assertThat(heard).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aNewListenerHearsOnlyWhatComes() {
        publish(1);
        listen("late");
        publish(2);
        bus.deliver();
        assertThat(heard).containsExactly(2L);
    }

    @Test
    void whatAFailedListenerDidIsUndone() {
        bus.on("writer", SignedOut.class, fact -> {
            db.run("insert into setting (name, value) values (?, 'half')", String.valueOf(fact.user()));
            throw new IllegalStateException("later");
        });
        publish(1);
        bus.deliver();
        assertThat(db.number("select count(*) from setting")).isZero();
    }

    @Test
    void aFailingListenerWaitsLongerEachTimeAndIsParkedAtLast() {
        var others = new ArrayList<Long>();
        broken = true;
        listen("weak");
        bus.on("strong", SignedOut.class, fact -> others.add(fact.user()));
        publish(1);
        publish(2);

        bus.deliver();
        assertThat(others).containsExactly(1L, 2L);
        for (int failures = 1; failures < 8; failures++) {
            assertThat(weak().failures()).isEqualTo(failures);
            clock.forward(Duration.ofSeconds((1L << failures) - 1));
            bus.deliver();
            assertThat(weak().failures()).as("not yet time").isEqualTo(failures);
            clock.forward(Duration.ofSeconds(1));
            bus.deliver();
        }
        assertThat(weak().parked()).isTrue();
        assertThat(weak().error()).isEqualTo("not now");
        assertThat(weak().behind()).isEqualTo(2);

        broken = false;
        clock.forward(Duration.ofDays(1));
        bus.deliver();
        assertThat(heard).as("parked").isEmpty();
        bus.resume("weak");
        bus.deliver();
        assertThat(heard).containsExactly(1L, 2L);
        assertThat(weak().parked()).isFalse();
        assertThat(weak().failures()).isZero();
        assertThat(weak().error()).isEmpty();
    }

    @Test
    void failuresOfOneFactDoNotCountForTheNext() {
        broken = true;
        bus.on("weak", SignedOut.class, fact -> {
            if (broken || fact.user() == 2) {
                throw new IllegalStateException("not now");
            }
        });
        publish(1);
        publish(2);
        for (int i = 0; i < 5; i++) {
            bus.deliver();
            clock.forward(Duration.ofHours(1));
        }
        broken = false;
        bus.deliver();
        assertThat(weak().failures()).isEqualTo(1);
    }

    @Test
    void afterARestartItGoesOnWhereItWas() {
        listen("ears");
        publish(1);
        bus.deliver();
        publish(2);
        bus.close();
        db.close();

        db = open();
        bus = new Bus(db, clock);
        listen("ears");
        publish(3);
        bus.deliver();
        assertThat(heard).containsExactly(1L, 2L, 3L);
    }

    @Test
    void onceStartedItDeliversByItself() throws InterruptedException {
        var queue = new LinkedBlockingQueue<Long>();
        bus.on("ears", SignedOut.class, fact -> {
            queue.add(fact.user());
            if (fact.user() < 3) {
                bus.publish(fact(fact.user() + 1)); // a listener may publish: its action is a transaction
            }
        });
        bus.start();
        publish(1);
        for (long expected = 1; expected <= 3; expected++) {
            assertThat(queue.poll(20, TimeUnit.SECONDS)).isEqualTo(expected);
        }
    }

    private void listen(String name) {
        bus.on(name, SignedOut.class, fact -> {
            if (broken) {
                throw new IllegalStateException("not now");
            }
            heard.add(fact.user());
        });
    }

    private Bus.Listener weak() {
        return bus.listeners().stream()
                .filter(listener -> listener.name().equals("weak"))
                .findFirst()
                .orElseThrow();
    }

    private void publish(long user) {
        db.inTransaction(() -> bus.publish(fact(user)));
    }

    private static SignedOut fact(long user) {
        return new SignedOut(user, user);
    }

    private List<Fact> stored() {
        return bus.page(0, List.of(1L, 2L, 3L), "", 1, 100).items().stream()
                .map(StoredFact::fact)
                .toList();
    }

    private Db open() {
        return Db.open(file, Db.Durability.NORMAL, List.of("0001-house.sql"), clock, new Ids(clock));
    }
}
