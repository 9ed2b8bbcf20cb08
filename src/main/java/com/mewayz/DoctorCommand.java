package com.mewayz;

import com.mewayz.operations.backups.Manifest;
import com.mewayz.operations.doctor.Checkup;
import com.mewayz.operations.doctor.Checkup.Report;
import com.mewayz.operations.doctor.Finding.State;
import com.mewayz.operations.doctor.Patient;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.crypto.Secrets;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.dns.NameServers;
import com.mewayz.platform.mail.MailServer;
import com.mewayz.platform.mail.MailSettings;
import com.mewayz.platform.service.Proc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks a server over from beside it, whether it runs or not, and changes nothing. */
@Command(
        name = "doctor",
        description = {
            "Look this server over: what is wrong, and what to do about it.",
            "The exit code is 2 if there is a problem, 1 with --strict if there is a warning, and 0 otherwise."
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final SecureRandom RANDOM = new SecureRandom();

    @Mixin
    private Cli.Flags flags = new Cli.Flags();

    @Option(names = "--strict", description = "end with 1 if there is a warning")
    private boolean strict;

    @Override
    public Integer call() {
        return look(flags.settings(), Clock.systemUTC(), strict);
    }

    static int look(Settings settings, Clock clock, boolean strict) {
        var opened = open(settings.data(), clock);
        try {
            var report = new Checkup(patient(settings, clock, opened)).run(Optional.empty());
            print(report);
            if (report.count(State.PROBLEM) > 0) {
                return 2;
            }
            return strict && report.count(State.WARNING) > 0 ? 1 : 0;
        } finally {
            opened.ifPresent(databases -> {
                databases.main().close();
                databases.traffic().close();
            });
        }
    }

    private static Patient patient(Settings settings, Clock clock, Optional<Patient.Databases> databases) {
        return new Patient(
                settings,
                clock,
                databases,
                Version.text(),
                () -> running(settings),
                () -> databases.flatMap(opened -> mail(settings, opened.main())),
                new NameServers(settings.nameServers()),
                new Proc());
    }

    /** What keeps them from being opened is what one of the checks is about. */
    private static Optional<Patient.Databases> open(Path data, Clock clock) {
        var main = data.resolve(Manifest.MAIN);
        var traffic = data.resolve(Manifest.TRAFFIC);
        if (!Files.exists(main) || !Files.exists(traffic)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Patient.Databases(Db.openReadOnly(main, clock), Db.openReadOnly(traffic, clock)));
        } catch (IllegalStateException | LinkageError e) {
            Cli.say(e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Patient.Running> running(Settings settings) {
        var address = DataFolder.local(settings);
        try {
            return new PlainClient(address, PATIENCE, settings.proxyProtocol())
                    .get("/livez")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("run: "))
                    .map(line -> new Patient.Running(address, line.substring("run: ".length())))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<MailServer> mail(Settings settings, Db db) {
        var secrets = Secrets.open(settings.data().resolve("keys"), RANDOM);
        return new MailSettings(db, settings, secrets, () -> DataFolder.address(settings)).server();
    }

    private static void print(Report report) {
        int width = report.entries().stream()
                .mapToInt(entry -> entry.name().length())
                .max()
                .orElse(0);
        for (var entry : report.sorted()) {
            var finding = entry.finding();
            System.out.printf(
                    "%-8s  %-" + width + "s  %s%n", mark(finding.state()), entry.name(), plain(finding.found()));
            if (!finding.remedy().isEmpty()) {
                System.out.printf("%-8s  %-" + width + "s  -> %s%n", "", "", plain(finding.remedy()));
            }
        }
        System.out.printf(
                "%nProblems: %d, warnings: %d, could not be checked: %d, ok: %d, not applicable: %d.%n",
                report.count(State.PROBLEM),
                report.count(State.WARNING),
                report.count(State.UNKNOWN),
                report.count(State.OK),
                report.count(State.NOT_APPLICABLE));
        System.out.flush();
    }

    /** Name servers and mail servers have a say in it, and none in what the terminal does. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static String mark(State state) {
        return switch (state) {
            case PROBLEM -> "PROBLEM";
            case WARNING -> "warning";
            case UNKNOWN -> "unknown";
            case OK -> "ok";
            case NOT_APPLICABLE -> "-";
        };
    }
}
