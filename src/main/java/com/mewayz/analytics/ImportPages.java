package com.mewayz.analytics;

import static com.mewayz.platform.web.Role.EDITOR;

import com.mewayz.analytics.SiteCatalogue.SiteInfo;
import com.mewayz.analytics.imports.ForeignFigures;
import com.mewayz.facts.WorkspaceFact.FiguresImported;
import com.mewayz.facts.WorkspaceFact.ImportRemoved;
import com.mewayz.platform.Feature;
import com.mewayz.platform.Problem;
import com.mewayz.platform.Workers;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Times;
import com.mewayz.platform.web.Views;
import com.mewayz.traffic.Import;
import com.mewayz.traffic.Imports;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Figures that other programs counted: a file is read, looked at, and then kept or not; all of it can be undone. */
final class ImportPages implements Feature {
    static final String READ = "read-imports";

    private static final Logger LOG = Logger.getLogger(ImportPages.class.getName());
    private static final String PATH = "/analytics/imports";

    private final Imports imports;
    private final Db db;
    private final Bus bus;
    private final Scope scope;
    private final Runnable wake;
    private final Views views;

    /** Its own, for a file takes as long as its figures take to be stored: nobody's password waits behind it. */
    private final Workers worker = new Workers("imports", 1, 4);

    /** @param wake lets what waits be read soon */
    ImportPages(Imports imports, Db db, Bus bus, Scope scope, Runnable wake, Views views) {
        this.imports = imports;
        this.db = db;
        this.bus = bus;
        this.scope = scope;
        this.wake = wake;
        this.views = views;
    }

    @Override
    public void api(Api api) {
        api.get(
                PATH,
                EDITOR,
                Import[].class,
                "List imports of figures, newest first.",
                call -> imports.page(call.workspace(), call.page(), call.perPage()));
        api.upload(
                PATH,
                EDITOR,
                Import.class,
                "Send a file of Plausible, GoatCounter or Google Analytics in the field file, for the site in the field"
                        + " site. It is read soon and counts for nothing before it is confirmed.",
                this::begin);
        api.get(
                PATH + "/{import}",
                EDITOR,
                Import.class,
                "Read how far an import is, and what was refused.",
                this::one);
        api.post(
                PATH + "/{import}/confirmation",
                EDITOR,
                Import.class,
                "Keep an import: from now on its figures are shown.",
                this::keep);
        api.delete(PATH + "/{import}", EDITOR, "Undo an import as a whole.", this::undo);
    }

    @Override
    public void pages(Pages pages) {
        pages.get(PATH, EDITOR, call -> views.page(call, "analytics/imports.peb", list(call)));
        pages.upload(PATH, EDITOR, call -> {
            try {
                return Answer.seeOther(PATH + "/" + begin(call).id());
            } catch (Problem problem) {
                if (problem.kind() != Problem.Kind.INVALID && problem.kind() != Problem.Kind.CONFLICT) {
                    throw problem;
                }
                return views.again(call, problem, "analytics/imports.peb", list(call));
            }
        });
        pages.get(PATH + "/{import}", EDITOR, call -> views.page(call, "analytics/import.peb", shown(call)));
        pages.post(PATH + "/{import}/confirmation", EDITOR, call -> {
            keep(call);
            return Answer.seeOther(PATH + "/" + call.id("import"));
        });
        pages.post(PATH + "/{import}/removal", EDITOR, call -> {
            undo(call);
            return Answer.seeOther(PATH);
        });
    }

    @Override
    public void jobs(Jobs jobs) {
        jobs.every(Duration.ofMinutes(1), READ, "Reads files of visits that were uploaded.", this::read);
        jobs.every(Duration.ofDays(1), "forget-unkept-imports", "Forgets imports that nobody kept.", imports::expire);
    }

    /** Reads every file that waits. */
    void read() {
        for (var next = imports.next(); next.isPresent(); next = imports.next()) {
            read(next.get());
        }
    }

    private void read(Import.Waiting file) {
        try {
            var zone = scope.zone(file.workspace());
            var today = scope.today(file.workspace());
            var outcome = worker.call(() -> ForeignFigures.read(
                    file.file(),
                    file.content(),
                    zone,
                    today,
                    (lines, percent) -> imports.store(file.id(), lines, percent)));
            imports.ready(file.id(), outcome);
        } catch (Problem problem) {
            imports.refuse(file.id(), sentence(problem));
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "import " + file.id() + " could not be read", e);
            imports.refuse(file.id(), "This server could not read the file; its log says why.");
        }
    }

    private static String sentence(Problem problem) {
        return problem.fields().values().stream()
                .flatMap(List::stream)
                .findFirst()
                .orElse(String.valueOf(problem.getMessage()));
    }

    private Import begin(Call call) {
        var form = call.form();
        var site = form.text("site");
        if (site.isEmpty()) {
            throw Problem.invalid("site", "Choose a site.");
        }
        var found = scope.site(call.workspace(), site);
        var file = form.file("file")
                .filter(it -> it.bytes().length > 0)
                .orElseThrow(() -> Problem.invalid("file", "Choose a file."));
        var name = file.name().length() > 200 ? file.name().substring(0, 200) : file.name();
        long id = imports.begin(call.workspace(), found.id(), call.user(), name, file.bytes());
        wake.run();
        return imports.get(call.workspace(), id);
    }

    private Import one(Call call) {
        return imports.get(call.workspace(), call.id("import"));
    }

    private Import keep(Call call) {
        var kept = imports.keep(call.workspace(), call.id("import"));
        db.inTransaction(
                () -> bus.publish(new FiguresImported(call.workspace(), call.user(), kept.site(), kept.origin())));
        return kept;
    }

    private void undo(Call call) {
        var before = one(call);
        imports.undo(call.workspace(), before.id());
        if (before.state() == Import.State.KEPT) {
            db.inTransaction(() ->
                    bus.publish(new ImportRemoved(call.workspace(), call.user(), before.site(), before.origin())));
        }
    }

    private Map<String, Object> list(Call call) {
        var page = imports.page(call.workspace(), call.page(), 25);
        var model = new HashMap<String, Object>();
        model.put("page", "Import");
        model.put("imports", page.items().stream().map(each -> row(call, each)).toList());
        model.put("paging", Views.paging(call, page));
        model.put("form", Map.of());
        model.put(
                "sites",
                scope.sites().all(call.workspace()).stream()
                        .map(site -> Map.of("value", site.id() + "", "label", site.name()))
                        .toList());
        return model;
    }

    private Map<String, Object> shown(Call call) {
        var one = one(call);
        var model = new HashMap<String, Object>();
        model.put("page", "Import");
        model.put("one", row(call, one));
        model.put("reasons", one.reasons());
        model.put("why", one.why());
        model.put("percent", one.percent());
        model.put("understood", Words.number(one.understood()));
        model.put("refused", Words.number(one.refused()));
        model.put("own", one.ownDays());
        model.put("taken", one.takenDays());
        return model;
    }

    private Map<String, Object> row(Call call, Import one) {
        var names =
                scope.sites().all(call.workspace()).stream().collect(Collectors.toMap(SiteInfo::id, SiteInfo::name));
        var first = one.firstDay();
        var last = one.lastDay();
        return Map.of(
                "id", one.id(),
                "file", one.file(),
                "origin", one.origin(),
                "site", names.getOrDefault(one.site(), "Deleted site"),
                "state", one.state().word(),
                "words", words(one.state()),
                "span", first == null || last == null ? "" : Words.span(LocalDate.parse(first), LocalDate.parse(last)),
                "when", Times.words(one.createdAt(), scope.clock().instant(), scope.zone(call.workspace())));
    }

    private static String words(Import.State state) {
        return switch (state) {
            case WAITING -> "waiting to be read";
            case READING -> "being read";
            case READY -> "read, look at it";
            case KEPT -> "shown";
            case REFUSED -> "refused";
            case UNDONE -> "undone";
        };
    }
}
