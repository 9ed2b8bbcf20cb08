package com.mewayz.operations.doctor;

import com.mewayz.platform.Amounts;
import com.mewayz.platform.web.lane.Guard;
import java.lang.management.ManagementFactory;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Locale;

/** The machine and the JVM. */
final class MachineChecks {
    private static final int JAVA = 25;
    private static final long TIGHT = 64 << 20;
    /** As many connections as are taken at once, with the files beside them. */
    private static final long FILES = Guard.Limits.MOST;
    /** Before this program was written. */
    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

    private static final Duration SLIP = Duration.ofMinutes(2);

    private final Patient patient;

    MachineChecks(Patient patient) {
        this.patient = patient;
    }

    List<Check> all() {
        return List.of(
                new Check("Version", this::version),
                new Check("Java", () -> java(Runtime.version())),
                new Check("Memory", this::memory),
                new Check("Open files", this::openFiles),
                new Check("Clock", this::clock),
                new Check("Time zones", this::zones));
    }

    private Finding version() {
        if (patient.version().equals("development")) {
            return Finding.notApplicable("This is a build for development, which has no version.");
        }
        boolean prepared = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(flag -> flag.startsWith("-XX:AOTCache="));
        return prepared
                ? Finding.ok("Mewayz " + patient.version() + ", started with its AOT cache.")
                : Finding.warning(
                        "Mewayz " + patient.version() + " runs without its AOT cache, and starts more slowly.",
                        "Run: mewayz optimize");
    }

    static Finding java(Runtime.Version version) {
        if (version.feature() < JAVA) {
            return Finding.problem("This is Java " + version + ".", "Install Java " + JAVA + " or newer.");
        }
        return version.pre().isPresent()
                ? Finding.warning(
                        "This is Java " + version + ", which is not released yet.", "Install a released Java.")
                : Finding.ok("Java " + version + " by " + System.getProperty("java.vendor") + ".");
    }

    private Finding memory() {
        var runtime = Runtime.getRuntime();
        long most = runtime.maxMemory();
        long used = runtime.totalMemory() - runtime.freeMemory();
        var heap = Amounts.bytes(used) + " of " + Amounts.bytes(most) + " of heap in use";
        if (used > most / 10 * 9) {
            return Finding.warning(
                    heap + ".", "Give the machine more memory, or more of it to Java: MEWAYZ_JAVA_OPTS=-Xmx512m");
        }
        var free = patient.proc().availableBytes();
        if (free.isEmpty()) {
            return Finding.ok(heap + ".");
        }
        var both = heap + ", " + Amounts.bytes(free.getAsLong()) + " of memory free on the machine.";
        return free.getAsLong() < TIGHT
                ? Finding.warning(both, "Stop what else runs here, or give the machine more memory.")
                : Finding.ok(both);
    }

    private Finding openFiles() {
        var most = patient.proc().mostOpenFiles();
        if (most.isEmpty()) {
            return Finding.notApplicable("There is no limit that could be read.");
        }
        var found = String.format(Locale.ENGLISH, "At most %,d files and connections may be open.", most.getAsLong());
        return most.getAsLong() < FILES
                ? Finding.warning(
                        found,
                        "Raise the limit: LimitNOFILE=65536 in the systemd unit, or ulimit -n 65536 before the start.")
                : Finding.ok(found);
    }

    private Finding clock() {
        var now = patient.clock().instant();
        if (now.isBefore(EARLIEST)) {
            return Finding.problem(
                    "The clock says " + day(now) + ".", "Set the clock, and let it be kept: timedatectl set-ntp true");
        }
        if (patient.databases().isEmpty()) {
            return Finding.ok("The clock says " + day(now) + ".");
        }
        var newest = newest(patient.databases().get());
        if (newest.isAfter(now.plus(SLIP))) {
            return Finding.problem(
                    "The newest entry is from " + Amounts.time(Duration.between(now, newest))
                            + " in the future: the clock was set back.",
                    "Set the clock, and let it be kept: timedatectl set-ntp true");
        }
        return Finding.ok("No entry is from the future; it is " + day(now) + " in UTC.");
    }

    private static Instant newest(Patient.Databases databases) {
        long fact = databases.main().number("select max(at) from (select at from fact order by id desc limit 1000)");
        long visit = databases.traffic().number("select max(at) from (select at from log order by id desc limit 1000)");
        return Instant.ofEpochMilli(Math.max(fact, visit));
    }

    private Finding zones() {
        var unknown = patient.databases().stream()
                .flatMap(
                        databases -> databases
                                .main()
                                .list(Zone.class, "select distinct timezone from workspace where deleted_at is null")
                                .stream())
                .map(Zone::timezone)
                .filter(zone -> !isKnown(zone))
                .toList();
        if (!unknown.isEmpty()) {
            return Finding.problem(
                    "This Java does not know the time zones " + String.join(", ", unknown) + ".",
                    "Update Java, which brings newer time zones.");
        }
        return edition(ZoneRulesProvider.getVersions("Europe/Berlin").lastKey());
    }

    private Finding edition(String edition) {
        int year = edition.matches("\\d{4}[a-z]+") ? Integer.parseInt(edition.substring(0, 4)) : 0;
        int now = patient.clock().instant().atZone(ZoneOffset.UTC).getYear();
        return year > 0 && year < now - 1
                ? Finding.warning(
                        "The rules of time zones are those of " + edition + ".",
                        "Update Java, which brings newer time zones.")
                : Finding.ok("The rules of time zones are those of " + edition + "; this machine is in "
                        + ZoneId.systemDefault() + ".");
    }

    private static boolean isKnown(String zone) {
        try {
            return !ZoneId.of(zone).getId().isEmpty();
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String day(Instant at) {
        return at.toString().substring(0, 16).replace('T', ' ');
    }

    private record Zone(String timezone) {}
}
