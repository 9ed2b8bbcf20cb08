package com.mewayz.operations.doctor;

import com.mewayz.platform.Amounts;
import com.mewayz.platform.config.Setting;
import com.mewayz.platform.db.Db;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether all of it could be brought back. */
final class BackupChecks {
    private static final Duration OLD = Duration.ofHours(36);
    private static final Duration MUCH_TOO_OLD = Duration.ofDays(7);
    private static final Duration LONG_UNTRIED = Duration.ofDays(21);
    private static final String NOW = "Begin one under Settings, Backups, or run: mewayz backup FILE";

    private final Patient patient;

    BackupChecks(Patient patient) {
        this.patient = patient;
    }

    List<Check> all() {
        return List.of(
                new Check("Last backup", () -> open(this::age)),
                new Check("Backup looked through", () -> open(this::verified)),
                new Check("Trial restore", () -> open(this::trial)),
                new Check("Backup passphrase", this::passphrase));
    }

    private Finding open(Function<Db, Finding> look) {
        return patient.databases()
                .map(databases -> look.apply(databases.main()))
                .orElseGet(() -> Finding.notApplicable("There is nothing to back up yet."));
    }

    private Finding age(Db db) {
        var last = db.find(Row.class, "select * from backup where state <> 'running' order by id desc limit 1");
        if (last.isPresent() && last.get().state.equals("failed")) {
            return Finding.problem("The last backup failed: " + last.get().error, NOW);
        }
        var good = good(db);
        if (good.isEmpty()) {
            return db.number("select count(*) from user") == 0
                    ? Finding.notApplicable("Nobody has an account yet: there is nothing to back up.")
                    : Finding.warning("There is no backup yet.", NOW);
        }
        var age = Duration.between(good.get().createdAt, patient.clock().instant());
        if (age.isNegative()) {
            return Finding.warning("The last good backup is from a time to come: the clock was put back since.", NOW);
        }
        var found = "The last good backup is " + Amounts.time(age) + " old.";
        if (age.compareTo(OLD) < 0) {
            return Finding.ok(found);
        }
        return age.compareTo(MUCH_TOO_OLD) < 0 ? Finding.warning(found, NOW) : Finding.problem(found, NOW);
    }

    private Finding verified(Db db) {
        var good = good(db);
        if (good.isEmpty()) {
            return Finding.notApplicable("There is no backup yet.");
        }
        var at = good.get().verifiedAt;
        return at == null
                ? Finding.warning("The last backup was not read again after it was made.", "Run: mewayz verify FILE")
                : Finding.ok("The last backup was opened and its rows counted "
                        + Amounts.time(Duration.between(at, patient.clock().instant())) + " ago.");
    }

    private Finding trial(Db db) {
        var last = db.find(Trial.class, "select * from backup_drill where state <> 'running' order by id desc limit 1");
        if (last.isPresent() && last.get().state.equals("failed")) {
            return Finding.problem(
                    "The last trial restore, of " + last.get().file + ", failed: " + last.get().reason,
                    "Make a new backup under Settings, Backups, and try a restore there.");
        }
        if (last.isPresent() && last.get().state.equals("locked")) {
            return Finding.warning(
                    "The last backup could not be restored on trial: " + last.get().reason,
                    "Set MEWAYZ_BACKUP_PASSPHRASE to it, or run: mewayz restore FILE --dry-run --passphrase-file FILE");
        }
        if (good(db).isEmpty()) {
            return Finding.notApplicable("There is no backup yet.");
        }
        if (last.isPresent() && age(last.get().createdAt).compareTo(LONG_UNTRIED) < 0) {
            return Finding.ok("A restore was tried " + Amounts.time(age(last.get().createdAt))
                    + " ago, and everything came back.");
        }
        var first = Instant.ofEpochMilli(db.number("select min(created_at) from backup where state = 'ready'"));
        return age(first).compareTo(LONG_UNTRIED) < 0
                ? Finding.notApplicable("No restore was tried yet; one is each week.")
                : Finding.warning(
                        "There are backups, and for three weeks none was restored on trial.",
                        "Try one under Settings, Backups, and see under Timetable whether try-restore runs.");
    }

    private Duration age(Instant at) {
        return Duration.between(at, patient.clock().instant());
    }

    private Finding passphrase() {
        return patient.settings().given(Setting.BACKUP_PASSPHRASE)
                ? Finding.ok("Backups are sealed with a passphrase.")
                : Finding.warning(
                        "Backups are not sealed; they hold the keys of this server and all personal data.",
                        "Set MEWAYZ_BACKUP_PASSPHRASE, and keep the passphrase elsewhere, too.");
    }

    private static Optional<Row> good(Db db) {
        return db.find(Row.class, "select * from backup where state = 'ready' order by id desc limit 1");
    }

    private record Trial(String file, String state, String reason, Instant createdAt) {}

    private record Row(
            String state,
            String error,
            Instant createdAt,
            @Nullable Instant verifiedAt) {}
}
