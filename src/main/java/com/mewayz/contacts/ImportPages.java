package com.mewayz.contacts;

import static com.mewayz.platform.web.Role.EDITOR;

import com.mewayz.contacts.Columns.Meaning;
import com.mewayz.contacts.ContactImport.State;
import com.mewayz.contacts.Imports.ImportInput;
import com.mewayz.platform.Problem;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Times;
import com.mewayz.platform.web.Views;
import com.mewayz.workspaces.Workspaces;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where lists of people are brought along, tried, done and undone. */
final class ImportPages {
    static final String WORK = "import-contacts";

    private static final String PATH = "/contacts/imports";
    private static final String ONE = PATH + "/{batch}";
    private static final String LIST = "contacts/imports";
    private static final String SHOWN = "contacts/import";
    private static final int REFUSED = 20;

    private final Imports imports;
    private final ImportWork work;
    private final Workspaces workspaces;
    private final Clock clock;
    private final Views views;

    ImportPages(Imports imports, ImportWork work, Workspaces workspaces, Clock clock, Views views) {
        this.imports = imports;
        this.work = work;
        this.workspaces = workspaces;
        this.clock = clock;
        this.views = views;
    }

    void mount(Pages pages) {
        pages.get(PATH, EDITOR, call -> views.page(call, LIST, list(call)));
        pages.upload(PATH, EDITOR, call -> {
            try {
                return seeOther(begin(call).id());
            } catch (Problem problem) {
                if (problem.kind() != Problem.Kind.INVALID) {
                    throw problem;
                }
                return views.again(call, problem, LIST, list(call));
            }
        });
        pages.get(ONE, EDITOR, call -> views.page(call, SHOWN, shown(call)));
        pages.post(
                ONE + "/trial",
                EDITOR,
                call -> seeOther(
                        imports.check(call.workspace(), id(call), input(call)).id()),
                (call, problem) -> views.again(call, problem, SHOWN, shown(call)));
        pages.post(
                ONE + "/run",
                EDITOR,
                call -> seeOther(imports.run(call.workspace(), id(call)).id()));
        pages.post(
                ONE + "/reversal",
                EDITOR,
                call -> seeOther(imports.undo(call.workspace(), id(call)).id()));
        pages.get(ONE + "/refusals", EDITOR, this::refusals);
    }

    void api(Api api) {
        api.upload(
                "/crm/import",
                EDITOR,
                ContactImport.class,
                "Bring a list of people along, as CSV in the field file; nothing is changed before it is tried and run",
                this::begin);
        api.get(
                "/crm/imports",
                EDITOR,
                ContactImport[].class,
                "Lists that were brought along, the latest first",
                c -> imports.page(c.workspace(), c.page(), c.perPage()));
        api.get(
                "/crm/imports/{batch}",
                EDITOR,
                ContactImport.class,
                "A list that was brought along, and how far it is",
                c -> imports.get(c.workspace(), id(c)));
        api.post(
                "/crm/imports/{batch}/trial",
                EDITOR,
                ImportInput.class,
                ContactImport.class,
                "Say what the columns mean, and try the list without a change",
                (c, input) -> imports.check(c.workspace(), id(c), input));
        api.post(
                "/crm/imports/{batch}/run",
                EDITOR,
                ContactImport.class,
                "Do what was tried",
                c -> imports.run(c.workspace(), id(c)));
        api.post(
                "/crm/imports/{batch}/reversal",
                EDITOR,
                ContactImport.class,
                "Undo an import; what was changed since stays",
                c -> imports.undo(c.workspace(), id(c)));
        api.document("/crm/imports/{batch}/refusals", EDITOR, "The rows that were refused, as CSV", this::refusals);
    }

    void jobs(Jobs jobs) {
        jobs.every(
                Duration.ofMinutes(1),
                WORK,
                "Tries, does and undoes lists of people that were brought along.",
                work::work);
        jobs.every(
                Duration.ofDays(1),
                "forget-contact-imports",
                "Forgets lists of people that cannot be undone any more.",
                imports::expire);
    }

    private ContactImport begin(Call call) {
        var file = call.form().file("file").orElseThrow(() -> Problem.invalid("file", "Choose a file."));
        return imports.begin(call.workspace(), call.user(), file.name(), file.bytes());
    }

    private Answer refusals(Call call) {
        var batch = imports.get(call.workspace(), id(call));
        return Answer.bytes(
                        200, "text/csv; charset=utf-8", imports.refusals(batch).getBytes(StandardCharsets.UTF_8))
                .with("Content-Disposition", "attachment; filename=\"refused.csv\"");
    }

    private Map<String, Object> list(Call call) {
        var page = imports.page(call.workspace(), call.page(), call.perPage());
        var zone = workspaces.get(call.workspace()).zone();
        return Map.of(
                "page",
                "Import contacts",
                "imports",
                page.items().stream()
                        .map(batch -> Map.of(
                                "id", batch.id(),
                                "name", batch.name(),
                                "words", words(batch),
                                "good", batch.state() == State.DONE,
                                "when", Times.words(batch.createdAt(), clock.instant(), zone)))
                        .toList(),
                "paging",
                Views.paging(call, page));
    }

    private Map<String, Object> shown(Call call) {
        var batch = imports.get(call.workspace(), id(call));
        var sample = imports.sample(batch);
        var columns = imports.columns(batch);
        var model = new HashMap<String, Object>();
        model.put("page", batch.name());
        model.put("batch", batch);
        model.put("state", batch.state().name().toLowerCase(Locale.ROOT));
        model.put("works", batch.works());
        model.put("words", words(batch));
        model.put("columns", columns(sample, columns));
        model.put(
                "meanings",
                Stream.of(Meaning.values())
                        .map(meaning -> Map.of("value", meaning.word(), "label", meaning.label()))
                        .toList());
        model.put("refused", imports.refused(batch, REFUSED));
        model.put(
                "form",
                Map.of(
                        "known", batch.known().name().toLowerCase(Locale.ROOT),
                        "tag", batch.tag(),
                        "consent", batch.consent()));
        return model;
    }

    /** Each column with its name, what it means and what stands in it. */
    private static List<Map<String, Object>> columns(List<List<String>> sample, Columns columns) {
        var head = sample.getFirst();
        var shown = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < head.size(); i++) {
            int column = i;
            shown.add(Map.of(
                    "name", head.get(i),
                    "meaning",
                            i < columns.meanings().size()
                                    ? columns.meanings().get(i).word()
                                    : Meaning.NOTHING.word(),
                    "values",
                            IntStream.range(1, sample.size())
                                    .mapToObj(sample::get)
                                    .filter(row -> column < row.size())
                                    .map(row -> row.get(column))
                                    .filter(cell -> !cell.isBlank())
                                    .limit(3)
                                    .toList()));
        }
        return shown;
    }

    private static String words(ContactImport batch) {
        return switch (batch.state()) {
            case MAPPING -> "Not tried yet";
            case CHECKING -> "Being tried";
            case READY -> "Tried, nothing changed yet";
            case RUNNING -> "Being done";
            case DONE -> "%,d new, %,d changed".formatted(batch.made(), batch.changed());
            case UNDOING -> "Being undone";
            case UNDONE -> "Undone";
            case FAILED -> "Failed";
        };
    }

    private static ImportInput input(Call call) {
        var form = call.form();
        return new ImportInput(form.all("column"), form.text("known"), form.text("tag"), form.text("consent"));
    }

    private static Answer seeOther(long id) {
        return Answer.seeOther(PATH + "/" + id);
    }

    private static long id(Call call) {
        return call.id("batch");
    }
}
