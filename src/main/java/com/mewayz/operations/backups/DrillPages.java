package com.mewayz.operations.backups;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Times;
import com.mewayz.platform.web.Views;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;

/** What came of trial restores, and one more. */
final class DrillPages {
    static final String PATH = BackupPages.PATH + "/trials";
    private static final int PAGE = 20;

    private final Drills drills;
    private final Views views;
    private final Clock clock;

    DrillPages(Drills drills, Views views, Clock clock) {
        this.drills = drills;
        this.views = views;
        this.clock = clock;
    }

    void mount(Pages pages) {
        pages.get(PATH, OPERATOR, this::show);
        pages.post(PATH, OPERATOR, call -> {
            drills.begin(call.user());
            return Answer.seeOther(BackupPages.PATH);
        });
    }

    private Answer show(Call call) {
        var page = drills.page(call.page(), PAGE);
        return views.page(
                call,
                "operations/trials",
                Map.of(
                        "page",
                        "Trial restores",
                        "trials",
                        page.items().stream().map(drill -> shown(drill, clock)).toList(),
                        "pages",
                        page.pages(),
                        "paging",
                        Views.paging(call, page)));
    }

    static Map<String, Object> shown(Drill drill, Clock clock) {
        return Map.of(
                "file", drill.file(),
                "state", drill.state(),
                "at", drill.createdAt().toString(),
                "when", Times.words(drill.createdAt(), clock.instant(), ZoneOffset.UTC),
                "took", took(drill.millis()),
                "rows", String.format(Locale.ENGLISH, "%,d", drill.contentRows()),
                "files", String.format(Locale.ENGLISH, "%,d", drill.contentFiles()),
                "reason", drill.reason());
    }

    private static String took(long millis) {
        if (millis < 60_000) {
            return String.format(Locale.ENGLISH, "%.1f s", millis / 1000.0);
        }
        return millis / 60_000 + " min " + millis / 1000 % 60 + " s";
    }
}
