package com.mewayz.workspaces;

import static com.mewayz.platform.web.Role.ADMIN;
import static com.mewayz.platform.web.Role.ARRIVING;
import static com.mewayz.platform.web.Role.OWNER;
import static com.mewayz.platform.web.Role.USER;
import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The settings of a workspace, and choosing, making and deleting workspaces. */
public final class WorkspacePages {
    private static final String PATH = "/settings/workspace";

    private final Workspaces workspaces;
    private final Teams teams;
    private final Chosen chosen;
    private final Views views;

    /** @param chosen remembers the workspace a session works in */
    public WorkspacePages(Workspaces workspaces, Teams teams, Chosen chosen, Views views) {
        this.workspaces = workspaces;
        this.teams = teams;
        this.chosen = chosen;
        this.views = views;
    }

    public void mount(Pages pages) {
        pages.get(PATH, VIEWER, call -> views.page(call, "web/workspace", model(call)));
        pages.post(
                PATH, ADMIN, this::edit, (call, problem) -> views.again(call, problem, "web/workspace", model(call)));
        pages.post(PATH + "/second-factor", OWNER, this::demand, this::demandAgain);
        pages.post(PATH + "/deletion", OWNER, this::delete, this::deletionAgain);
        // also open to who may not enter the workspace they are in: another one may ask for less
        pages.post("/workspace", ARRIVING, this::change);
        pages.get("/workspaces", ARRIVING, call -> views.page(call, "web/workspaces", choices(call)));
        pages.post(
                "/workspaces",
                USER,
                this::create,
                (call, problem) -> views.again(call, problem, "web/workspaces", choices(call)));
        pages.post("/workspaces/invitations/{invitation}/acceptance", USER, this::accept);
        pages.post("/workspaces/invitations/{invitation}/refusal", USER, this::decline);
    }

    private Answer edit(Call call) {
        workspaces.edit(
                call.workspace(),
                call.user(),
                new WorkspaceInput(call.form().text("name"), call.form().text("timezone")));
        return Answer.seeOther(PATH);
    }

    private Answer demand(Call call) {
        workspaces.demand(call, new DemandInput(call.form().flag("required")));
        return Answer.seeOther(PATH);
    }

    private Answer demandAgain(Call call, Problem problem) {
        var model = new HashMap<>(model(call));
        model.put("demandErrors", Views.errors(problem));
        return views.page(call, problem.kind().status(), "web/workspace", model);
    }

    private Answer delete(Call call) {
        call.requireFresh();
        if (!call.form().text("confirm").equals(workspaces.get(call.workspace()).name())) {
            throw Problem.invalid("confirm", "Write the name of this workspace as it stands above.");
        }
        teams.delete(call);
        return Answer.seeOther("/workspaces?deleted=true");
    }

    private Answer deletionAgain(Call call, Problem problem) {
        var model = new HashMap<>(model(call));
        model.put("deletionErrors", Views.errors(problem));
        return views.page(call, problem.kind().status(), "web/workspace", model);
    }

    private Answer change(Call call) {
        var wanted = call.form().text("workspace");
        var workspace = call.memberships().stream()
                .filter(membership -> String.valueOf(membership.workspace()).equals(wanted))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("workspace"));
        return into(call, workspace.workspace());
    }

    private Answer create(Call call) {
        var input = new WorkspaceInput(call.form().text("name"), call.form().optional("timezone"));
        return into(call, workspaces.create(call.user(), input).id());
    }

    private Answer accept(Call call) {
        var offer = teams.offers().accept(call.id("invitation"), call.user(), teams.proved(call));
        return into(call, offer.workspace());
    }

    private Answer decline(Call call) {
        teams.offers().decline(call.id("invitation"), call.user(), teams.proved(call));
        return Answer.seeOther("/workspaces");
    }

    private Answer into(Call call, long workspace) {
        chosen.workIn(call.user(), call.caller().session(), workspace);
        return Answer.seeOther("/today");
    }

    private Map<String, Object> model(Call call) {
        var workspace = workspaces.get(call.workspace());
        var model = new HashMap<String, Object>();
        model.put("page", "Workspace");
        model.put("form", Map.of("name", workspace.name(), "timezone", workspace.timezone()));
        model.put("zones", zones());
        model.put("zone", workspace.timezone());
        model.put("may", call.role().covers(ADMIN));
        model.put("owns", call.role() == OWNER);
        model.put("secondFactor", workspace.secondFactor());
        model.put("unprotected", workspaces.unprotected(call.workspace()));
        model.put("demandErrors", Map.of());
        model.put("deletionForm", Map.of());
        model.put("deletionErrors", Map.of());
        return model;
    }

    private Map<String, Object> choices(Call call) {
        return Map.of(
                "page",
                "Your workspaces",
                "mine",
                call.memberships().stream()
                        .map(each -> Map.of(
                                "id", each.workspace(),
                                "name", each.name(),
                                "role", each.role().word()))
                        .toList(),
                "offers",
                teams.mine(call).items(),
                "told",
                call.query("left").isPresent()
                        ? "You left the workspace."
                        : call.query("deleted").isPresent() ? "The workspace is deleted." : "",
                // a session that lost its workspace was sent here
                "stranded",
                call.caller().workspace() != 0
                        && call.memberships().stream()
                                .noneMatch(each ->
                                        each.workspace() == call.caller().workspace()),
                "form",
                Map.of("timezone", WorkspaceInput.STANDARD_ZONE),
                "zones",
                zones());
    }

    /** The zones of the tz database that name a place, and UTC. */
    public static List<Map<String, String>> zones() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(id -> id.equals("UTC")
                        || id.matches("(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*"))
                .sorted()
                .map(id -> Map.of("value", id, "label", id.replace('_', ' ')))
                .toList();
    }

    /** Remembers a choice of workspace. */
    public interface Chosen {
        void workIn(long user, long session, long workspace);
    }
}
