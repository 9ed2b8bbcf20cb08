package com.mewayz;

import com.mewayz.operations.Notice;
import com.mewayz.operations.Operations;
import com.mewayz.operations.backups.Backups;
import com.mewayz.operations.certificates.Encryption;
import com.mewayz.operations.doctor.Doctor;
import com.mewayz.operations.doctor.Patient;
import com.mewayz.operations.health.Health;
import com.mewayz.operations.health.Metrics;
import com.mewayz.operations.health.Readiness;
import com.mewayz.operations.logs.Logging;
import com.mewayz.operations.status.Component;
import com.mewayz.operations.status.Status;
import com.mewayz.platform.config.Setting;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.dns.NameServers;
import com.mewayz.platform.service.Proc;
import com.mewayz.platform.web.Views;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts together what tells whether the server lives, and what looks it over. */
final class Vitals {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final App app;
    private final Settings settings;
    private final Clock clock;
    private final Db trafficDb;
    /** Another one for each run of the program. */
    private final String run;

    Vitals(App app, Settings settings, Clock clock, SecureRandom random, Db trafficDb) {
        this.app = app;
        this.settings = settings;
        this.clock = clock;
        this.trafficDb = trafficDb;
        this.run = Long.toString(random.nextLong() & Long.MAX_VALUE, 36);
    }

    Health health(Backups backups) {
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
        return new Health(readiness, metrics, run);
    }

    Operations operations(Views views) {
        return new Operations(
                new Operations.Parts(app.db(), trafficDb, app.bus(), clock, app.jobs(), app.mailer(), settings), views);
    }

    /** What people use, and how to find out whether it works. */
    Status status(Views views) {
        return new Status(
                app.db(),
                app.bus(),
                clock,
                views,
                List.of(
                        new Component("pages", "Pages and links", () -> Optional.of(HealthCommand.lives(settings))),
                        new Component(
                                "console",
                                "Console and API",
                                () -> Optional.of(app.db().takesWrites(PATIENCE))),
                        new Component(
                                "search",
                                "Search",
                                () -> Optional.of(app.finder().isOpen())),
                        new Component(
                                "mail",
                                "Mail",
                                () -> app.mailer().ready()
                                        ? Optional.of(!app.mailer().isBehind())
                                        : Optional.empty()),
                        new Component(
                                "timetable",
                                "What runs by itself",
                                () -> Optional.of(app.jobs().isRunning()))));
    }

    Logging logging(Views views) {
        return new Logging(app.db(), app.bus(), clock, Version.text(), views);
    }

    /** What whoever runs the server should know on every page. */
    static List<Notice> notices(Backups backups, Encryption encryption, Operations operations, Logging logging) {
        return Stream.of(backups.notices(), encryption.notices(), operations.notices(), logging.notices())
                .flatMap(List::stream)
                .toList();
    }

    Doctor doctor(Views views) {
        return new Doctor(
                new Patient(
                        settings,
                        clock,
                        Optional.of(new Patient.Databases(app.db(), trafficDb)),
                        Version.text(),
                        () -> Optional.of(new Patient.Running(DataFolder.local(settings, app.port()), run)),
                        app.mailer().settings()::server,
                        new NameServers(settings.nameServers()),
                        new Proc()),
                views);
    }
}
