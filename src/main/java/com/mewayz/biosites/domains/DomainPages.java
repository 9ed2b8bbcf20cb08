package com.mewayz.biosites.domains;

import static com.mewayz.platform.web.Role.ADMIN;
import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.biosites.Sites;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Times;
import com.mewayz.platform.web.Views;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Where the domains of a site are listed, added, checked and removed. */
final class DomainPages {
    private static final String PATH = "/sites/{site}/domains";
    private static final String ONE = PATH + "/{domain}";
    private static final String TEMPLATE = "biosites/domains";

    private final Sites sites;
    private final Domains domains;
    private final Function<DomainRow, Domain> telling;
    private final Clock clock;
    private final Views views;

    DomainPages(Sites sites, Domains domains, Function<DomainRow, Domain> telling, Clock clock, Views views) {
        this.sites = sites;
        this.domains = domains;
        this.telling = telling;
        this.clock = clock;
        this.views = views;
    }

    void mount(Pages pages) {
        pages.get(PATH, VIEWER, call -> views.page(call, TEMPLATE, list(call)));
        pages.post(
                PATH,
                ADMIN,
                call -> {
                    domains.add(
                            call.workspace(),
                            call.user(),
                            site(call),
                            new DomainInput(call.form().text("name")));
                    return back(call);
                },
                (call, problem) -> views.again(call, problem, TEMPLATE, list(call)));
        pages.post(ONE + "/checks", ADMIN, call -> {
            domains.check(call.workspace(), site(call), call.id("domain"));
            return back(call);
        });
        pages.post(
                ONE + "/choice",
                ADMIN,
                call -> {
                    domains.choose(call.workspace(), call.user(), site(call), call.id("domain"));
                    return back(call);
                },
                (call, problem) -> views.again(call, problem, TEMPLATE, list(call)));
        pages.post(ONE + "/deletion", ADMIN, call -> {
            domains.remove(call.workspace(), call.user(), site(call), call.id("domain"));
            return back(call);
        });
    }

    private Map<String, Object> list(Call call) {
        var site = sites.get(call.workspace(), site(call));
        var model = new HashMap<String, Object>();
        model.put("page", "Domains");
        model.put("site", site);
        model.put("admin", call.role().covers(ADMIN));
        model.put(
                "domains",
                domains.all(call.workspace(), site.id()).stream()
                        .map(this::shown)
                        .toList());
        return model;
    }

    private Map<String, Object> shown(DomainRow row) {
        var checked = row.checkedAt();
        return Map.of(
                "domain",
                telling.apply(row),
                "checked",
                checked == null ? "" : Times.words(checked, clock.instant(), ZoneOffset.UTC));
    }

    private static Answer back(Call call) {
        return Answer.seeOther("/sites/" + site(call) + "/domains");
    }

    private static long site(Call call) {
        return call.id("site");
    }
}
