package com.mewayz;

import com.mewayz.operations.backups.Backups;
import com.mewayz.operations.health.Health;
import com.mewayz.operations.health.Metrics;
import com.mewayz.operations.health.Readiness;
import com.mewayz.platform.config.Setting;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.db.Db;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** Puts together what tells whether the server lives. */
final class Vitals {
    private Vitals() {}

    static Health of(App app, Settings settings, Clock clock, SecureRandom random, Db trafficDb, Backups backups) {
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
        var sources = new Metrics.Sources(clock, settings.data(), app.db(), trafficDb, app.bus(), app.jobs(), backups);
        var metrics = new Metrics(
                settings.text(Setting.METRICS_TOKEN),
                Version.text(),
                () -> app.web().figures(),
                sources);
        return new Health(readiness, metrics, Long.toString(random.nextLong() & Long.MAX_VALUE, 36));
    }
}
