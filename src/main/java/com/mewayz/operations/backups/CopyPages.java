package com.mewayz.operations.backups;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where copies of archives go. */
final class CopyPages {
    static final String PATH = BackupPages.PATH + "/copies";
    private static final String PAGE = "operations/copies";
    private static final List<Map<String, String>> KINDS = List.of(
            Map.of("value", CopyInput.FOLDER, "label", "A folder: another disk, or one of the network, mounted here"),
            Map.of("value", CopyInput.S3, "label", "A bucket of a store that speaks S3"));

    private final Copies copies;
    private final Runnable copyNow;
    private final Views views;

    /** @param copyNow has the newest archive copied */
    CopyPages(Copies copies, Runnable copyNow, Views views) {
        this.copies = copies;
        this.copyNow = copyNow;
        this.views = views;
    }

    void mount(Pages pages) {
        pages.get(PATH, OPERATOR, call -> views.page(call, PAGE, model()));
        pages.post(PATH, OPERATOR, this::save, this::again);
        pages.post(PATH + "/removal", OPERATOR, call -> {
            call.requireFresh();
            copies.forget(call.user());
            return Answer.seeOther(PATH);
        });
    }

    private Answer save(Call call) {
        call.requireFresh();
        copies.keep(call.user(), CopyInput.of(call.form()));
        copyNow.run();
        return Answer.seeOther(BackupPages.PATH);
    }

    private Answer again(Call call, Problem problem) {
        return views.again(call, problem, PAGE, model());
    }

    private Map<String, Object> model() {
        var model = new HashMap<String, Object>();
        var waiting = copies.waiting();
        var place = copies.place().or(() -> waiting);
        model.put("page", "Copies elsewhere");
        model.put("kinds", KINDS);
        model.put("present", place.isPresent());
        model.put("waiting", waiting.isPresent());
        model.put("words", place.map(CopyInput::words).orElse(""));
        model.put(
                "secret",
                place.map(kept -> !CopyInput.text(kept.secretKey()).isEmpty()).orElse(false));
        model.put("form", place.map(CopyPages::form).orElse(Map.of("kind", CopyInput.S3)));
        return model;
    }

    private static Map<String, Object> form(CopyInput place) {
        return Map.of(
                "kind", place.kind(),
                "folder", CopyInput.text(place.folder()),
                "endpoint", CopyInput.text(place.endpoint()),
                "region", CopyInput.text(place.region()),
                "bucket", CopyInput.text(place.bucket()),
                "prefix", CopyInput.text(place.prefix()),
                "access_key", CopyInput.text(place.accessKey()));
    }
}
