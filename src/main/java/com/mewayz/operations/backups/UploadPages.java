package com.mewayz.operations.backups;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.platform.Check;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;

/** Archives from elsewhere: they are shown among the backups. */
final class UploadPages {
    static final String PATH = BackupPages.PATH + "/uploads";

    private final Backups backups;
    private final Uploads uploads;
    private final Views views;
    private final Clock clock;

    UploadPages(Backups backups, Views views, Clock clock) {
        this.backups = backups;
        this.uploads = backups.uploads();
        this.views = views;
        this.clock = clock;
    }

    void mount(Pages pages) {
        pages.stream(PATH, OPERATOR, call -> {
            uploads.take(call);
            return Answer.seeOther(BackupPages.PATH);
        });
        pages.post(PATH + "/{upload}/verification", OPERATOR, call -> {
            uploads.verify(call.id("upload"));
            return Answer.seeOther(BackupPages.PATH);
        });
        pages.post(PATH + "/{upload}/file", OPERATOR, call -> {
            call.requireFresh();
            return uploads.download(call);
        });
        pages.post(PATH + "/{upload}/removal", OPERATOR, call -> {
            call.requireFresh();
            backups.removeUpload(call.user(), call.id("upload"));
            return Answer.seeOther(BackupPages.PATH);
        });
        pages.get(
                PATH + "/{upload}/restoration",
                OPERATOR,
                call -> views.page(call, BackupPages.RESTORE, restoration(call)));
        pages.post(
                PATH + "/{upload}/restoration",
                OPERATOR,
                this::restore,
                (call, problem) -> views.again(call, problem, BackupPages.RESTORE, restoration(call)));
    }

    private Answer restore(Call call) {
        call.requireFresh();
        new Check()
                .that("sure", call.form().flag("sure"), "Say that you know what happens.")
                .done();
        backups.restoreUpload(call.user(), call.id("upload"), call.form().raw("passphrase"));
        return Answer.seeOther(BackupPages.PATH);
    }

    private Map<String, Object> restoration(Call call) {
        var upload = uploads.kept(call.id("upload"));
        var made = upload.archivedAt();
        return Map.of(
                "page",
                "Restore a backup",
                "backup",
                shown(upload),
                "action",
                PATH + "/" + upload.id() + "/restoration",
                "age",
                made == null ? "when the archive was made" : BackupPages.age(made, clock),
                "elsewhere",
                true,
                "locked",
                upload.file().endsWith(".mwz"));
    }

    static Map<String, Object> shown(Upload upload) {
        var made = upload.archivedAt();
        return Map.of(
                "id",
                upload.id(),
                "name",
                upload.name(),
                "state",
                upload.state(),
                "when",
                made == null ? upload.name() : BackupPages.WHEN.format(made),
                "known",
                made != null,
                "size",
                BackupPages.size(upload.bytes()),
                "rows",
                String.format(Locale.ENGLISH, "%,d", upload.contentRows()),
                "files",
                String.format(Locale.ENGLISH, "%,d", upload.contentFiles()),
                "version",
                upload.version(),
                "error",
                upload.error());
    }
}
