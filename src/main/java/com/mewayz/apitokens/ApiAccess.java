package com.mewayz.apitokens;

import static com.mewayz.platform.web.Role.ADMIN;

import com.mewayz.accounts.User;
import com.mewayz.accounts.Users;
import com.mewayz.facts.AccountFact.AccountReclaimed;
import com.mewayz.facts.AccountFact.PasswordChanged;
import com.mewayz.platform.Feature;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Times;
import com.mewayz.platform.web.Views;
import com.mewayz.workspaces.Workspaces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** API tokens on the page and in the API. To make or revoke one takes a fresh proof of who it is. */
public final class ApiAccess implements Feature {
    private static final String PATH = "/settings/tokens";
    private static final String API = "/workspaces/{workspace}/tokens";

    private final ApiTokens tokens;
    private final Users users;
    private final Workspaces workspaces;
    private final Clock clock;
    private final Views views;

    public ApiAccess(ApiTokens tokens, Users users, Workspaces workspaces, Clock clock, Views views) {
        this.tokens = tokens;
        this.users = users;
        this.workspaces = workspaces;
        this.clock = clock;
        this.views = views;
    }

    @Override
    public void listen(Bus bus) {
        bus.on("api-tokens", AccountReclaimed.class, fact -> tokens.revokeAll(fact.user()));
        // By nobody: by a link, because the old one was forgotten, or had got into other hands.
        bus.on("api-tokens-after-reset", PasswordChanged.class, fact -> {
            if (fact.by() == 0) {
                tokens.revokeAll(fact.user());
            }
        });
    }

    @Override
    public void api(Api api) {
        api.get(
                API,
                ADMIN,
                ApiToken[].class,
                "API tokens of a workspace",
                call -> tokens.page(call.workspace(), call.page(), call.perPage()));
        api.post(
                API,
                ADMIN,
                ApiTokenInput.class,
                ApiTokens.Made.class,
                "Make an API token; its text is in this answer and nowhere else",
                this::create);
        api.delete(API + "/{token}", ADMIN, "Revoke an API token", this::revoke);
    }

    @Override
    public void pages(Pages pages) {
        pages.get(PATH, ADMIN, call -> views.page(call, "web/tokens", list(call)));
        pages.get(PATH + "/new", ADMIN, call -> {
            call.requireFresh();
            return views.page(
                    call, "web/token-new", form(call, Map.of("expires_in_days", ApiTokenInput.STANDARD_DAYS + "")));
        });
        pages.post(
                PATH + "/new",
                ADMIN,
                this::make,
                (call, problem) -> views.again(call, problem, "web/token-new", form(call, Map.of())));
        pages.post(PATH + "/{token}/revocation", ADMIN, call -> {
            revoke(call);
            return Answer.seeOther(PATH);
        });
    }

    @Override
    public void jobs(Jobs jobs) {
        jobs.every(
                Duration.ofDays(1), "forget-expired-tokens", "Forgets API tokens that have expired.", tokens::expire);
    }

    private ApiTokens.Made create(Call call, ApiTokenInput input) {
        call.requireFresh();
        return tokens.create(call.workspace(), call.user(), input);
    }

    private void revoke(Call call) {
        var token = tokens.get(call.workspace(), call.id("token")); // what is not there needs no proof
        call.requireFresh();
        tokens.revoke(call.workspace(), call.user(), token.id());
    }

    /** Shows the token at once: it is kept nowhere, so there is no page to come back to. */
    private Answer make(Call call) {
        var form = call.form();
        var days = form.text("expires_in_days");
        if (!days.matches("\\d{1,4}")) {
            throw Problem.invalid("expires_in_days", "Choose one of these.");
        }
        var input = new ApiTokenInput(form.text("name"), form.all("abilities"), Integer.valueOf(days));
        var made = create(call, input);
        var model = list(call);
        model.put("made", Map.of("name", made.name(), "token", made.token()));
        return views.page(call, 201, "web/tokens", model);
    }

    private Map<String, Object> list(Call call) {
        var zone = workspaces.get(call.workspace()).zone();
        var page = tokens.page(call.workspace(), call.page(), 50);
        var model = new HashMap<String, Object>();
        model.put("page", "API tokens");
        model.put(
                "tokens", page.items().stream().map(token -> shown(token, zone)).toList());
        model.put("paging", Views.paging(call, page));
        model.put("made", Map.of());
        return model;
    }

    private Map<String, Object> shown(ApiToken token, ZoneId zone) {
        var now = clock.instant();
        var end = token.expiresAt();
        return Map.of(
                "id",
                token.id(),
                "name",
                token.name(),
                "start",
                token.start(),
                "abilities",
                token.abilities(),
                "maker",
                users.find(token.user()).map(User::name).orElse("Somebody who left"),
                "used",
                words(token.lastUsedAt(), now, zone),
                "expires",
                words(end, now, zone),
                "expired",
                end != null && !end.isAfter(now));
    }

    private static String words(@Nullable Instant at, Instant now, ZoneId zone) {
        return at == null ? "" : Times.words(at, now, zone);
    }

    private Map<String, Object> form(Call call, Map<String, Object> values) {
        var model = new HashMap<String, Object>();
        var chosen = call.method().equals("POST") ? call.form().all("abilities") : List.<String>of();
        model.put("page", "New API token");
        model.put("form", values);
        model.put("groups", groups(chosen));
        model.put("everything", chosen.contains("*"));
        model.put("days", days());
        return model;
    }

    /** A line for each part of the API: which of its abilities there are, and which are chosen. */
    private List<Map<String, Object>> groups(List<String> chosen) {
        var known = tokens.abilities();
        var groups = new TreeSet<String>();
        known.forEach(name -> groups.add(name.substring(0, name.indexOf(':'))));
        var lines = new ArrayList<Map<String, Object>>();
        for (var group : groups) {
            lines.add(Map.of(
                    "name", group,
                    "reads", known.contains(group + ":read"),
                    "writes", known.contains(group + ":write"),
                    "reading", chosen.contains(group + ":read"),
                    "writing", chosen.contains(group + ":write")));
        }
        return lines;
    }

    private static List<Map<String, String>> days() {
        return ApiTokenInput.DAYS.stream()
                .map(days -> Map.of("value", days + "", "label", days == 0 ? "Never" : "In " + days + " days"))
                .toList();
    }
}
