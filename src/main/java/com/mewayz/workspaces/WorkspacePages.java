package com.mewayz.workspaces;

import static com.mewayz.platform.web.Role.ADMIN;
import static com.mewayz.platform.web.Role.USER;
import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** The settings of a workspace, its members, and the switch between workspaces. */
public final class WorkspacePages {
    private static final String PATH = "/settings/workspace";

    private final Workspaces workspaces;
    private final LongFunction<Person> people;
    private final Chosen chosen;
    private final Views views;

    /**
     * @param people who a user id is
     * @param chosen remembers the workspace a session works in
     */
    public WorkspacePages(Workspaces workspaces, LongFunction<Person> people, Chosen chosen, Views views) {
        this.workspaces = workspaces;
        this.people = people;
        this.chosen = chosen;
        this.views = views;
    }

    public void mount(Pages pages) {
        pages.get(PATH, VIEWER, call -> views.page(call, "web/workspace", model(call)));
        pages.post(
                PATH, ADMIN, this::edit, (call, problem) -> views.again(call, problem, "web/workspace", model(call)));
        pages.post("/workspace", USER, this::change);
    }

    private Answer edit(Call call) {
        workspaces.edit(
                call.workspace(),
                new WorkspaceInput(call.form().text("name"), call.form().text("timezone")));
        return Answer.seeOther(PATH);
    }

    private Answer change(Call call) {
        var wanted = call.form().text("workspace");
        var workspace = call.memberships().stream()
                .filter(membership -> String.valueOf(membership.workspace()).equals(wanted))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("workspace"));
        chosen.workIn(call.user(), call.caller().session(), workspace.workspace());
        return Answer.seeOther("/today");
    }

    private Map<String, Object> model(Call call) {
        var workspace = workspaces.get(call.workspace());
        return Map.of(
                "page", "Workspace",
                "form", Map.of("name", workspace.name(), "timezone", workspace.timezone()),
                "zones", zones(),
                "may", call.role().covers(ADMIN),
                "members",
                        workspaces.members(call.workspace()).stream()
                                .map(this::shown)
                                .toList());
    }

    private Map<String, String> shown(Member member) {
        var person = people.apply(member.user());
        return Map.of(
                "name",
                person.name(),
                "email",
                person.email(),
                "role",
                member.role().word());
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

    /** A member's name and address. */
    public record Person(String name, String email) {}

    /** Remembers a choice of workspace. */
    public interface Chosen {
        void workIn(long user, long session, long workspace);
    }
}
