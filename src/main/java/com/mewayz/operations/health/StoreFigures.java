package com.mewayz.operations.health;

import static com.mewayz.operations.health.Exposition.Kind.COUNTER;
import static com.mewayz.operations.health.Exposition.Kind.GAUGE;

import com.mewayz.operations.backups.Backups;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.DbFigures;
import com.mewayz.platform.jobs.Jobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Figures of what is stored: databases, jobs, mail, visits, backups, the disk, and what people have made. */
final class StoreFigures {
    private static final List<String> LETTERS = List.of("waiting", "sending", "sent", "refused", "uncertain");

    private final Clock clock;
    private final Path data;
    private final Map<String, Db> databases;
    private final Db db;
    private final Bus bus;
    private final Jobs jobs;
    private final Backups backups;
    private final TrafficCounts traffic;

    StoreFigures(Metrics.Sources sources) {
        clock = sources.clock();
        data = sources.data();
        db = sources.db();
        databases = new LinkedHashMap<>();
        databases.put("mewayz", sources.db());
        databases.put("traffic", sources.trafficDb());
        bus = sources.bus();
        jobs = sources.jobs();
        backups = sources.backups();
        traffic = new TrafficCounts(sources.trafficDb());
    }

    void write(Exposition out) {
        databases(out);
        jobs(out);
        listeners(out);
        letters(out);
        visits(out);
        backups(out);
        certificates(out);
        disk(out);
        made(out);
    }

    private void databases(Exposition out) {
        Map<String, DbFigures> figures = new LinkedHashMap<>();
        databases.forEach((name, database) -> figures.put(name, database.figures()));
        each(
                out.family(GAUGE, "mewayz_database_write_queue_length", "Transactions that wait for the writer."),
                figures,
                DbFigures::waiting);
        each(
                out.family(COUNTER, "mewayz_database_transactions_total", "Transactions that were committed."),
                figures,
                DbFigures::transactions);
        each(
                out.family(COUNTER, "mewayz_database_failed_transactions_total", "Transactions that were rolled back."),
                figures,
                DbFigures::failures);
        each(
                out.family(COUNTER, "mewayz_database_commits_total", "Waits for the disk; transactions share them."),
                figures,
                DbFigures::commits);
        out.family(GAUGE, "mewayz_database_size_bytes", "Size of the database's file.");
        databases.keySet().forEach(name -> out.sample(size(name + ".db"), "database", name));
        out.family(GAUGE, "mewayz_database_wal_size_bytes", "Size of the log beside it.");
        databases.keySet().forEach(name -> out.sample(size(name + ".db-wal"), "database", name));
    }

    private static void each(Exposition out, Map<String, DbFigures> figures, ToLongFunction<DbFigures> which) {
        figures.forEach((name, each) -> out.sample(which.applyAsLong(each), "database", name));
    }

    /** Prometheus keeps the label "job" for itself. */
    private void jobs(Exposition out) {
        out.family(COUNTER, "mewayz_job_runs_total", "Runs of a job since the start.");
        jobs.all().forEach(job -> out.sample(job.tally().runs(), "name", job.name()));
        out.family(COUNTER, "mewayz_job_failures_total", "Runs of a job that failed.");
        jobs.all().forEach(job -> out.sample(job.tally().failures(), "name", job.name()));
        out.family(GAUGE, "mewayz_job_last_duration_seconds", "How long the last run of a job took.");
        jobs.all().forEach(job -> out.sample(ServerFigures.seconds(job.tally().last()), "name", job.name()));
        out.only(
                GAUGE,
                "mewayz_timetable_lag_seconds",
                "For how long the job that waits longest should have been running.",
                ServerFigures.seconds(jobs.lag()));
    }

    private void listeners(Exposition out) {
        var all = bus.listeners();
        out.family(GAUGE, "mewayz_listener_facts_behind", "Facts that a listener has not been told of yet.");
        all.forEach(each -> out.sample(each.behind(), "listener", each.name()));
        out.family(GAUGE, "mewayz_listener_parked", "1 for a listener that failed too often and waits for a person.");
        all.forEach(each -> out.sample(each.parked() ? 1 : 0, "listener", each.name()));
    }

    private void letters(Exposition out) {
        Map<String, Long> states = new LinkedHashMap<>();
        LETTERS.forEach(state -> states.put(state, 0L));
        db.list(Counted.class, "select state as what, count(*) as number from letter group by state")
                .forEach(group -> states.put(group.what, group.number));
        out.family(GAUGE, "mewayz_mail_letters", "Letters of the last thirty days by what became of them.");
        states.forEach((state, number) -> out.sample(number, "state", state));
    }

    private void visits(Exposition out) {
        var counted = traffic.read(clock.instant());
        out.family(COUNTER, "mewayz_traffic_acts_total", "Views, clicks and the like that were counted and stored.");
        counted.acts().forEach((kind, number) -> out.sample(number, "kind", lower(kind)));
        out.family(COUNTER, "mewayz_traffic_left_out_total", "Requests that were not counted, by the reason.");
        counted.leftOut().forEach((reason, number) -> out.sample(number, "reason", reason.word()));
    }

    private void backups(Exposition out) {
        out.only(GAUGE, "mewayz_backup_failing", "1 if the last backup failed.", backups.isFailing() ? 1 : 0);
        backups.newest().ifPresent(newest -> {
            out.only(
                    GAUGE,
                    "mewayz_backup_last_success_timestamp_seconds",
                    "When the newest good backup began, in seconds since 1970.",
                    newest.createdAt().toEpochMilli() / 1000.0);
            out.only(
                    GAUGE,
                    "mewayz_backup_age_seconds",
                    "How long ago that was.",
                    ServerFigures.seconds(Duration.between(newest.createdAt(), clock.instant())));
            out.only(GAUGE, "mewayz_backup_size_bytes", "Size of the newest good backup.", newest.bytes());
        });
        out.only(
                GAUGE,
                "mewayz_backups",
                "Backups that are kept.",
                db.number("select count(*) from backup where state = 'ready' and file <> ''"));
        trials(out);
    }

    private void trials(Exposition out) {
        out.only(
                GAUGE,
                "mewayz_restore_trial_failing",
                "1 if the last trial restore failed.",
                backups.drills().isFailing() ? 1 : 0);
        backups.drills().passed().ifPresent(passed -> {
            out.only(
                    GAUGE,
                    "mewayz_restore_trial_last_success_timestamp_seconds",
                    "When the last trial restore began that brought everything back, in seconds since 1970.",
                    passed.at().toEpochMilli() / 1000.0);
            out.only(
                    GAUGE,
                    "mewayz_restore_trial_age_seconds",
                    "How long ago that was.",
                    ServerFigures.seconds(Duration.between(passed.at(), clock.instant())));
            out.only(
                    GAUGE,
                    "mewayz_restore_trial_duration_seconds",
                    "How long that took.",
                    ServerFigures.seconds(passed.took()));
        });
    }

    /** Of no use where a proxy has the certificates: there are none then, and no figures. */
    private void certificates(Exposition out) {
        var ends = db.list(
                Counted.class,
                "select host as what, expires_at as number from certificate where expires_at is not null order by host");
        if (!ends.isEmpty()) {
            out.family(
                    GAUGE,
                    "mewayz_certificate_expiry_timestamp_seconds",
                    "When the certificate of a host ends, in seconds since 1970.");
            ends.forEach(each -> out.sample(each.number / 1000.0, "host", each.what));
        }
        var failures = db.list(
                Counted.class,
                "select host as what, failures as number from certificate where failures > 0 order by host");
        if (!failures.isEmpty()) {
            out.family(GAUGE, "mewayz_certificate_failures", "Tries in a row to get one that failed.");
            failures.forEach(each -> out.sample(each.number, "host", each.what));
        }
    }

    private void disk(Exposition out) {
        try {
            var store = Files.getFileStore(data);
            out.only(GAUGE, "mewayz_disk_free_bytes", "Room on the disk of the data folder.", store.getUsableSpace());
            out.only(GAUGE, "mewayz_disk_size_bytes", "Size of that disk.", store.getTotalSpace());
        } catch (IOException e) {
            return; // a figure that is missing is seen; one that is made up is not
        }
    }

    private void made(Exposition out) {
        out.only(GAUGE, "mewayz_users", "People with an account.", db.number("select count(*) from user"));
        out.only(
                GAUGE,
                "mewayz_workspaces",
                "Workspaces.",
                db.number("select count(*) from workspace where deleted_at is null"));
        Map<String, Long> sites = new LinkedHashMap<>(Map.of("live", 0L, "draft", 0L));
        db.list(
                        Counted.class,
                        "select status as what, count(*) as number from site where deleted_at is null group by status")
                .forEach(group -> sites.put(group.what, group.number));
        out.family(GAUGE, "mewayz_sites", "Link-in-bio sites; those that are live are published.");
        sites.forEach((state, number) -> out.sample(number, "state", state));
        out.only(
                GAUGE,
                "mewayz_websites",
                "Websites elsewhere whose visits are counted.",
                db.number("select count(*) from website where deleted_at is null"));
    }

    /** 0 for a file that is not there. */
    private long size(String file) {
        try {
            return Files.size(data.resolve(file));
        } catch (IOException e) {
            return 0;
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private record Counted(String what, long number) {}
}
