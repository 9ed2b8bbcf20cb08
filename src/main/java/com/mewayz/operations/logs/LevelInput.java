package com.mewayz.operations.logs;

import com.mewayz.platform.Check;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/**
 * How much is to be written for a while.
 *
 * @param logger a package like com.mewayz.platform.mail; empty or left out for everything
 * @param level warning, info, fine or finest
 * @param time 10m, 1h or 1d
 */
public record LevelInput(
        @Nullable String logger,
        @Nullable String level,
        @Nullable String time) {
    private static final Map<String, Level> LEVELS =
            Map.of("warning", Level.WARNING, "info", Level.INFO, "fine", Level.FINE, "finest", Level.FINEST);
    private static final Map<String, Duration> TIMES =
            Map.of("10m", Duration.ofMinutes(10), "1h", Duration.ofHours(1), "1d", Duration.ofDays(1));

    /** @throws com.mewayz.platform.Problem 422 */
    Checked checked() {
        var name = logger == null ? "" : logger.strip();
        new Check()
                .that(
                        "logger",
                        name.matches("[A-Za-z0-9_.$]{0,200}"),
                        "A package like com.mewayz.platform.mail, or nothing for everything.")
                .oneOf("level", level, LEVELS.keySet())
                .oneOf("time", time, TIMES.keySet())
                .done();
        return new Checked(
                name,
                LEVELS.getOrDefault(String.valueOf(level), Level.INFO),
                TIMES.getOrDefault(String.valueOf(time), Duration.ZERO));
    }

    record Checked(String logger, Level level, Duration time) {}
}
