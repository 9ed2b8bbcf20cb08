package com.mewayz.workspaces;

import com.mewayz.platform.pages.QrCode;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Role;
import com.mewayz.platform.web.Times;
import com.mewayz.platform.web.Views;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the members page shows, and which of its buttons work for whoever looks at it. */
final class MemberView {
    private static final int SIZE = 50;

    private final Teams teams;

    MemberView(Teams teams) {
        this.teams = teams;
    }

    /** @param results what has just become of inviting */
    Map<String, Object> of(Call call, List<Invited.Line> results) {
        var scene = new Scene(
                call,
                teams.invitations().now(),
                teams.workspaces().get(call.workspace()).zone());
        var page = teams.members().page(call.workspace(), call.page(), SIZE);
        // the caller's role as it is now: the request may just have changed it
        var mine = teams.workspaces().role(call.workspace(), call.user()).orElse(call.role());
        var model = new HashMap<String, Object>();
        model.put("page", "Members");
        model.put(
                "members",
                page.items().stream().map(each -> member(scene, mine, each)).toList());
        model.put("paging", Views.paging(call, page));
        model.put("pages", page.pages());
        model.put("results", results.stream().map(MemberView::result).toList());
        model.put("invitations", mine.covers(Role.ADMIN) ? invitations(scene, mine) : List.of());
        model.put("may", mine.covers(Role.ADMIN));
        model.put("mails", teams.invitations().mails());
        model.put("roles", roles(mine));
        model.put("form", Map.of("role", "editor", "as", "editor", "uses", "1"));
        model.put("rights", rights());
        model.put("told", MemberPages.told(call));
        return model;
    }

    private static Map<String, Object> member(Scene scene, Role mine, Member member) {
        boolean you = member.user() == scene.call.user();
        boolean reach = Invitations.mayGrant(mine, member.role());
        var seen = Optional.ofNullable(member.lastSeenAt());
        return Map.of(
                "id", member.id(),
                "name", member.name(),
                "email", member.email(),
                "initial", initial(member.name()),
                "role", member.role().word(),
                "you", you,
                "seen", seen.map(scene::words).map(words -> "Seen " + words).orElse("Not signed in"),
                "roles",
                        reach
                                ? roles(mine).stream()
                                        .filter(role -> !member.role().word().equals(role.get("value")))
                                        .toList()
                                : List.of(),
                "removable", reach && !you,
                "heir", mine == Role.OWNER && member.role() != Role.OWNER);
    }

    private List<Map<String, Object>> invitations(Scene scene, Role mine) {
        return teams.invitations().page(scene.call.workspace(), 1, 200).items().stream()
                .map(invitation -> invitation(scene, mine, invitation))
                .toList();
    }

    private static Map<String, Object> invitation(Scene scene, Role mine, Invitation invitation) {
        var email = invitation.email();
        return Map.of(
                "id", invitation.id(),
                "title",
                        email != null
                                ? email
                                : invitation.usesLeft() == 1
                                        ? "Link for one person"
                                        : "Link for " + invitation.usesLeft() + " people",
                "link", email == null,
                "role", invitation.role().word(),
                "inviter", invitation.inviter(),
                "until", scene.words(invitation.expiresAt()),
                "mail", invitation.mail(),
                "reply", invitation.reply(),
                "reach", Invitations.mayGrant(mine, invitation.role()));
    }

    private static Map<String, Object> result(Invited.Line line) {
        var link = Optional.ofNullable(line.link());
        return Map.of(
                "title", Optional.ofNullable(line.email()).orElse("Link"),
                "says", line.says(),
                "fine", line.fine(),
                "link", link.orElse(""),
                "code", link.map(MemberView::code).orElse(""));
    }

    private static String code(String link) {
        var svg = QrCode.of(link).svg().getBytes(StandardCharsets.UTF_8);
        return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg);
    }

    /** The roles that somebody with this one may give. */
    private static List<Map<String, String>> roles(Role mine) {
        return Stream.of(Role.VIEWER, Role.EDITOR, Role.ADMIN, Role.OWNER)
                .filter(role -> Invitations.mayGrant(mine, role))
                .map(role -> MemberPages.option(role.word()))
                .toList();
    }

    private static List<Map<String, Object>> rights() {
        var groups = new LinkedHashMap<String, List<Rights.Right>>();
        for (var right : Rights.ALL) {
            groups.computeIfAbsent(right.group(), name -> new java.util.ArrayList<>())
                    .add(right);
        }
        return groups.entrySet().stream()
                .map(group -> Map.<String, Object>of("name", group.getKey(), "rights", group.getValue()))
                .toList();
    }

    private static String initial(String name) {
        var text = name.strip();
        return text.isEmpty()
                ? ""
                : text.substring(0, text.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }

    private record Scene(Call call, Instant now, ZoneId zone) {
        String words(Instant at) {
            return Times.words(at, now, zone);
        }
    }
}
