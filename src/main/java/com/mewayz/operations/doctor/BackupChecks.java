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
    private static final String NOW = "Begin one under Settings, Backups, or run: mewayz backup FILE";

    private final Patient patient;

    BackupChecks(Patient patient) {
        this.patient = patient;
    }

    List<Check> all() {
        return List.of(
                new Check("Last backup", () -> open(this::age)),
                new Check("Backup looked through", () -> open(this::verified)),
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

    private record Row(
            String state,
            String error,
            Instant createdAt,
            @Nullable Instant verifiedAt) {}
}
