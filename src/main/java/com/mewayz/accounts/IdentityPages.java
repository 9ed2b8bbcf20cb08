package com.mewayz.accounts;

import static com.mewayz.platform.web.Role.USER;

import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The ways into one's own account that lead over providers. */
final class IdentityPages {
    static final String PATH = "/settings/security/identities";

    private final Identities identities;
    private final Providers providers;
    private final ProviderWays ways;
    private final Views views;

    IdentityPages(Identities identities, Providers providers, ProviderWays ways, Views views) {
        this.identities = identities;
        this.providers = providers;
        this.ways = ways;
        this.views = views;
    }

    void mount(Pages pages) {
        pages.get(PATH, USER, call -> views.page(call, "web/identities", page(call, Map.of())));
        pages.post(PATH, USER, this::link);
        pages.post(
                PATH + "/{identity}/deletion",
                USER,
                this::unlink,
                (call, problem) ->
                        views.page(call, problem.kind().status(), "web/identities", page(call, Views.errors(problem))));
    }

    /** What the section {@code web/security-identities} shows, for whichever page it stands on. */
    Map<String, Object> section(long user, Map<String, List<String>> errors) {
        var mine = identities.of(user);
        var issuers = mine.stream().map(Identity::issuer).collect(Collectors.toSet());
        return Map.of(
                "identities",
                mine,
                "linkable",
                providers.enabled().stream()
                        .filter(provider ->
                                !issuers.contains(provider.issuer()) && !issuers.contains(provider.issuer() + "/"))
                        .map(provider -> new Doors.Door(provider.id(), provider.name()))
                        .toList(),
                "onlyWay",
                identities.isOnlyWay(user),
                "identityErrors",
                errors);
    }

    private Map<String, Object> page(Call call, Map<String, List<String>> errors) {
        var model = new HashMap<>(section(call.user(), errors));
        model.put("page", "Sign-in providers");
        return model;
    }

    private Answer link(Call call) {
        call.requireFresh();
        return ways.leave(call, call.form().text("provider"), call.user(), PATH);
    }

    private Answer unlink(Call call) {
        long id = call.id("identity");
        if (identities.of(call.user()).stream().noneMatch(identity -> identity.id() == id)) {
            throw Problem.notFound("identity");
        }
        call.requireFresh();
        identities.unlink(call.user(), id);
        return Answer.seeOther(PATH);
    }
}
