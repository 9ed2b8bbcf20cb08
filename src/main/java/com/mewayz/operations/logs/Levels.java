package com.mewayz.operations.logs;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.facts.ServerFact.LogLevelChanged;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.logging.LogLevels;
import com.mewayz.platform.web.Api;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** How much is written to the log, changed for a while; who does so is written down first. */
final class Levels {
    private static final String PATH = "/log-levels";

    private final Db db;
    private final Bus bus;
    private final LogLevels levels;

    Levels(Db db, Bus bus, Clock clock) {
        this.db = db;
        this.bus = bus;
        this.levels = new LogLevels(clock);
    }

    void mount(Api api) {
        api.get(PATH, OPERATOR, LevelInfo[].class, "List what is changed of the log's levels.", call -> all());
        api.put(
                PATH,
                OPERATOR,
                LevelInput.class,
                LevelInfo.class,
                "Change how much a part of the program writes to the log, for a while.",
                (call, input) -> change(call.user(), input));
        api.delete(PATH, OPERATOR, "Reset all levels of the log to what is usual.", call -> reset(call.user()));
    }

    /** What is changed now, by the name of the logger. */
    List<LevelInfo> all() {
        levels.expire();
        return levels.all().entrySet().stream()
                .map(each -> info(each.getKey(), each.getValue()))
                .toList();
    }

    /** @throws com.mewayz.platform.Problem 422 */
    LevelInfo change(long by, LevelInput input) {
        var wanted = input.checked();
        db.inTransaction(() -> bus.publish(
                new LogLevelChanged(by, wanted.logger(), wanted.level().getName())));
        return info(wanted.logger(), levels.change(wanted.logger(), wanted.level(), wanted.time()));
    }

    void reset(long by) {
        if (!all().isEmpty()) {
            db.inTransaction(() -> bus.publish(new LogLevelChanged(by, "", "")));
            levels.reset();
        }
    }

    void expire() {
        levels.expire();
    }

    /** Nothing of it outlives the program. */
    void close() {
        levels.reset();
    }

    private static LevelInfo info(String logger, LogLevels.Changed changed) {
        return new LevelInfo(logger, changed.level().getName().toLowerCase(Locale.ROOT), changed.until());
    }

    /**
     * A level that is changed.
     *
     * @param logger a package; empty for everything
     */
    public record LevelInfo(String logger, String level, Instant until) {}
}
