package com.mewayz.operations.logs;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.operations.Notice;
import com.mewayz.platform.Feature;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.logging.ErrorCollector;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Times;
import com.mewayz.platform.web.Views;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Errors and the log's levels, for operators: their pages, and the API of both. */
public final class Logging implements Feature, AutoCloseable {
    static final String PATH = "/settings/errors";

    private static final int PAGE = 20;
    private final Clock clock;
    private final Views views;
    private final ErrorCollector collector;
    private final ErrorKinds kinds;
    private final Levels levels;

    public Logging(Db db, Bus bus, Clock clock, String version, Views views) {
        this.clock = clock;
        this.views = views;
        collector = new ErrorCollector(clock);
        kinds = new ErrorKinds(db, clock, version, collector);
        levels = new Levels(db, bus, clock);
        collector.attach();
    }

    /** Told on every page. */
    public List<Notice> notices() {
        return kinds.fresh() == 0
                ? List.of()
                : List.of(new Notice("Something broke that never did before.", PATH, "See what"));
    }

    @Override
    public void api(Api api) {
        new ErrorApi(kinds).mount(api);
        levels.mount(api);
    }

    @Override
    public void pages(Pages pages) {
        pages.get(PATH, OPERATOR, this::show);
        pages.post(PATH + "/level", OPERATOR, this::change);
        pages.get(PATH + "/{error}", OPERATOR, this::one);
        pages.post(PATH + "/{error}", OPERATOR, call -> {
            kinds.done(call.id("error"));
            return Answer.seeOther(PATH);
        });
    }

    @Override
    public void jobs(Jobs jobs) {
        jobs.every(Duration.ofMinutes(1), "store-errors", "Stores which errors there were.", () -> {
            kinds.store();
            levels.expire();
        });
    }

    private Answer show(Call call) {
        boolean done = call.query("show").orElse("").equals(ErrorFilter.DONE);
        var filter = new ErrorFilter(done ? ErrorFilter.DONE : ErrorFilter.OPEN, false, "");
        var page = kinds.page(call.page(), PAGE, filter);
        Map<String, Object> model = new HashMap<>();
        model.put("page", "Errors");
        model.put("done", done);
        model.put("errors", page.items().stream().map(this::shown).toList());
        model.put("paging", Views.paging(call, page));
        model.put(
                "levels",
                levels.all().stream()
                        .map(each -> (each.logger().isEmpty() ? "everything" : each.logger()) + ": "
                                + each.level().toUpperCase(Locale.ROOT) + ", until " + words(each.until()))
                        .toList());
        return views.page(call, "operations/errors", model);
    }

    private Answer one(Call call) {
        var row = kinds.get(call.id("error"));
        Map<String, Object> model = new HashMap<>(shown(row));
        model.put("page", "Error");
        model.put("trace", row.trace());
        model.put("version", row.version());
        model.put("request", row.request());
        return views.page(call, "operations/error", model);
    }

    private Answer change(Call call) {
        var form = call.form();
        if (form.text("level").equals("usual")) {
            levels.reset(call.user());
        } else {
            levels.change(call.user(), new LevelInput(form.text("logger"), form.text("level"), form.text("time")));
        }
        return Answer.seeOther(PATH);
    }

    private Map<String, Object> shown(ErrorKinds.Row row) {
        return Map.of(
                "id", row.id(),
                "kind", row.kind(),
                "severe", row.severe(),
                "message", row.message(),
                "number", row.number(),
                "first", words(row.firstAt()),
                "last", words(row.lastAt()),
                "back", row.cameBack(),
                "seen", row.doneAt() != null);
    }

    private String words(Instant at) {
        return Times.words(at, clock.instant(), ZoneOffset.UTC);
    }

    @Override
    public void close() {
        collector.close();
        levels.close();
    }
}
