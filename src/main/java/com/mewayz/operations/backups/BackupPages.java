package com.mewayz.operations.backups;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.platform.Amounts;
import com.mewayz.platform.Check;
import com.mewayz.platform.Json;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What archives there are, how the last one went, and one more. */
final class BackupPages {
    static final String PATH = "/settings/backups";
    static final String RESTORE = "operations/restore";
    private static final int PAGE = 20;
    static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Backups backups;
    private final Views views;
    private final Clock clock;
    private final boolean sealed;

    /** @param sealed whether a passphrase is set */
    BackupPages(Backups backups, Views views, Clock clock, boolean sealed) {
        this.backups = backups;
        this.views = views;
        this.clock = clock;
        this.sealed = sealed;
    }

    void mount(Pages pages) {
        pages.get(PATH, OPERATOR, this::show);
        pages.post(PATH, OPERATOR, call -> {
            backups.begin(call.user());
            return Answer.seeOther(PATH);
        });
        pages.get(PATH + "/work", OPERATOR, this::work);
        pages.post(PATH + "/{backup}/file", OPERATOR, this::download);
        pages.post(PATH + "/{backup}/verification", OPERATOR, call -> {
            backups.verify(call.user(), call.id("backup"), "");
            return Answer.seeOther(PATH);
        });
        pages.get(PATH + "/{backup}/restoration", OPERATOR, call -> views.page(call, RESTORE, model(call)));
        pages.post(
                PATH + "/{backup}/restoration",
                OPERATOR,
                this::restore,
                (call, problem) -> views.again(call, problem, RESTORE, model(call)));
    }

    private Answer restore(Call call) {
        call.requireFresh();
        new Check()
                .that("sure", call.form().flag("sure"), "Say that you know what happens.")
                .done();
        backups.restore(call.user(), call.id("backup"), call.form().raw("passphrase"));
        return Answer.seeOther(PATH);
    }

    private Map<String, Object> model(Call call) {
        var row = backups.shelf().kept(call.id("backup"));
        return Map.of(
                "page",
                "Restore a backup",
                "backup",
                shown(row),
                "action",
                PATH + "/" + row.id() + "/restoration",
                "age",
                age(row.createdAt()),
                "elsewhere",
                false,
                "locked",
                row.file().endsWith(".mwz"));
    }

    /** For the page that follows what is being done, as JSON: {@code work} in words, empty when it is over. */
    private Answer work(Call call) {
        return Answer.json(200, Json.write(Map.of("work", working()))).with("Cache-Control", "no-store");
    }

    private String working() {
        var progress = backups.making().progress();
        if (backups.shelf().isRunning()) {
            return "A backup is being made" + (progress.isEmpty() ? "" : ": " + progress);
        }
        if (!progress.isEmpty()) {
            return "The backup is being copied: " + progress;
        }
        if (backups.drills().isRunning()) {
            var step = backups.drills().progress();
            return "A restore is being tried" + (step.isEmpty() ? "" : ": " + step);
        }
        var upload = backups.uploads().work();
        return upload.isEmpty() ? backups.tending().state().words() : upload;
    }

    private Answer show(Call call) {
        var page = backups.shelf().page(call.page(), PAGE);
        var model = new HashMap<String, Object>();
        model.put("page", "Backups");
        model.put("backups", page.items().stream().map(this::shown).toList());
        model.put("work", working());
        model.put("refused", backups.tending().state().error());
        model.put("failing", backups.isFailing());
        model.put("copies", backups.copies().place().map(CopyInput::words).orElse(""));
        model.put("sealed", sealed);
        model.put(
                "newest",
                backups.shelf().newest().map(row -> age(row.createdAt())).orElse(""));
        long most = backups.uploads().most();
        model.put(
                "uploads",
                backups.uploads().all().stream().map(UploadPages::shown).toList());
        model.put("fresh", call.caller().fresh());
        model.put("most", most);
        model.put("fits", size(most));
        model.put("trial", trial(backups.drills().last()));
        model.put("passed", trial(backups.drills().lastPassed()));
        model.put("pages", page.pages());
        model.put("paging", Views.paging(call, page));
        return views.page(call, "operations/backups", model);
    }

    private Map<String, Object> trial(Optional<Drill> drill) {
        return drill.map(it -> DrillPages.shown(it, clock)).orElse(Map.of());
    }

    private Answer download(Call call) {
        call.requireFresh();
        return backups.download(call);
    }

    private Map<String, Object> shown(Shelf.Row row) {
        return Map.ofEntries(
                Map.entry("id", row.id()),
                Map.entry("file", row.file()),
                Map.entry("state", row.state()),
                Map.entry("when", WHEN.format(row.createdAt())),
                Map.entry("at", row.createdAt().toString()),
                Map.entry("size", size(row.bytes())),
                Map.entry("rows", String.format(Locale.ENGLISH, "%,d", row.contentRows())),
                Map.entry("files", String.format(Locale.ENGLISH, "%,d", row.contentFiles())),
                Map.entry("verified", row.verifiedAt() == null ? "" : age(row.verifiedAt())),
                Map.entry("copied", row.copiedAt() == null ? "" : age(row.copiedAt())),
                Map.entry("copyError", row.copyError()),
                Map.entry("error", row.error()));
    }

    private String age(Instant at) {
        return age(at, clock);
    }

    static String age(Instant at, Clock clock) {
        var age = Duration.between(at, clock.instant());
        return age.toHours() < 1 ? "less than an hour ago" : Amounts.time(age) + " ago";
    }

    static String size(long bytes) {
        return bytes < 1 << 20
                ? String.format(Locale.ENGLISH, "%,d kB", (bytes + 1023) >> 10)
                : bytes < 1 << 30
                        ? String.format(Locale.ENGLISH, "%,.1f MB", bytes / 1048576.0)
                        : String.format(Locale.ENGLISH, "%,.1f GB", bytes / 1073741824.0);
    }
}
