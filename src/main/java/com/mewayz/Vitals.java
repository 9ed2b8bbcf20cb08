package com.mewayz;

import com.mewayz.operations.health.Health;
import com.mewayz.operations.health.Readiness;
import com.mewayz.platform.config.Settings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** Puts together what tells whether the server lives. */
final class Vitals {
    private Vitals() {}

    static Health of(App app, Settings settings, Clock clock, SecureRandom random) {
        var readiness = new Readiness(
                clock,
                app.db(),
                settings.data(),
                List.of(
                        new Readiness.Part(
                                "search index",
                                "is not open",
                                () -> app.finder().isOpen()),
                        new Readiness.Part(
                                "timetable", "does not run", () -> app.jobs().isRunning())));
        return new Health(readiness, Long.toString(random.nextLong() & Long.MAX_VALUE, 36));
    }
}
