package com.mewayz.accounts;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where whoever runs the server sets up providers. */
final class ProviderPages {
    private static final String PATH = "/settings/providers";
    private static final List<Map<String, String>> KINDS = List.of(
            Map.of("value", "openid", "label", "OpenID Connect"),
            Map.of("value", "google", "label", "Google"),
            Map.of("value", "github", "label", "GitHub"));

    private final Providers providers;
    private final Views views;

    ProviderPages(Providers providers, Views views) {
        this.providers = providers;
        this.views = views;
    }

    void mount(Pages pages) {
        pages.get(PATH, OPERATOR, call -> views.page(call, "web/providers", model(call)));
        pages.post(
                PATH,
                OPERATOR,
                this::save,
                (call, problem) -> views.again(call, problem, "web/providers", model(call)));
        pages.post(PATH + "/deletion", OPERATOR, this::remove);
    }

    private Answer save(Call call) {
        call.requireFresh();
        var input = ProviderInput.of(call.form());
        if (edited(call).isEmpty()) {
            providers.add(call.user(), input);
        } else {
            providers.change(call.user(), number(edited(call)), input);
        }
        return Answer.seeOther(PATH);
    }

    private Answer remove(Call call) {
        call.requireFresh();
        providers.remove(call.user(), number(edited(call)));
        return Answer.seeOther(PATH);
    }

    /** The list, with the form for a new provider or for the one in the query. */
    private Map<String, Object> model(Call call) {
        var all = providers.all();
        var edited = edited(call);
        var model = new HashMap<String, Object>();
        model.put("page", "Sign-in providers");
        model.put("kinds", KINDS);
        model.put("back", call.origin().base() + ProviderWays.BACK);
        model.put("edited", edited);
        model.put("providers", all);
        model.put("form", edited.isEmpty() ? Map.of("enabled", true) : form(providers.get(number(edited))));
        return model;
    }

    private static Map<String, Object> form(Provider provider) {
        return Map.of(
                "kind",
                provider.kind().name().toLowerCase(Locale.ROOT),
                "name",
                provider.name(),
                "issuer",
                provider.issuer(),
                "client_id",
                provider.clientId(),
                "enabled",
                provider.enabled());
    }

    private static String edited(Call call) {
        return call.query("provider").orElse("");
    }

    private static long number(String id) {
        if (!id.matches("[0-9]{1,16}")) {
            throw Problem.notFound("provider");
        }
        return Long.parseLong(id);
    }
}
