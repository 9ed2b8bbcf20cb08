package com.mewayz.operations.backups;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Archives from elsewhere, for programs. Bringing one back is for people. */
final class UploadApi {
    private final Backups backups;
    private final Uploads uploads;

    UploadApi(Backups backups) {
        this.backups = backups;
        this.uploads = backups.uploads();
    }

    void mount(Api api) {
        api.get(
                "/backups/uploads",
                OPERATOR,
                BackupUpload[].class,
                "List the archives that were uploaded, newest first.",
                call -> uploads.all().stream().map(this::info).toList());
        api.stream(
                "/backups/uploads",
                OPERATOR,
                BackupUpload.class,
                "Upload an archive of another server, of up to 512 GB; read it to see what comes of looking through it."
                        + " In the query, \"name\" says what the file is called.",
                call -> info(uploads.get(uploads.take(call))));
        api.get(
                "/backups/uploads/{upload}",
                OPERATOR,
                BackupUpload.class,
                "Read an uploaded archive.",
                call -> info(uploads.get(call.id("upload"))));
        api.delete("/backups/uploads/{upload}", OPERATOR, "Remove an uploaded archive.", call -> {
            call.requireFresh();
            backups.removeUpload(call.user(), call.id("upload"));
        });
        api.post(
                "/backups/uploads/{upload}/verification",
                OPERATOR,
                BackupUpload.class,
                "Look an uploaded archive through again; read it to see how far that is.",
                this::verify);
        api.download("/backups/uploads/{upload}/file", OPERATOR, "Download an uploaded archive.", uploads::download);
    }

    private BackupUpload verify(Call call) {
        uploads.verify(call.id("upload"));
        return info(uploads.get(call.id("upload")));
    }

    private BackupUpload info(Upload upload) {
        return new BackupUpload(
                upload.id(),
                upload.name(),
                upload.state(),
                upload.bytes(),
                upload.contentRows(),
                upload.contentFiles(),
                upload.version(),
                upload.archivedAt(),
                upload.error(),
                upload.createdAt(),
                upload.state().equals("checking") ? uploads.work() : "");
    }

    /**
     * An archive of another server.
     *
     * @param name what it is called where it comes from
     * @param state checking, whole, unopened where it could not be looked through yet, or refused
     * @param rows in its databases; {@code files}: pictures and the like
     * @param version of the program that wrote it
     * @param archivedAt when it was made
     * @param error why it was refused or is unopened
     * @param progress how far looking through it is, in words
     */
    public record BackupUpload(
            long id,
            String name,
            String state,
            long bytes,
            long rows,
            long files,
            String version,
            @Nullable Instant archivedAt,
            String error,
            Instant createdAt,
            String progress) {}
}
