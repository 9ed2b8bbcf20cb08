package com.mewayz.operations;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.facts.ServerFact.JobStarted;
import com.mewayz.platform.Amounts;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Times;
import com.mewayz.platform.web.Views;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What runs by itself: when it did, how that went, and when it comes next. */
final class TimetablePages {
    static final String PATH = "/settings/timetable";

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Jobs jobs;
    private final Views views;

    TimetablePages(Db db, Bus bus, Clock clock, Jobs jobs, Views views) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.jobs = jobs;
        this.views = views;
    }

    void mount(Pages pages) {
        pages.get(PATH, OPERATOR, this::show);
        pages.get(PATH + "/{job}", OPERATOR, this::history);
        pages.post(PATH + "/{job}", OPERATOR, this::run);
    }

    void api(Api api) {
        api.get(
                "/timetable",
                OPERATOR,
                Entry[].class,
                "What runs by itself: when it ran last, how that went, and when it comes next",
                call -> jobs.plans().values().stream().map(Entry::of).toList());
        api.get(
                "/timetable/{job}",
                OPERATOR,
                Entry.class,
                "One thing that runs by itself",
                call -> Entry.of(plan(call)));
        api.get(
                "/timetable/{job}/runs",
                OPERATOR,
                Ran[].class,
                "The last runs of a job, the latest first",
                call -> jobs.runs(plan(call).job().name()).stream().map(Ran::of).toList());
        api.post("/timetable/{job}/runs", OPERATOR, Entry.class, "Run a job within moments", call -> {
            start(call);
            return Entry.of(plan(call));
        });
    }

    /**
     * A job.
     *
     * @param pauseSeconds between two runs
     */
    record Entry(
            String name,
            String purpose,
            long pauseSeconds,
            @Nullable Instant nextAt,
            @Nullable Ran last) {
        static Entry of(Jobs.Plan plan) {
            var last = plan.last();
            return new Entry(
                    plan.job().name(),
                    plan.job().purpose(),
                    plan.job().pause().toSeconds(),
                    plan.next(),
                    last == null ? null : Ran.of(last));
        }
    }

    /**
     * One run of a job.
     *
     * @param error why it failed; empty if it did not
     * @param note what it did, in a sentence; may be empty
     */
    record Ran(Instant startedAt, long millis, String error, String note) {
        static Ran of(Jobs.Run run) {
            return new Ran(run.startedAt(), run.millis(), run.error(), run.note());
        }
    }

    List<Notice> notices() {
        return jobs.all().stream()
                .filter(job -> job.tally().isFailing())
                .map(job -> new Notice("The job " + job.name() + " failed.", PATH + "/" + job.name(), "See why"))
                .limit(1)
                .toList();
    }

    private Answer show(Call call) {
        var plans = new ArrayList<Map<String, Object>>();
        jobs.plans().values().forEach(plan -> plans.add(shown(plan)));
        return views.page(call, "operations/timetable", Map.of("page", "Timetable", "jobs", plans));
    }

    private Answer history(Call call) {
        var plan = plan(call);
        return views.page(
                call,
                "operations/job",
                Map.of(
                        "page",
                        plan.job().name(),
                        "job",
                        shown(plan),
                        "runs",
                        jobs.runs(plan.job().name()).stream().map(this::shown).toList()));
    }

    private Answer run(Call call) {
        return Answer.seeOther(PATH + "/" + start(call));
    }

    private String start(Call call) {
        var name = plan(call).job().name();
        db.inTransaction(() -> bus.publish(new JobStarted(call.user(), name)));
        jobs.soon(name);
        return name;
    }

    private Jobs.Plan plan(Call call) {
        var plan = jobs.plans().get(call.parameter("job"));
        if (plan == null) {
            throw Problem.notFound("job");
        }
        return plan;
    }

    private Map<String, Object> shown(Jobs.Plan plan) {
        var last = plan.last();
        return Map.of(
                "name",
                plan.job().name(),
                "purpose",
                plan.job().purpose(),
                "pause",
                Amounts.every(plan.job().pause()),
                "next",
                plan.next() == null ? "" : words(plan.next()),
                "ran",
                last != null,
                "failing",
                last != null && !last.error().isEmpty(),
                "last",
                last == null ? Map.of() : shown(last));
    }

    private Map<String, Object> shown(Jobs.Run run) {
        return Map.of(
                "at", words(run.startedAt()),
                "took", took(run.millis()),
                "error", run.error(),
                "note", run.note());
    }

    private String words(@Nullable Instant at) {
        return at == null ? "" : Times.words(at, clock.instant(), ZoneOffset.UTC);
    }

    private static String took(long millis) {
        return millis < 1000 ? millis + " ms" : "%d.%d s".formatted(millis / 1000, millis % 1000 / 100);
    }
}
