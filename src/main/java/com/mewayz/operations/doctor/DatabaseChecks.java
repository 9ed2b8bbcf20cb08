package com.mewayz.operations.doctor;

import com.mewayz.operations.backups.Manifest;
import com.mewayz.platform.Amounts;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Inspection;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.search.Search;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is stored, what is derived from it, and who works on it. */
final class DatabaseChecks {
    private static final Duration QUICK = Duration.ofSeconds(3);
    private static final long LARGE = 256 << 20;
    private static final Duration LATE = Duration.ofMinutes(5);

    private final Patient patient;

    DatabaseChecks(Patient patient) {
        this.patient = patient;
    }

    List<Check> all() {
        return List.of(
                new Check("Databases", () -> whole(List.of(Manifest.MAIN, Manifest.TRAFFIC))),
                new Check("Database log", this::log),
                new Check("Search index", this::index),
                new Check("Timetable", () -> open(this::timetable)),
                new Check("Jobs", () -> open(this::jobs)),
                new Check("Followers", () -> open(this::listeners)));
    }

    private Finding open(Function<Patient.Databases, Finding> look) {
        return patient.databases()
                .map(look)
                .orElseGet(() -> Finding.notApplicable("There are no databases that could be opened."));
    }

    private Finding whole(List<String> files) {
        var faults = new ArrayList<String>();
        for (var name : files) {
            var file = patient.data().resolve(name);
            if (!Files.exists(file)) {
                return Finding.notApplicable("There is no " + name + " yet.");
            }
            var found = Inspection.faults(file, QUICK);
            if (found.isEmpty()) {
                return Finding.unknown(
                        name + " is too large to be looked through in " + QUICK.toSeconds() + " seconds.",
                        "Look through a backup of it, which is a copy: mewayz verify FILE");
            }
            found.get().forEach(fault -> faults.add(name + ": " + fault.replaceAll("\\s+", " ")));
        }
        return faults.isEmpty()
                ? Finding.ok("Both databases are sound.")
                : Finding.problem(
                        "A database is damaged. " + faults.getFirst(),
                        "Stop the server and restore the last good backup: mewayz restore FILE");
    }

    private Finding log() {
        long largest = 0;
        for (var name : List.of(Manifest.MAIN, Manifest.TRAFFIC)) {
            largest = Math.max(largest, size(name + "-wal"));
        }
        var found = "The larger of the two logs has " + Amounts.bytes(largest) + ".";
        return largest > LARGE
                ? Finding.warning(
                        found, "Restart the server: something kept it from being taken over into the database.")
                : Finding.ok(found);
    }

    private long size(String name) {
        try {
            var file = patient.data().resolve(name);
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0; // it was taken over in this moment
        }
    }

    private Finding index() {
        var folder = patient.data().resolve("index");
        if (!Files.isDirectory(folder)) {
            return Files.exists(folder)
                    ? Finding.problem(
                            folder + " is a file.", "Remove it and restart the server; the index is made anew.")
                    : Finding.notApplicable("There is no index yet; the server makes it after its start.");
        }
        try {
            var entries = Search.entries(folder);
            return entries.isPresent()
                    ? Finding.ok("The index is whole; it holds "
                            + String.format(Locale.ENGLISH, "%,d entries", entries.getAsInt()) + ".")
                    : Finding.warning("The index is empty.", "Restart the server; the index is made anew.");
        } catch (UncheckedIOException e) {
            return Finding.problem(
                    "The index is damaged.", "Restart the server; the index is made anew from the database.");
        }
    }

    private Finding timetable(Patient.Databases databases) {
        if (patient.running().get().isEmpty()) {
            return Finding.notApplicable("The server does not run, and so nothing is due.");
        }
        var lag = Jobs.lag(databases.main(), patient.clock().instant());
        return lag.compareTo(LATE) > 0
                ? Finding.problem(
                        "The timetable is " + Amounts.time(lag) + " late.",
                        "Restart the server; if it comes again, the log says which job holds up the others.")
                : Finding.ok("The timetable is on time.");
    }

    private Finding jobs(Patient.Databases databases) {
        var failing = databases.main().list(Failing.class, """
                select task_name as name, consecutive_failures as failures from scheduled_tasks
                where consecutive_failures > 0 order by task_name""");
        return failing.isEmpty()
                ? Finding.ok("The last run of every job went well.")
                : Finding.warning(
                        failing.stream()
                                .map(job -> job.name + " (" + Amounts.count(job.failures, "time") + ")")
                                .collect(Collectors.joining(", ", "These jobs failed when they ran last: ", ".")),
                        "The log says why; they are tried again at their next time.");
    }

    private Finding listeners(Patient.Databases databases) {
        var parked = new Bus(databases.main(), patient.clock())
                .listeners().stream().filter(Bus.Listener::parked).toList();
        return parked.isEmpty()
                ? Finding.ok("Everybody who follows what happens keeps up.")
                : Finding.problem(
                        parked.stream()
                                .map(each -> each.name() + " (" + each.error() + ")")
                                .collect(Collectors.joining(", ", "These gave up after many tries: ", ".")),
                        "Put right what is wrong, and let them go on under Settings, Server log.");
    }

    private record Failing(String name, long failures) {}
}
