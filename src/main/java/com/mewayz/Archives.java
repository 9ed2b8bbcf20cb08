package com.mewayz;

import com.mewayz.operations.backups.Backup;
import com.mewayz.operations.backups.Backups;
import com.mewayz.operations.backups.Copies;
import com.mewayz.operations.backups.Progress;
import com.mewayz.operations.backups.Restore;
import com.mewayz.platform.config.Setting;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.http.Outgoing;
import com.mewayz.platform.web.Views;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** What the archives are made of: all of a data folder. */
final class Archives {
    private Archives() {}

    static Backups of(App app, Ground ground, Settings settings, Clock clock, Views views, Runnable again) {
        return new Backups(
                ground.db,
                ground.bus,
                clock,
                ground.jobs,
                app.mailer(),
                settings.data(),
                ground.random,
                settings.text(Setting.BACKUP_PASSPHRASE),
                new Backups.Parts() {
                    @Override
                    public Backup backup(Progress progress) {
                        return new Backup(settings.data(), Version.text(), clock, ground.random, progress);
                    }

                    @Override
                    public Restore restore(Progress progress) {
                        return restoring(settings, clock, ground.random, progress);
                    }
                },
                again,
                new Copies(ground.db, ground.bus, ground.secrets, outgoing(ground), clock),
                views);
    }

    /** A part of an archive may take minutes on a slow line. */
    private static Outgoing outgoing(Ground ground) {
        return new Outgoing(ground.reach, new Outgoing.Limits(Duration.ofSeconds(10), Duration.ofMinutes(5), 1 << 20));
    }

    static Restore restoring(Settings settings, Clock clock, SecureRandom random, Progress progress) {
        return new Restore(settings.data(), Databases.DATABASES, clock, random, progress);
    }
}
