package com.mewayz.analytics;

import static com.mewayz.platform.web.Role.ADMIN;

import com.mewayz.platform.Feature;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Takes figures along as files. */
final class ExportPages implements Feature {
    private static final String PATH = "/analytics/export";
    private static final String PAGE = "analytics/export.peb";
    /** Bytes of a row as CSV, measured; zipped on the way it is a tenth. */
    private static final long ROW = 130;

    private final Exports exports;
    private final Scope scope;
    private final Views views;

    ExportPages(Exports exports, Scope scope, Views views) {
        this.exports = exports;
        this.scope = scope;
        this.views = views;
    }

    @Override
    public void api(Api api) {
        api.download(
                PATH,
                ADMIN,
                ExportInput.class,
                "Download the figures of each day, every view and click that is kept, or events, as CSV or a JSON object a line."
                        + " The amount of an event is a decimal with its currency's digits, not in minor units:"
                        + " \"12.00\" of EUR, \"1200\" of JPY, \"1.200\" of KWD.",
                (call, input) -> exports.file(call.workspace(), call.user(), input));
    }

    @Override
    public void pages(Pages pages) {
        pages.get(PATH, ADMIN, call -> views.page(call, PAGE, model(call)));
        pages.post(
                PATH,
                ADMIN,
                call -> exports.file(call.workspace(), call.user(), input(call)),
                (call, problem) -> views.again(call, problem, PAGE, model(call)));
    }

    private static ExportInput input(Call call) {
        var form = call.form();
        var site = form.text("site");
        return new ExportInput(
                Stream.of(ExportInput.Part.values())
                        .filter(part -> part.word().equals(form.text("what")))
                        .findFirst()
                        .orElse(null),
                Stream.of(ExportInput.Format.values())
                        .filter(format -> format.word().equals(form.text("format")))
                        .findFirst()
                        .orElse(null),
                site.isEmpty() ? List.of() : List.of(site.matches("\\d{1,16}") ? Long.parseLong(site) : 0L),
                form.text("from"),
                form.text("to"));
    }

    private Map<String, Object> model(Call call) {
        var model = new HashMap<String, Object>();
        long rows = exports.size(call.workspace());
        model.put("page", "Export");
        model.put("rows", Words.number(rows));
        model.put("size", size(rows * ROW));
        model.put("form", Map.of("what", "figures"));
        model.put(
                "parts",
                Stream.of(ExportInput.Part.values())
                        .map(part -> Map.of("value", part.word(), "label", part.words()))
                        .toList());
        model.put(
                "sites",
                Stream.concat(
                                Stream.of(Map.of("value", "", "label", "All sites")),
                                scope.sites().all(call.workspace()).stream()
                                        .map(site -> Map.of("value", site.id() + "", "label", site.name())))
                        .toList());
        return model;
    }

    private static String size(long bytes) {
        return bytes < 1_000_000 ? Math.max(1, bytes / 1000) + " kB" : bytes / 1_000_000 + " MB";
    }
}
