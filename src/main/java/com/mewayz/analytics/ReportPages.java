package com.mewayz.analytics;

import static com.mewayz.platform.web.Role.EDITOR;
import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.platform.Feature;
import com.mewayz.platform.Json;
import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Times;
import com.mewayz.platform.web.Views;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports on pages and in the API. */
final class ReportPages implements Feature {
    private static final String PATH = "/analytics/reports";
    private static final String FORM = "analytics/report-form.peb";

    private final SavedReports reports;
    private final Scope scope;
    private final Views views;

    ReportPages(SavedReports reports, Scope scope, Views views) {
        this.reports = reports;
        this.scope = scope;
        this.views = views;
    }

    @Override
    public void api(Api api) {
        api.get(
                PATH,
                VIEWER,
                SavedReport[].class,
                "List the reports of a workspace.",
                call -> reports.page(call.workspace(), call.page(), call.perPage()));
        api.post(
                PATH,
                EDITOR,
                ReportInput.class,
                SavedReport.class,
                "Make a report; with a schedule it is made by itself and sent by mail.",
                (call, input) -> reports.create(call.workspace(), call.user(), input));
        api.get(PATH + "/{report}", VIEWER, SavedReport.class, "Read what a report asks.", this::report);
        api.put(
                PATH + "/{report}",
                EDITOR,
                ReportInput.class,
                SavedReport.class,
                "Change a report.",
                (call, input) -> reports.edit(call.workspace(), call.user(), call.id("report"), input));
        api.patch(
                PATH + "/{report}",
                EDITOR,
                ReportInput.class,
                SavedReport.class,
                "Change some fields of a report.",
                call -> report(call).input(),
                (call, input) -> reports.edit(call.workspace(), call.user(), call.id("report"), input));
        api.delete(
                PATH + "/{report}",
                EDITOR,
                "Delete a report with its results.",
                call -> reports.delete(call.workspace(), call.user(), call.id("report")));
        api.post(
                PATH + "/{report}/run",
                EDITOR,
                ReportResult.class,
                "Make a report now; nothing is sent.",
                call -> reports.run(call.workspace(), call.id("report")));
        api.get(
                PATH + "/{report}/results",
                VIEWER,
                ReportResult[].class,
                "List what a report came to, newest first.",
                call -> reports.results(call.workspace(), call.id("report"), call.page(), call.perPage()));
        api.get(
                PATH + "/{report}/results/{result}",
                VIEWER,
                ReportResult.class,
                "Read what a report came to.",
                this::result);
        api.document(
                PATH + "/{report}/results/{result}/csv", VIEWER, "Download what a report came to, as CSV.", this::csv);
    }

    @Override
    public void pages(Pages pages) {
        pages.get(PATH, VIEWER, this::list);
        pages.get(PATH + "/new", EDITOR, call -> views.page(call, FORM, fresh(call)));
        pages.post(
                PATH + "/new",
                EDITOR,
                call -> {
                    var made = reports.create(call.workspace(), call.user(), ReportForm.input(call.form()));
                    return Answer.seeOther(PATH + "/" + made.id());
                },
                (call, problem) -> again(call, problem, fresh(call)));
        pages.get(PATH + "/{report}", VIEWER, this::show);
        pages.get(PATH + "/{report}/edit", EDITOR, call -> views.page(call, FORM, known(call)));
        pages.post(
                PATH + "/{report}/edit",
                EDITOR,
                call -> {
                    reports.edit(call.workspace(), call.user(), call.id("report"), ReportForm.input(call.form()));
                    return Answer.seeOther(PATH + "/" + call.id("report"));
                },
                (call, problem) -> again(call, problem, known(call)));
        pages.post(PATH + "/{report}/run", EDITOR, call -> {
            var result = reports.run(call.workspace(), call.id("report"));
            return Answer.seeOther(PATH + "/" + call.id("report") + "?result=" + result.id());
        });
        pages.post(PATH + "/{report}/deletion", EDITOR, call -> {
            reports.delete(call.workspace(), call.user(), call.id("report"));
            return Answer.seeOther(PATH);
        });
        pages.get(PATH + "/{report}/results/{result}/csv", VIEWER, this::csv);
        pages.get(PATH + "/{report}/results/{result}/json", VIEWER, this::json);
    }

    private SavedReport report(Call call) {
        return reports.get(call.workspace(), call.id("report"));
    }

    private ReportResult result(Call call) {
        return reports.result(call.workspace(), call.id("report"), call.id("result"));
    }

    private Answer csv(Call call) {
        return file(ReportTable.csv(result(call).data()), "text/csv; charset=utf-8", call, "csv");
    }

    private Answer json(Call call) {
        return file(Json.write(result(call).data()) + "\n", "application/json; charset=utf-8", call, "json");
    }

    private static Answer file(String text, String type, Call call, String ending) {
        var name = "mewayz-report-" + call.id("report") + "-" + call.id("result") + "." + ending;
        return Answer.bytes(200, type, text.getBytes(StandardCharsets.UTF_8))
                .with("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .with("Cache-Control", "no-store");
    }

    private Answer list(Call call) {
        var page = reports.page(call.workspace(), call.page(), 25);
        var model = new HashMap<String, Object>();
        model.put("page", "Reports");
        model.put(
                "reports",
                page.items().stream().map(report -> row(call, report)).toList());
        model.put("paging", Views.paging(call, page));
        return views.page(call, "analytics/reports.peb", model);
    }

    private Answer show(Call call) {
        var report = report(call);
        var results = reports.results(call.workspace(), report.id(), call.page(), 20);
        var shown = call.query("result")
                .filter(id -> id.matches("\\d{1,16}"))
                .map(id -> reports.result(call.workspace(), report.id(), Long.parseLong(id)))
                .or(() -> results.items().stream().findFirst());
        var model = new HashMap<String, Object>();
        var zone = scope.zone(call.workspace());
        var now = scope.clock().instant();
        model.put("page", report.name());
        model.put("report", row(call, report));
        model.put("filtered", report.question().filtered());
        model.put("empty", shown.isEmpty());
        model.put("table", shown.map(ReportTable::of).orElse(Map.of()));
        model.put(
                "results",
                results.items().stream()
                        .map(result -> Map.of(
                                "id", result.id(),
                                "current",
                                        shown.filter(it -> it.id() == result.id())
                                                .isPresent(),
                                "when", Times.words(result.generatedAt(), now, zone),
                                "span", ReportTable.span(result.data()),
                                "sent", ReportTable.sent(result.sent())))
                        .toList());
        model.put("paging", Views.paging(call, results));
        return views.page(call, "analytics/report.peb", model);
    }

    private Map<String, Object> row(Call call, SavedReport report) {
        var period = report.question().period();
        var next = report.nextAt();
        var zone = scope.zone(call.workspace());
        return Map.of(
                "id",
                report.id(),
                "name",
                report.name(),
                "days",
                period == null ? "" : period.words(),
                "schedule",
                report.schedule() == Schedule.NONE
                        ? report.schedule().words()
                        : "%s at %02d:00".formatted(report.schedule().words(), report.hour()),
                "people",
                report.recipients().size(),
                "next",
                next == null ? "" : Words.day(next.atZone(zone).toLocalDate()));
    }

    private Map<String, Object> fresh(Call call) {
        var model = new ReportForm(scope.sites().all(call.workspace()), reports.members(call.workspace()))
                .model(Optional.empty());
        model.put("page", "New report");
        model.put("action", PATH + "/new");
        model.put("back", PATH);
        return model;
    }

    private Map<String, Object> known(Call call) {
        var report = report(call);
        var model = new ReportForm(scope.sites().all(call.workspace()), reports.members(call.workspace()))
                .model(Optional.of(report));
        model.put("page", "Change report");
        model.put("action", PATH + "/" + report.id() + "/edit");
        model.put("back", PATH + "/" + report.id());
        return model;
    }

    /** What was ticked stays ticked. */
    private Answer again(Call call, Problem problem, Map<String, Object> model) {
        for (var list : List.of("sites", "dimensions", "measures", "recipients")) {
            ReportForm.tick(model, list, call.form().all(list));
        }
        return views.again(call, problem, FORM, model);
    }
}
