package com.mewayz.operations.flags;

import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Route;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A feature that can be switched off. All of them are on until somebody says otherwise. */
public enum Flag {
    DOMAINS(
            "Domains of their own",
            "Sites get names of their own, with certificates.",
            "POST /(bio-sites|sites)/\\{site}/domains",
            "/sites/\\d+/domains.*"),
    WEBSITES(
            "Websites elsewhere",
            "Visits of other websites are counted by a script.",
            "POST /(analytics/websites|settings/websites/new)",
            "/settings/websites.*"),
    IMPORTS(
            "Imports of figures",
            "Figures come from other programs, as large files.",
            "POST /analytics/imports",
            "/analytics/imports.*"),
    SHARES(
            "Links to figures",
            "Figures are shown to people without an account.",
            "POST /analytics/shares(/new)?",
            "/analytics/shares.*"),
    INVITATIONS(
            "Invitations",
            "Members bring others onto this server.",
            "POST /(settings/members|workspaces/\\{workspace})/(invite|invitations)",
            "/settings/members.*"),
    TOKENS(
            "API tokens",
            "Programs act for people.",
            "POST /(settings/tokens/new|workspaces/\\{workspace}/tokens)",
            "/settings/tokens.*");

    private final String label;
    private final String purpose;
    private final Pattern begins;
    private final Pattern section;

    /**
     * @param begins method and path, without {@link Api#BASE}, of the routes by which something is begun
     * @param section paths of the pages it has in the console
     */
    Flag(String label, String purpose, String begins, String section) {
        this.label = label;
        this.purpose = purpose;
        this.begins = Pattern.compile(begins);
        this.section = Pattern.compile(section);
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String label() {
        return label;
    }

    String purpose() {
        return purpose;
    }

    /** The flag that a route asks for. */
    public static Optional<Flag> of(Route route) {
        var path = route.path().startsWith(Api.BASE) ? route.path().substring(Api.BASE.length()) : route.path();
        var text = route.method() + " " + path;
        return Arrays.stream(values())
                .filter(flag -> flag.begins.matcher(text).matches())
                .findFirst();
    }

    /** The flag that a page of the console belongs to. */
    static Optional<Flag> ofPage(String path) {
        return Arrays.stream(values())
                .filter(flag -> flag.section.matcher(path).matches())
                .findFirst();
    }

    /** @throws Problem 404 */
    static Flag get(String word) {
        return Arrays.stream(values())
                .filter(flag -> flag.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("flag"));
    }
}
