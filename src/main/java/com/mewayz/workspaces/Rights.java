package com.mewayz.workspaces;

import static com.mewayz.platform.web.Role.ADMIN;
import static com.mewayz.platform.web.Role.EDITOR;
import static com.mewayz.platform.web.Role.OWNER;
import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Role;
import com.mewayz.platform.web.Route;
import java.util.List;

/**
 * The table of what each role may do. It is shown to people, and a test walks it against every route that belongs to a
 * workspace: each has exactly one row, with the row's role. A new route finds its row by its path or gets one here.
 */
public final class Rights {
    public static final List<Right> ALL = List.of(
            new Right(
                    "Sites",
                    "See sites, their drafts, codes and domains",
                    VIEWER,
                    "GET /(bio-)?sites(/\\{site}(/(blocks(/\\{block})?|publication|qr|preview|preview\\.css|domains(/\\{domain})?))?)?"),
            new Right(
                    "Sites",
                    "Create, edit and publish sites",
                    EDITOR,
                    "GET /sites/new|GET /sites(/\\{site})?/handle|(GET|POST) /setup/(theme|links)"
                            + "|POST /(bio-)?sites(/\\{site}/(blocks.*|order|publication|duplicates|position|theme|theme/settings|about|handle))?"
                            + "|POST /sites/order|(PUT|PATCH) /bio-sites/.*|DELETE /bio-sites/\\{site}/(?!domains).*"),
            new Right(
                    "Sites",
                    "Delete sites and bring them back",
                    ADMIN,
                    "DELETE /bio-sites/\\{site}|POST /(bio-)?sites/\\{site}/(deletion|restoration)"),
            new Right(
                    "Sites",
                    "Add, check and remove the domains of sites",
                    ADMIN,
                    "(POST|DELETE) /(bio-)?sites/\\{site}/domains.*"),
            new Right(
                    "Contacts",
                    "See contacts, what they agreed to and what happened with them",
                    VIEWER,
                    "GET /((crm/)?contacts(/\\{contact})?|crm/contacts/\\{contact}/.*|crm/tags)"),
            new Right(
                    "Contacts",
                    "Add, change, tag, merge and delete contacts, bring lists along",
                    EDITOR,
                    "GET /contacts/(new|\\{contact}/(edit|merges))|(GET|POST) /(contacts/imports|crm/imports?)(/.*)?"
                            + "|POST /contacts/(new|changes|merges/.*|\\{contact}/(edit|notes|withdrawal|deletion|restoration|merges))"
                            + "|(POST|PUT|PATCH|DELETE) /crm/(contacts(/\\{contact}(/(restoration|notes|merges))?)?|merges/.*)"),
            new Right(
                    "Contacts",
                    "Export contacts and erase them for good",
                    ADMIN,
                    "POST /(crm/)?contacts(/\\{contact})?/export|POST /contacts/\\{contact}/erasure"
                            + "|DELETE /crm/contacts/\\{contact}/traces"),
            new Right("Library", "See pictures", VIEWER, "GET /media.*"),
            new Right("Library", "Upload and delete pictures", EDITOR, "(POST|DELETE) /media.*"),
            new Right(
                    "Figures",
                    "See Today, analytics and search",
                    VIEWER,
                    "GET /(today|search|settings/websites|analytics(?!/(export|shares|imports)|/goals/new|/goals/.*/edit|/reports/new|/reports/.*/edit).*|w/\\{workspace}/analytics.*|bio-sites/\\{site}/analytics)"),
            new Right(
                    "Figures",
                    "Make goals and reports, import figures",
                    EDITOR,
                    "GET /analytics/(imports.*|(goals|reports)/(new|.*/edit))"
                            + "|(POST|PUT|PATCH|DELETE) /analytics/(goals|reports|imports).*"),
            new Right(
                    "Figures",
                    "Export all figures, show them to others by a link",
                    ADMIN,
                    "(GET|POST|DELETE) /analytics/(export|shares).*"),
            new Right(
                    "Figures",
                    "Add websites and change where they count",
                    EDITOR,
                    "(GET|POST) /settings/websites/(new|\\{website})|(POST|PUT|PATCH) /analytics/websites(/\\{website})?"),
            new Right(
                    "Figures",
                    "Delete websites and bring them back",
                    ADMIN,
                    "DELETE /analytics/websites/\\{website}"
                            + "|POST /(settings|analytics)/websites/\\{website}/(deletion|restoration)"),
            new Right(
                    "Team",
                    "See the members",
                    VIEWER,
                    "GET /(settings/members|workspaces/\\{workspace}/members(/\\{member})?)"),
            new Right(
                    "Team",
                    "Invite, change and remove viewers, editors and admins",
                    ADMIN,
                    "(POST /settings/members/|(POST|GET|DELETE) /workspaces/\\{workspace}/)(invite|invitations).*"
                            + "|POST /settings/members/\\{member}/(role|removal)"
                            + "|(PATCH|DELETE) /workspaces/\\{workspace}/members/\\{member}"),
            new Right("Team", "Make, change and remove owners", OWNER, "").decidedInside(),
            new Right(
                    "Team",
                    "Hand the workspace over to another owner",
                    OWNER,
                    "POST /(settings/members/\\{member}|workspaces/\\{workspace})/ownership"),
            new Right("Workspace", "See its settings", VIEWER, "GET /(settings/workspace|workspaces/\\{workspace})"),
            new Right(
                    "Workspace",
                    "Change its settings",
                    ADMIN,
                    "POST /settings/workspace|PUT /workspaces/\\{workspace}"),
            new Right(
                    "Workspace",
                    "Ask the members for a second factor",
                    OWNER,
                    "POST /settings/workspace/second-factor|PUT /workspaces/\\{workspace}/second-factor"),
            new Right("Workspace", "Read and export the audit log", ADMIN, ".* /(settings/)?audit(/.*)?"),
            new Right(
                    "Workspace",
                    "Make and revoke API tokens",
                    ADMIN,
                    ".* /(settings/)?(api-)?tokens(/.*)?" + "|.* /workspaces/\\{workspace}/(api-)?tokens(/.*)?"),
            new Right(
                    "Workspace",
                    "Delete the workspace",
                    OWNER,
                    "DELETE /workspaces/\\{workspace}|POST /settings/workspace/deletion"));

    private Rights() {}

    /** The rows a route belongs to: exactly one, or the table is wrong. */
    public static List<Right> of(Route route) {
        var path = route.path().startsWith(Api.BASE) ? route.path().substring(Api.BASE.length()) : route.path();
        var line = route.method() + " " + path;
        return ALL.stream()
                .filter(right -> !right.inside && line.matches(right.routes))
                .toList();
    }

    /** What a role is for, as the end of a sentence. */
    static String inShort(Role role) {
        return switch (role) {
            case VIEWER -> "you see everything and change nothing";
            case EDITOR -> "you create, edit and publish";
            case ADMIN -> "you also manage members and settings";
            case OWNER -> "you may do everything, up to deleting the workspace";
            case ANYONE, ARRIVING, USER, OPERATOR ->
                throw new IllegalArgumentException(role + " is no role of a member");
        };
    }

    /**
     * A row.
     *
     * @param least the least role that may
     * @param routes a pattern of {@code METHOD /path}, the path without the API's base
     * @param inside whether routes of another row decide it by what they are sent
     */
    public record Right(String group, String sentence, Role least, String routes, boolean inside) {
        Right(String group, String sentence, Role least, String routes) {
            this(group, sentence, least, routes, false);
        }

        Right decidedInside() {
            return new Right(group, sentence, least, routes, true);
        }

        public boolean viewer() {
            return VIEWER.covers(least);
        }

        public boolean editor() {
            return EDITOR.covers(least);
        }

        public boolean admin() {
            return ADMIN.covers(least);
        }

        public boolean owner() {
            return OWNER.covers(least);
        }
    }
}
