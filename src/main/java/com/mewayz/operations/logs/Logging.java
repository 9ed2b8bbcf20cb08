package com.mewayz.operations.logs;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.facts.ServerFact.LogLevelChanged;
import com.mewayz.operations.Notice;
import com.mewayz.platform.Feature;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.logging.ErrorCollector;
import com.mewayz.platform.logging.LogLevels;
import com.mewayz.platform.web.Answer;
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
import java.util.Map;
import java.util.logging.Level;

/** The pages of errors and of the log's levels, for operators. */
public final class Logging implements Feature, AutoCloseable {
    static final String PATH = "/settings/errors";

    private static final int PAGE = 20;
    private static final Map<String, Level> LEVELS =
            Map.of("warning", Level.WARNING, "info", Level.INFO, "fine", Level.FINE, "finest", Level.FINEST);
    private static final Map<String, Duration> TIMES =
            Map.of("10m", Duration.ofMinutes(10), "1h", Duration.ofHours(1), "1d", Duration.ofDays(1));

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Views views;
    private final ErrorCollector collector;
    private final ErrorKinds kinds;
    private final LogLevels levels;

    public Logging(Db db, Bus bus, Clock clock, String version, Views views) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.views = views;
        collector = new ErrorCollector(clock);
        kinds = new ErrorKinds(db, clock, version, collector);
        levels = new LogLevels(clock);
        collector.attach();
    }

    /** Told on every page. */
    public List<Notice> notices() {
        return kinds.fresh() == 0
                ? List.of()
                : List.of(new Notice("Something broke that never did before.", PATH, "See what"));
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
        kinds.store();
        levels.expire();
        boolean done = call.query("show").orElse("").equals("done");
        var page = kinds.page(call.page(), PAGE, done);
        Map<String, Object> model = new HashMap<>();
        model.put("page", "Errors");
        model.put("done", done);
        model.put("errors", page.items().stream().map(this::shown).toList());
        model.put("paging", Views.paging(call, page));
        model.put(
                "levels",
                levels.all().entrySet().stream()
                        .map(each -> (each.getKey().isEmpty() ? "everything" : each.getKey()) + ": "
                                + each.getValue().level().getName() + ", until "
                                + words(each.getValue().until()))
                        .toList());
        return views.page(call, "operations/errors", model);
    }

    private Answer one(Call call) {
        kinds.store();
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
        var logger = form.text("logger").strip();
        if (!logger.matches("[A-Za-z0-9_.$]{0,200}")) {
            throw Problem.invalid("logger", "A package like com.mewayz.platform.mail, or nothing for everything.");
        }
        if (form.text("level").equals("usual")) {
            levels.reset();
            tell(call, logger, "");
            return Answer.seeOther(PATH);
        }
        var level = LEVELS.get(form.text("level"));
        var time = TIMES.get(form.text("time"));
        if (level == null || time == null) {
            throw Problem.invalid("level", "Choose how much, and for how long.");
        }
        levels.change(logger, level, time);
        tell(call, logger, level.getName());
        return Answer.seeOther(PATH);
    }

    private void tell(Call call, String logger, String level) {
        db.inTransaction(() -> bus.publish(new LogLevelChanged(call.user(), logger, level)));
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
        levels.reset();
    }
}
