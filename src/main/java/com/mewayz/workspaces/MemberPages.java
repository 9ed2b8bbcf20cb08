package com.mewayz.workspaces;

import static com.mewayz.platform.web.Role.ADMIN;
import static com.mewayz.platform.web.Role.OWNER;
import static com.mewayz.platform.web.Role.USER;
import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.util.List;
import java.util.Map;

/** The members of a workspace on screen: inviting, changing, leaving. */
public final class MemberPages {
    private static final String PATH = "/settings/members";
    private static final String TEMPLATE = "web/members";

    private final Teams teams;
    private final MemberView view;
    private final Views views;

    public MemberPages(Teams teams, Views views) {
        this.teams = teams;
        this.view = new MemberView(teams);
        this.views = views;
    }

    public void mount(Pages pages) {
        pages.get(PATH, VIEWER, call -> views.page(call, TEMPLATE, view.of(call, List.of())));
        pages.post(PATH + "/invite", ADMIN, this::invite, this::again);
        pages.post(PATH + "/invitations", ADMIN, this::link, this::again);
        pages.post(PATH + "/invitations/{invitation}/resending", ADMIN, this::resend, this::again);
        pages.post(PATH + "/invitations/{invitation}/cancellation", ADMIN, this::cancel);
        pages.post(PATH + "/{member}/role", ADMIN, this::change, this::again);
        pages.post(PATH + "/{member}/removal", ADMIN, this::remove, this::again);
        pages.post(PATH + "/{member}/ownership", OWNER, this::transfer, this::again);
        pages.post(PATH + "/leaving", USER, this::leave);
    }

    private Answer invite(Call call) {
        var emails = InvitationInput.split(call.form().text("emails"));
        return results(call, new InvitationInput(null, emails, call.form().text("role"), null));
    }

    private Answer link(Call call) {
        var uses = call.form().text("uses");
        if (!uses.matches("[0-9]{1,4}")) {
            throw Problem.invalid("uses", "Write a number from 1 to " + InvitationInput.MOST_USES + ".");
        }
        return results(call, new InvitationInput(null, null, call.form().text("as"), Integer.valueOf(uses)));
    }

    /** Links are shown in the answer itself: they are not kept, so no later page could show them. */
    private Answer results(Call call, InvitationInput input) {
        var invited = teams.invited(call, input);
        return views.page(call, TEMPLATE, view.of(call, invited.results()));
    }

    private Answer resend(Call call) {
        var line = teams.invitations()
                .resend(
                        call.workspace(),
                        call.user(),
                        call.id("invitation"),
                        call.form().has("by-hand"),
                        call.origin().base());
        return views.page(call, TEMPLATE, view.of(call, List.of(line)));
    }

    private Answer cancel(Call call) {
        teams.invitations().cancel(call.workspace(), call.user(), call.id("invitation"));
        return Answer.seeOther(PATH + "?did=cancelled");
    }

    private Answer change(Call call) {
        var input = new MemberInput(call.form().text("role"));
        teams.change(call, call.id("member"), input);
        return Answer.seeOther(PATH + "?did=changed");
    }

    private Answer remove(Call call) {
        teams.remove(call, call.id("member"));
        return Answer.seeOther(PATH + "?did=removed");
    }

    private Answer transfer(Call call) {
        teams.transfer(call, new OwnershipInput(call.id("member")));
        return Answer.seeOther(PATH + "?did=transferred");
    }

    /** The form names the workspace: a page left open must not make anybody leave the one they chose since. */
    private Answer leave(Call call) {
        var workspace = call.memberships().stream()
                .filter(membership -> String.valueOf(membership.workspace())
                        .equals(call.form().text("workspace")))
                .findFirst()
                .orElseThrow(Problem::homeless);
        teams.members().leave(workspace.workspace(), call.user());
        return Answer.seeOther("/workspaces?left=true");
    }

    private Answer again(Call call, Problem problem) {
        return views.again(call, problem, TEMPLATE, view.of(call, List.of()));
    }

    /** What the last request did. */
    static String told(Call call) {
        return switch (call.query("did").orElse("")) {
            case "cancelled" -> "Invitation cancelled. Its link is dead.";
            case "changed" -> "Role changed. It holds from their next click on.";
            case "removed" -> "Member removed";
            case "transferred" -> "Ownership transferred. You are an admin now.";
            default -> "";
        };
    }

    static Map<String, String> option(String word) {
        return Map.of("value", word, "label", Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
}
