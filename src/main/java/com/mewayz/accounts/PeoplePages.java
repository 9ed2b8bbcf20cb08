package com.mewayz.accounts;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Times;
import com.mewayz.platform.web.Views;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The people of this server, for whoever runs it. What changes something wants a fresh proof. */
final class PeoplePages {
    private static final String PATH = "/settings/people";
    private static final String PAGE = "web/people";

    private final Operators operators;
    private final Demand demand;
    private final Views views;
    private final Clock clock;

    PeoplePages(Operators operators, Demand demand, Views views, Clock clock) {
        this.operators = operators;
        this.demand = demand;
        this.views = views;
        this.clock = clock;
    }

    void mount(Pages pages) {
        pages.get(PATH, OPERATOR, call -> views.page(call, PAGE, model(call)));
        pages.post(PATH + "/second-factor", OPERATOR, this::demand, this::again);
        pages.post(PATH + "/sessions/removal", OPERATOR, this::endEverybodys);
        pages.post(PATH + "/{user}/sessions/removal", OPERATOR, this::end);
        pages.post(PATH + "/{user}/operator", OPERATOR, this::appoint);
        pages.post(PATH + "/{user}/operator/removal", OPERATOR, this::dismiss, this::again);
    }

    private Answer demand(Call call) {
        call.requireFresh();
        demand.ask(call, call.form().flag("everybody"));
        return Answer.seeOther(PATH);
    }

    private Answer endEverybodys(Call call) {
        call.requireFresh();
        operators.endEverybodysSessions(call.user(), call.caller().session());
        return Answer.seeOther(PATH + "?did=everybody");
    }

    private Answer end(Call call) {
        call.requireFresh();
        operators.endSessions(call.user(), call.caller().session(), call.id("user"));
        return Answer.seeOther(PATH + "?did=ended");
    }

    private Answer appoint(Call call) {
        call.requireFresh();
        operators.appoint(call.user(), call.id("user"));
        return Answer.seeOther(PATH + "?did=appointed");
    }

    private Answer dismiss(Call call) {
        call.requireFresh();
        operators.dismiss(call.user(), call.id("user"));
        // whoever gave up their own office has nothing to see here any more
        return Answer.seeOther(call.id("user") == call.user() ? AccountPages.PROFILE : PATH + "?did=dismissed");
    }

    private Answer again(Call call, Problem problem) {
        var model = new HashMap<>(model(call));
        model.put("errors", Views.errors(problem));
        return views.page(call, problem.kind().status(), PAGE, model);
    }

    private Map<String, Object> model(Call call) {
        var words = call.query("q").orElse("");
        var found = operators.page(words, call.page(), call.perPage());
        var model = new HashMap<String, Object>();
        model.put("page", "People");
        model.put("q", words);
        model.put(
                "people",
                found.items().stream().map(account -> shown(call, account)).toList());
        model.put("pages", found.pages());
        model.put("paging", Views.paging(call, found, PATH, List.of("q", "per_page")));
        model.put("everybody", demand.everybody());
        model.put("told", told(call));
        return model;
    }

    private Map<String, Object> shown(Call call, Operators.Account account) {
        return Map.of(
                "id", account.id(),
                "name", account.name(),
                "email", account.email(),
                "initial", initial(account.name()),
                "since", words(account.createdAt()),
                "seen", account.lastSeenAt() == null ? "" : words(account.lastSeenAt()),
                "sessions", account.sessions(),
                "secondFactor", account.secondFactor(),
                "operator", account.operator(),
                "you", account.id() == call.user());
    }

    private static String initial(String name) {
        var text = name.strip();
        return text.isEmpty() ? "?" : text.substring(0, text.offsetByCodePoints(0, 1));
    }

    private String words(Instant at) {
        return Times.words(at, clock.instant(), ZoneOffset.UTC);
    }

    private static String told(Call call) {
        return switch (call.query("did").orElse("")) {
            case "everybody" -> "Everybody but you is signed out";
            case "ended" -> "Sessions ended";
            case "appointed" -> "Operator added. They are told by mail.";
            case "dismissed" -> "Operator removed. They are told by mail.";
            default -> "";
        };
    }
}
