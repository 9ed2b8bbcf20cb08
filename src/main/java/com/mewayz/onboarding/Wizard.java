package com.mewayz.onboarding;

import com.mewayz.biosites.BioSites;
import com.mewayz.biosites.Block;
import com.mewayz.biosites.BlockForm;
import com.mewayz.biosites.BlockInput;
import com.mewayz.biosites.Placed;
import com.mewayz.biosites.Site;
import com.mewayz.biosites.SiteInput;
import com.mewayz.platform.Check;
import com.mewayz.platform.Problem;
import com.mewayz.platform.pages.Theme;
import com.mewayz.platform.pages.Themes;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Form;
import com.mewayz.platform.web.Percent;
import com.mewayz.platform.web.Role;
import com.mewayz.platform.web.Views;
import com.mewayz.workspaces.Workspace;
import com.mewayz.workspaces.WorkspaceInput;
import com.mewayz.workspaces.Workspaces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Steps 2 to 4: name and address, look, links. Each step is saved, so that one can stop and come back. */
public final class Wizard {
    static final int LINKS = 3;
    private static final String STANDARD_THEME = "folio";

    private final Workspaces workspaces;
    private final BioSites bioSites;
    private final Themes themes;
    private final Draft draft;
    private final Views views;

    public Wizard(Workspaces workspaces, BioSites bioSites, Themes themes, Draft draft, Views views) {
        this.workspaces = workspaces;
        this.bioSites = bioSites;
        this.themes = themes;
        this.draft = draft;
        this.views = views;
    }

    Answer address(Call call) {
        var workspace = workspace(call);
        var site = site(workspace.id());
        return views.page(
                call,
                "web/setup-workspace",
                with(
                        addressModel(call),
                        Map.of(
                                "form",
                                Map.of(
                                        "workspace", site.map(Site::name).orElse(workspace.name()),
                                        "handle", site.map(Site::handle).orElse(""),
                                        "bio", site.map(Site::bio).orElse("")))));
    }

    Answer saveAddress(Call call) {
        var workspace = workspace(call);
        var form = call.form();
        var site = site(workspace.id());
        var input = new SiteInput(
                form.text("handle"),
                form.text("workspace"),
                site.map(Site::tagline).orElse(""),
                form.text("bio"),
                site.map(Site::theme).orElse(STANDARD_THEME),
                site.map(Site::themeSettings).orElse(Map.of()),
                site.map(Site::avatar).orElse(null),
                site.map(Site::language).orElse("en"));
        new Check().text("workspace", form.text("workspace"), 1, 80).done();
        try {
            site.ifPresentOrElse(
                    known -> bioSites.sites().edit(workspace.id(), call.user(), known.id(), input),
                    () -> bioSites.sites().create(workspace.id(), call.user(), input));
        } catch (Problem problem) {
            throw named(problem);
        }
        workspaces.edit(workspace.id(), call.user(), new WorkspaceInput(form.text("workspace"), zone(form, workspace)));
        return Answer.seeOther("/setup/theme");
    }

    Answer addressAgain(Call call, Problem problem) {
        return views.again(call, problem, "web/setup-workspace", addressModel(call));
    }

    Answer look(Call call) {
        return site(call.workspace())
                .map(site -> views.page(
                        call, "web/setup-theme", with(lookModel(site), Map.of("form", Map.of("theme", site.theme())))))
                .orElseGet(() -> Answer.seeOther("/setup/workspace"));
    }

    Answer saveLook(Call call) {
        var site = required(call);
        var theme = call.form().text("theme");
        var input = new SiteInput(
                site.handle(),
                site.name(),
                site.tagline(),
                site.bio(),
                theme,
                theme.equals(site.theme()) ? site.themeSettings() : Map.of(),
                site.avatar(),
                site.language());
        bioSites.sites().edit(call.workspace(), call.user(), site.id(), input);
        return Answer.seeOther("/setup/links");
    }

    Answer lookAgain(Call call, Problem problem) {
        return views.again(call, problem, "web/setup-theme", lookModel(required(call)));
    }

    Answer links(Call call) {
        return site(call.workspace())
                .map(site -> views.page(call, "web/setup-links", linksModel(site)))
                .orElseGet(() -> Answer.seeOther("/setup/workspace"));
    }

    /** Everything is checked before anything is added; then the page goes live. */
    Answer saveLinks(Call call) {
        var site = required(call);
        if (!call.form().flag("skip")) {
            var links = links(call.form());
            var check = new Check();
            links.forEach((number, link) ->
                    check.text("title" + number, link.title(), 1, 80).linkAddress("url" + number, link.url()));
            check.done();
            var there = bioSites.blocks().all(call.workspace(), site.id()).stream()
                    .map(Placed::content)
                    .toList();
            var fresh = links.values().stream()
                    .filter(link -> !there.contains(link))
                    .map(BlockInput::new)
                    .toList();
            bioSites.blocks().addAll(call.workspace(), call.user(), site.id(), fresh);
            bioSites.publications().publish(call.workspace(), call.user(), site.id());
        }
        return Answer.seeOther("/today");
    }

    Answer linksAgain(Call call, Problem problem) {
        return views.again(call, problem, "web/setup-links", linksModel(required(call)));
    }

    /** The page as it would look with what stands in the form now; nothing is stored. */
    Answer preview(Call call) {
        return draft.page(call, workspaceIfAny(call).flatMap(this::site));
    }

    Answer previewStyles(Call call) {
        return draft.styles(call);
    }

    static Map<Integer, Block.Link> links(Form form) {
        Map<Integer, Block.Link> links = new LinkedHashMap<>();
        for (int number = 1; number <= LINKS; number++) {
            var title = form.text("title" + number);
            var url = BlockForm.address(form.text("url" + number));
            if (!title.isEmpty() || !url.isEmpty()) {
                links.put(number, new Block.Link(title, url, null, null, null));
            }
        }
        return links;
    }

    /** The workspace of this call, which whoever names it must administer; a first one for whoever has none. */
    private Workspace workspace(Call call) {
        if (call.memberships().isEmpty()) {
            return workspaces.ensure(call.user(), call.caller().name());
        }
        var membership = call.member().orElseThrow(() -> Problem.notFound("workspace"));
        if (!membership.role().covers(Role.ADMIN)) {
            throw Problem.forbidden();
        }
        return workspaces.get(membership.workspace());
    }

    private static Optional<Long> workspaceIfAny(Call call) {
        return call.member().map(membership -> membership.workspace());
    }

    private Optional<Site> site(long workspace) {
        return bioSites.sites().all(workspace).stream().findFirst();
    }

    private Site required(Call call) {
        return site(call.workspace()).orElseThrow(() -> Problem.notFound("site"));
    }

    /** The browser tells its zone where scripts run; elsewhere the workspace keeps its own. */
    private static String zone(Form form, Workspace workspace) {
        var zone = form.text("timezone");
        return java.time.ZoneId.getAvailableZoneIds().contains(zone) ? zone : workspace.timezone();
    }

    /** The form's field for the site's name is the workspace's. */
    private static Problem named(Problem problem) {
        var fields = new HashMap<>(problem.fields());
        var name = fields.remove("name");
        if (name != null) {
            fields.put("workspace", name);
        }
        return problem.kind() == Problem.Kind.INVALID ? Problem.invalid(fields) : problem;
    }

    private Map<String, Object> addressModel(Call call) {
        return Map.of(
                "page",
                "Your page",
                "step",
                2,
                "preview",
                "/setup/preview",
                "back",
                "",
                "address",
                bioSites.prefix(call));
    }

    private Map<String, Object> lookModel(Site site) {
        return Map.of(
                "page",
                "How it looks",
                "step",
                3,
                "preview",
                "/setup/preview?theme=" + Percent.encode(site.theme()),
                "back",
                "/setup/workspace",
                "themes",
                offered());
    }

    private static Map<String, Object> linksModel(Site site) {
        return Map.of(
                "page",
                "Your first links",
                "step",
                4,
                "preview",
                "/setup/preview?theme=" + Percent.encode(site.theme()),
                "back",
                "/setup/theme");
    }

    private List<Map<String, Object>> offered() {
        List<Map<String, Object>> offered = new ArrayList<>();
        for (Theme theme : themes.all()) {
            var colours = theme.variables(
                    Map.of(), theme.palettes().keySet().iterator().next());
            offered.add(Map.of(
                    "id", theme.name(),
                    "name", theme.title(),
                    "description", theme.description(),
                    "colors",
                            List.of(
                                    colour(colours, "bg"),
                                    colour(colours, "surface"),
                                    colour(colours, "accent"),
                                    colour(colours, "ink")),
                    "image", theme.preview().map(file -> file.address()).orElse("")));
        }
        return offered;
    }

    private static String colour(Map<String, String> colours, String name) {
        return colours.getOrDefault(name, colours.getOrDefault("line", "#cccccc"));
    }

    private static Map<String, Object> with(Map<String, Object> model, Map<String, Object> more) {
        var all = new HashMap<>(model);
        all.putAll(more);
        return all;
    }
}
