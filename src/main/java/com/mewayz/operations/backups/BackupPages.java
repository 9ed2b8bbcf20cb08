package com.mewayz.operations.backups;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What archives there are, how the last one went, and one more. */
final class BackupPages {
    private static final String PATH = "/settings/backups";
    private static final int PAGE = 20;
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
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
        pages.post(PATH + "/{backup}/file", OPERATOR, this::download);
    }

    private Answer show(Call call) {
        var page = backups.page(call.page(), PAGE);
        var model = new HashMap<String, Object>();
        model.put("page", "Backups");
        model.put("backups", page.items().stream().map(this::shown).toList());
        model.put("running", backups.isRunning());
        model.put("progress", backups.progress());
        model.put("failing", backups.isFailing());
        model.put("sealed", sealed);
        model.put("newest", backups.newest().map(row -> age(row.createdAt())).orElse(""));
        model.put("pages", page.pages());
        model.put("paging", Views.paging(call, page));
        return views.page(call, "operations/backups", model);
    }

    private Answer download(Call call) {
        call.requireFresh();
        var file = backups.open(call.user(), call.id("backup"));
        return Answer.download("application/octet-stream", file.getFileName().toString(), out -> Files.copy(file, out));
    }

    private Map<String, Object> shown(Backups.Row row) {
        return Map.of(
                "id", row.id(),
                "file", row.file(),
                "state", row.state(),
                "when", WHEN.format(row.createdAt()),
                "at", row.createdAt().toString(),
                "size", size(row.bytes()),
                "rows", String.format(Locale.ENGLISH, "%,d", row.contentRows()),
                "files", String.format(Locale.ENGLISH, "%,d", row.contentFiles()),
                "error", row.error());
    }

    private String age(Instant at) {
        var age = Duration.between(at, clock.instant());
        if (age.toHours() < 1) {
            return "less than an hour ago";
        }
        return age.toHours() < 48 ? age.toHours() + " hours ago" : age.toDays() + " days ago";
    }

    private static String size(long bytes) {
        return bytes < 1 << 20
                ? String.format(Locale.ENGLISH, "%,d kB", (bytes + 1023) >> 10)
                : String.format(Locale.ENGLISH, "%,.1f MB", bytes / 1048576.0);
    }
}
