package com.mewayz.operations.doctor;

import com.mewayz.operations.doctor.Finding.State;
import com.mewayz.platform.Lazy;
import com.mewayz.platform.Ticks;
import com.mewayz.platform.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Makes all checks at the same time. None of them can hold up the others, nor whoever waits for the result. */
public final class Checkup {
    /** Longer than a name server or a mail server that is well takes to answer. */
    static final Duration MOST = Duration.ofSeconds(8);

    private static final Logger LOG = Logger.getLogger(Checkup.class.getName());
    private static final int WORKERS = 8;

    private final Patient patient;
    private final Lazy<Workers> workers = new Lazy<>(() -> new Workers("checkup", WORKERS, 64));

    public Checkup(Patient patient) {
        this.patient = patient;
    }

    /** @param approach how whoever wants to know has come to the server; empty on the command line */
    public Report run(Optional<Patient.Approach> approach) {
        return run(checks(approach), MOST);
    }

    Report run(List<Check> checks, Duration most) {
        long start = Ticks.now();
        var at = patient.clock().instant();
        List<Supplier<Finding>> looks = new ArrayList<>();
        checks.forEach(check -> looks.add(() -> look(check)));
        var findings = workers.get().all(looks, most);
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < checks.size(); i++) {
            entries.add(new Entry(
                    checks.get(i).name(),
                    findings.get(i)
                            .orElseGet(() -> Finding.unknown(
                                    "This took longer than " + most.toSeconds() + " seconds.",
                                    "Try again in a moment."))));
        }
        return new Report(at, Duration.ofNanos(Ticks.now() - start), entries);
    }

    private List<Check> checks(Optional<Patient.Approach> approach) {
        return Stream.of(
                        new MachineChecks(patient).all(),
                        new FolderChecks(patient).all(),
                        new DatabaseChecks(patient).all(),
                        new BackupChecks(patient).all(),
                        new AddressChecks(patient, approach).all(),
                        new MailChecks(patient).all())
                .flatMap(List::stream)
                .toList();
    }

    private static Finding look(Check check) {
        try {
            return check.look().get();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "the check of " + check.name() + " failed", e);
            return Finding.unknown("The check itself failed.", "The log of the server says why.");
        }
    }

    /** One line of the report. */
    public record Entry(String name, Finding finding) {}

    /**
     * What was found.
     *
     * @param took all checks together
     */
    public record Report(Instant at, Duration took, List<Entry> entries) {
        public long count(State state) {
            return entries.stream()
                    .filter(entry -> entry.finding.state() == state)
                    .count();
        }

        /** The worst first. */
        public List<Entry> sorted() {
            return entries.stream()
                    .sorted(Comparator.comparing(entry -> entry.finding.state()))
                    .toList();
        }
    }
}
