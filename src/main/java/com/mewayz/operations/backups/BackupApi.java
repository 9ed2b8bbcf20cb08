package com.mewayz.operations.backups;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Backups for programs. Bringing one back is for people: it takes the server away from under everybody. */
final class BackupApi {
    private final Backups backups;

    BackupApi(Backups backups) {
        this.backups = backups;
    }

    void mount(Api api) {
        api.get(
                "/backups",
                OPERATOR,
                BackupInfo[].class,
                "List the backups of the server, newest first.",
                call -> backups.shelf().page(call.page(), call.perPage()).map(this::info));
        api.post(
                "/backups",
                OPERATOR,
                BackupInfo.class,
                "Begin a backup; read it to see how far it is.",
                call -> info(backups.shelf().get(backups.begin(call.user()))));
        api.get(
                "/backups/{backup}",
                OPERATOR,
                BackupInfo.class,
                "Read a backup.",
                call -> info(backups.shelf().get(call.id("backup"))));
        api.post(
                "/backups/{backup}/verification",
                OPERATOR,
                BackupInfo.class,
                "Look a backup through again; read it to see how far that is.",
                this::verify);
        api.download("/backups/{backup}/file", OPERATOR, "Download a backup.", backups::download);
    }

    private BackupInfo verify(Call call) {
        backups.verify(call.user(), call.id("backup"), "");
        return info(backups.shelf().get(call.id("backup")));
    }

    private BackupInfo info(Shelf.Row row) {
        return new BackupInfo(
                row.id(),
                row.file(),
                row.state(),
                row.state().equals("ready") && !row.file().isEmpty(),
                row.bytes(),
                row.contentRows(),
                row.contentFiles(),
                row.error(),
                row.createdAt(),
                row.verifiedAt(),
                row.copiedAt(),
                row.copyError(),
                row.state().equals("running")
                        ? backups.making().progress()
                        : backups.tending().state().words());
    }

    /**
     * A backup.
     *
     * @param file its name in the folder of backups; empty once it is no longer kept
     * @param state running, ready or failed
     * @param kept whether it can be downloaded
     * @param rows in its databases; {@code files}: pictures and the like
     * @param error why it failed
     * @param verifiedAt when it was last looked through and found whole
     * @param copiedAt when it was copied to another place; {@code copyError}: why that failed
     * @param progress how far it is, or what is being done with any backup, in words
     */
    public record BackupInfo(
            long id,
            String file,
            String state,
            boolean kept,
            long bytes,
            long rows,
            long files,
            String error,
            Instant createdAt,
            @Nullable Instant verifiedAt,
            @Nullable Instant copiedAt,
            String copyError,
            String progress) {}
}
