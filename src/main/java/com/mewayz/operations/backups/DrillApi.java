package com.mewayz.operations.backups;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.platform.web.Api;
import java.time.Instant;

/** Trial restores for programs. */
final class DrillApi {
    private final Drills drills;

    DrillApi(Drills drills) {
        this.drills = drills;
    }

    void mount(Api api) {
        api.get(
                "/backup-trials",
                OPERATOR,
                BackupTrial[].class,
                "List the trial restores of the server, newest first.",
                call -> drills.page(call.page(), call.perPage()).map(this::info));
        api.post(
                "/backup-trials",
                OPERATOR,
                BackupTrial.class,
                "Restore the newest backup on trial, which changes nothing; read it to see how far it is.",
                call -> info(drills.get(drills.begin(call.user()))));
        api.get(
                "/backup-trials/{trial}",
                OPERATOR,
                BackupTrial.class,
                "Read a trial restore.",
                call -> info(drills.get(call.id("trial"))));
    }

    private BackupTrial info(Drill drill) {
        return new BackupTrial(
                drill.id(),
                drill.file(),
                drill.state(),
                drill.millis(),
                drill.contentRows(),
                drill.contentFiles(),
                drill.reason(),
                drill.createdAt(),
                drill.state().equals("running") ? drills.progress() : "");
    }

    /**
     * A trial restore.
     *
     * @param file the backup
     * @param state running, passed, failed, or locked where the server does not have the passphrase
     * @param millis how long it took
     * @param rows that were counted in its databases; {@code files}: pictures and the like
     * @param reason why it failed, or what is missing
     * @param progress how far it is, in words
     */
    public record BackupTrial(
            long id,
            String file,
            String state,
            long millis,
            long rows,
            long files,
            String reason,
            Instant createdAt,
            String progress) {}
}
