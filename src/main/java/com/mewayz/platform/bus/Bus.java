package com.mewayz.platform.bus;

import com.mewayz.facts.Fact;
import com.mewayz.platform.Json;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Facts are stored in the transaction that made them true and handed out after it committed: in order, at least once,
 * each listener from its own cursor and in its own transaction. A listener that fails is tried again with growing
 * pauses and parked after {@value #TRIES} tries, where the audit page shows it; the others go on.
 */
public final class Bus implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Bus.class.getName());
    private static final int TRIES = 8;
    private static final int BATCH = 200;

    private final Db db;
    private final Clock clock;
    private final Facts facts;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final ReentrantLock delivering = new ReentrantLock();
    private final Semaphore news = new Semaphore(0);
    private volatile boolean open = true;
    private @Nullable Thread thread;

    public Bus(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
        this.facts = new Facts(db);
    }

    /** Stores the fact. Refuses outside a transaction: a fact without the change it tells of would be a lie. */
    public void publish(Fact fact) {
        if (!db.isInTransaction()) {
            throw new IllegalStateException("publish belongs into the transaction that makes the fact true");
        }
        db.run(
                "insert into fact (id, workspace, user, at, kind, body) values (?, ?, ?, ?, ?, ?)",
                db.ids().next(),
                fact.workspace(),
                fact.by(),
                clock.instant(),
                Json.kind(fact.getClass()),
                Json.write(fact));
        db.afterCommit(news::release);
    }

    /**
     * Listens under a name that must never change, since the cursor is stored under it. A new listener starts with the
     * facts to come. The action runs in a transaction and must tolerate a fact it has seen.
     */
    public <F extends Fact> void on(String name, Class<F> type, Consumer<F> action) {
        listen(name, type, (id, fact) -> {
            if (type.isInstance(fact)) {
                action.accept(type.cast(fact));
            }
        });
    }

    /** Listens to every fact, with its id. */
    public void listen(String name, BiConsumer<Long, Fact> action) {
        listen(name, Fact.class, action);
    }

    private void listen(String name, Class<? extends Fact> type, BiConsumer<Long, Fact> action) {
        db.run(
                "insert into listener (name, fact) values (?, (select coalesce(max(id), 0) from fact)) on conflict do nothing",
                name);
        subscriptions.add(new Subscription(name, type, action));
        news.release();
    }

    /** Starts delivering; until then facts wait. */
    public void start() {
        thread = Thread.ofVirtual().name("bus").start(this::work);
    }

    /** Hands out what can be handed out now, on this thread; also what listeners tell of meanwhile. */
    public void deliver() {
        delivering.lock(); // one at a time, so that no listener sees a fact twice without need
        try {
            long until;
            do {
                until = last();
                subscriptions.forEach(this::deliver);
            } while (last() > until);
        } finally {
            delivering.unlock();
        }
    }

    /** Where each listener stands. */
    public List<Listener> listeners() {
        return db.list(Listener.class, """
                select name, fact, failures, retry_at, error, parked,
                  (select count(*) from fact where id > listener.fact) as behind
                from listener order by name""");
    }

    /** Lets a parked listener try again. */
    public void resume(String name) {
        db.run("update listener set parked = 0, failures = 0, retry_at = null where name = ?", name);
        news.release();
    }

    /** The facts that are stored. */
    public Facts facts() {
        return facts;
    }

    /** Facts of a workspace and about its people, newest first; of one kind, or all when that is empty. */
    public Page<StoredFact> page(long workspace, List<Long> users, String kind, int page, int size) {
        var query = FactQuery.of(
                workspace, users.stream().map(FactQuery.Span::whole).toList());
        return facts.page(kind.isEmpty() ? query : query.of(List.of(kind)), page, size);
    }

    /**
     * Forgets facts from before a time that every listener has seen.
     *
     * @return how many they were
     */
    public long forget(Instant before) {
        return facts.forget(
                before, subscriptions.stream().map(Subscription::name).toList());
    }

    /** The id of the last fact that all who listen to this type, and not to everything, have had their turn at. */
    public long heard(Class<? extends Fact> type) {
        var names = subscriptions.stream()
                .filter(subscription -> subscription.type == type)
                .map(Subscription::name)
                .toList();
        return db.number(
                "select coalesce(min(fact), ?) from listener where name in (select value from json_each(?))",
                Long.MAX_VALUE,
                names);
    }

    /** The id of the last fact there is, 0 for none. */
    public long last() {
        return db.number("select max(id) from fact");
    }

    /** The facts of a type after the given id, in order: for those who keep their own place. */
    public <F extends Fact> List<Numbered<F>> after(long id, Class<F> type) {
        return db
                .list(
                        StoredFact.class,
                        "select id, workspace, user, at, kind, body from fact where id > ? order by id",
                        id)
                .stream()
                .filter(stored -> type.isInstance(stored.fact()))
                .map(stored -> new Numbered<>(stored.id(), type.cast(stored.fact())))
                .toList();
    }

    @Override
    public void close() {
        open = false;
        news.release();
        if (thread != null) {
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void work() {
        while (open) {
            try {
                // wakes up without news too, for the listeners that wait for their next try
                if (news.tryAcquire(5, TimeUnit.SECONDS)) {
                    news.drainPermits();
                }
                if (open) {
                    deliver();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, "delivering facts failed", e);
            }
        }
    }

    private void deliver(Subscription subscription) {
        while (open) {
            var cursor = db.find(
                            Cursor.class,
                            "select fact, failures, retry_at, parked from listener where name = ?",
                            subscription.name)
                    .orElseThrow();
            var next = cursor.parked || cursor.waits(clock.instant())
                    ? List.<StoredFact>of()
                    : db.list(
                            StoredFact.class,
                            "select id, workspace, user, at, kind, body from fact where id > ? order by id limit ?",
                            cursor.fact,
                            BATCH);
            if (next.isEmpty()) {
                return;
            }
            int failures = cursor.failures;
            for (var fact : next) {
                if (!deliver(subscription, failures, fact)) {
                    return;
                }
                failures = 0; // those were of the fact that has now got through
            }
        }
    }

    private boolean deliver(Subscription subscription, int before, StoredFact fact) {
        try {
            db.inTransaction(() -> {
                subscription.action.accept(fact.id(), fact.fact());
                db.run(
                        "update listener set fact = ?, failures = 0, retry_at = null, error = '' where name = ?",
                        fact.id(),
                        subscription.name);
            });
            return true;
        } catch (RuntimeException e) {
            int failures = before + 1;
            LOG.log(
                    Level.WARNING,
                    "listener " + subscription.name + " failed at fact " + fact.id() + ", try " + failures,
                    e);
            db.run(
                    "update listener set failures = ?, retry_at = ?, error = ?, parked = ? where name = ?",
                    failures,
                    clock.instant().plus(pause(failures)),
                    String.valueOf(e.getMessage()),
                    failures >= TRIES,
                    subscription.name);
            return false;
        }
    }

    private static Duration pause(int failures) {
        return Duration.ofSeconds(1L << Math.min(failures, 10));
    }

    /** A fact with its id. */
    public record Numbered<F extends Fact>(long id, F fact) {}

    /** A listener's place in the row of facts. {@code behind}: how many facts it has not seen. */
    public record Listener(
            String name,
            long fact,
            int failures,
            @Nullable Instant retryAt,
            String error,
            boolean parked,
            long behind) {}

    private record Subscription(String name, Class<? extends Fact> type, BiConsumer<Long, Fact> action) {}

    private record Cursor(long fact, int failures, @Nullable Instant retryAt, boolean parked) {
        /** A try that is further away than its pause was set before the clock was put back. */
        boolean waits(Instant now) {
            return retryAt != null && retryAt.isAfter(now) && !retryAt.isAfter(now.plus(pause(failures)));
        }
    }
}
