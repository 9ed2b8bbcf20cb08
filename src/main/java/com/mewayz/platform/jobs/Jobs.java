package com.mewayz.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.mewayz.platform.Ticks;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.logging.Redaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The timetable. Jobs are named in the imperative ({@code expire-sessions}); the name is stored and must not change.
 * A job that fails is logged and comes again at its next time.
 */
public final class Jobs implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Jobs.class.getName());
    private static final int THREADS = 2;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
    private static final Duration STALLED = Duration.ofMinutes(2);
    private static final int KEPT = 20;
    /** Who lost a job is seen by {@link Timetable}; a clock that is put forward makes nobody late. */
    private static final int NEVER = 1_000_000;

    private static final int LONGEST = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Db db;
    private final Clock clock;
    private final Duration betweenLooks;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Set<String> working = ConcurrentHashMap.newKeySet();
    private final ExecutorService errands = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("errand-", 0).factory());
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Thread looking;
    private volatile @Nullable Scheduler scheduler;
    /** When the timetable was looked at last, in {@link Ticks}. */
    private volatile long looked;

    public Jobs(Db db, Clock clock) {
        this(db, clock, BETWEEN_LOOKS);
    }

    Jobs(Db db, Clock clock, Duration betweenLooks) {
        this.db = db;
        this.clock = clock;
        this.betweenLooks = betweenLooks;
    }

    /**
     * Runs the work again and again, the given time after the last run ended, and first when the server first starts.
     *
     * @param purpose what it is for, in a sentence
     */
    public void every(Duration pause, String name, String purpose, Runnable work) {
        telling(pause, name, purpose, () -> {
            work.run();
            return "";
        });
    }

    /** The same for work that says what it did, in a sentence. */
    public void telling(Duration pause, String name, String purpose, Supplier<String> work) {
        jobs.put(name, new Job(name, pause, purpose, work, new Tally()));
    }

    /** Runs a job now, on this thread, as a test or an operator would. */
    public void run(String name) {
        var job = jobs.get(name);
        if (job == null) {
            throw new IllegalArgumentException("no job " + name);
        }
        run(job);
    }

    private void run(Job job) {
        var start = clock.instant();
        var error = "";
        var note = "";
        try {
            note = job.tally.count(job.work);
        } catch (RuntimeException e) {
            error = Redaction.of(String.valueOf(e.getMessage()));
            throw e;
        } finally {
            remember(job, start, shortened(error), shortened(note));
        }
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }

    /** What cannot be remembered, because the disk is full, is no reason for a job to fail. */
    private void remember(Job job, Instant start, String error, String note) {
        try {
            db.inTransaction(() -> {
                db.run(
                        "insert into job_run (id, name, started_at, millis, error, note) values (?, ?, ?, ?, ?, ?)",
                        db.ids().next(),
                        job.name,
                        start,
                        job.tally.last().toMillis(),
                        error.isEmpty() && job.tally.isFailing() ? "It failed." : error,
                        note);
                db.run(
                        "delete from job_run where name = ? and id <= (select id from job_run where name = ? order by id desc limit 1 offset ?)",
                        job.name,
                        job.name,
                        KEPT);
            });
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "the run of " + job.name + " is not remembered", e);
        }
    }

    /** The last runs of a job, the newest first. */
    public List<Run> runs(String name) {
        return db.list(Run.class, "select * from job_run where name = ? order by id desc limit ?", name, KEPT);
    }

    /** The last run of each job, by its name, and when it comes next; null where it never ran, or is not planned. */
    public Map<String, Plan> plans() {
        Map<String, Plan> plans = new LinkedHashMap<>();
        Map<String, Run> last = new HashMap<>();
        db.list(Run.class, "select * from job_run where id in (select max(id) from job_run group by name)")
                .forEach(run -> last.put(run.name, run));
        Map<String, Instant> next = new HashMap<>();
        db.list(Next.class, "select task_name as name, execution_time as at from scheduled_tasks")
                .forEach(each -> next.put(each.name, each.at));
        jobs.values().forEach(job -> plans.put(job.name, new Plan(job, last.get(job.name), next.get(job.name))));
        return plans;
    }

    /**
     * Runs a job within moments, beside its times in the timetable; it must bear to be run twice at once. Asked again
     * before it has begun, it runs once. Before the start and after the end nothing happens: the timetable has it.
     */
    public void soon(String name) {
        if (scheduler != null && asked.add(name)) {
            try {
                errands.execute(() -> {
                    asked.remove(name);
                    try {
                        run(name);
                    } catch (RuntimeException e) {
                        LOG.log(Level.SEVERE, "job " + name + " failed", e);
                    }
                });
            } catch (RejectedExecutionException e) {
                asked.remove(name); // closed in the meantime
            }
        }
    }

    /** Whether the timetable is looked at: it looks every ten seconds, also while jobs are running. */
    public boolean isRunning() {
        var running = scheduler;
        return running != null
                && running.getSchedulerState().isStarted()
                && !running.getSchedulerState().isShuttingDown()
                && Ticks.now() - looked < STALLED.toNanos();
    }

    /** How far the timetable is behind: for how long the job that waits longest should have been running. */
    public Duration lag() {
        return lag(db, clock.instant());
    }

    /** The same, of a timetable that another program keeps. */
    public static Duration lag(Db db, Instant now) {
        long due = db.number("select min(execution_time) from scheduled_tasks where picked = 0");
        var lag = Duration.between(Instant.ofEpochMilli(due), now);
        return due == 0 || lag.isNegative() ? Duration.ZERO : lag;
    }

    public List<Job> all() {
        return List.copyOf(jobs.values());
    }

    public void start() {
        List<RecurringTask<?>> tasks = new ArrayList<>();
        Map<String, Duration> pauses = new HashMap<>();
        jobs.values().forEach(job -> {
            tasks.add(task(job));
            pauses.put(job.name, job.pause);
        });
        var timetable = new Timetable(db, clock, pauses);
        timetable.begin();
        var made = Scheduler.create(new WriterSource(db), List.of())
                .startTasks(tasks)
                .jdbcCustomization(new SqliteJdbcCustomization())
                .pollUsingFetch(0.5, 3.0)
                .pollingInterval(betweenLooks)
                .threads(THREADS)
                .executorService(Executors.newFixedThreadPool(
                        THREADS, Thread.ofPlatform().daemon().name("job-", 0).factory()))
                .missedHeartbeatsLimit(NEVER)
                .failureLogging(LogLevel.OFF, false)
                .clock(clock::instant)
                .addSchedulerListener(new Looks())
                .shutdownMaxWait(PATIENCE)
                .build();
        looked = Ticks.now();
        made.start();
        scheduler = made;
        looking = Thread.ofVirtual().name("timetable").start(() -> look(timetable, made));
    }

    /** What takes longer is interrupted: the next start takes it up. */
    @Override
    public void close() {
        ended.countDown();
        errands.shutdown();
        var running = scheduler;
        if (running != null) {
            running.stop();
        }
        try {
            if (looking != null) {
                looking.join(PATIENCE);
            }
            if (!errands.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                errands.shutdownNow();
            }
        } catch (InterruptedException e) {
            errands.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** By itself the scheduler waits until the clock has gone on, for days when it is put back by days. */
    private void look(Timetable timetable, Scheduler made) {
        try {
            while (!ended.await(betweenLooks.toMillis(), TimeUnit.MILLISECONDS)) {
                putRight(timetable);
                made.triggerCheckForDueExecutions();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void putRight(Timetable timetable) {
        try {
            timetable.look(working);
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "the timetable cannot be put right", e);
        }
    }

    private RecurringTask<Void> task(Job job) {
        return Tasks.recurring(job.name, FixedDelay.of(job.pause)).execute((instance, context) -> {
            working.add(job.name);
            try {
                run(job);
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, "job " + job.name + " failed", e);
                throw e;
            } finally {
                working.remove(job.name);
            }
        });
    }

    /** Hears of each look at the timetable. */
    private final class Looks extends AbstractSchedulerListener {
        @Override
        public void onSchedulerEvent(SchedulerEventType event) {
            if (event == SchedulerEventType.RAN_EXECUTE_DUE) {
                looked = Ticks.now();
            }
        }
    }

    /** A line of the timetable. */
    public record Job(String name, Duration pause, String purpose, Supplier<String> work, Tally tally) {}

    /**
     * A run that is over.
     *
     * @param error why it failed; empty if it did not
     * @param note what it did, in words; may be empty
     */
    public record Run(long id, String name, Instant startedAt, long millis, String error, String note) {}

    /** A job with its last run and its next. */
    public record Plan(
            Job job, @Nullable Run last, @Nullable Instant next) {}

    private record Next(String name, Instant at) {}
}
