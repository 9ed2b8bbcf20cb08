package com.mewayz.privacy;

import static com.mewayz.platform.web.Role.USER;

import com.mewayz.platform.Feature;
import com.mewayz.platform.Json;
import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Sessions;
import com.mewayz.platform.web.Views;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One's own data: to download, and to delete with the account. Both take a fresh proof of who it is. */
public final class Privacy implements Feature {
    private static final String PATH = "/settings/data";

    private final Portraits portraits;
    private final Departures departures;
    private final Views views;

    public Privacy(Portraits portraits, Departures departures, Views views) {
        this.portraits = portraits;
        this.departures = departures;
        this.views = views;
    }

    @Override
    public void api(Api api) {
        api.post(
                "/auth/user/export",
                USER,
                Portrait.class,
                "Everything this server holds about me; that it was asked for is written down",
                this::portrait);
        api.delete(
                "/auth/user",
                USER,
                "Delete my account; confirm holds its mail address",
                call -> go(call, call.query("confirm").orElse("")));
    }

    @Override
    public void pages(Pages pages) {
        pages.get(PATH, USER, call -> {
            call.requireFresh(); // first, so that nothing typed here is lost on the way
            return views.page(call, "web/data", model(call));
        });
        pages.post(PATH + "/download", USER, this::download);
        pages.post(
                PATH + "/deletion",
                USER,
                call -> {
                    go(call, call.form().text("confirm"));
                    return Sessions.end(Answer.seeOther("/sign-in"), call.origin());
                },
                (call, problem) -> views.again(call, problem, "web/data", model(call)));
    }

    private Portrait portrait(Call call) {
        call.requireFresh();
        return portraits.take(call.user());
    }

    private Answer download(Call call) {
        var text = Json.write(portrait(call));
        return Answer.download(
                "application/json; charset=utf-8",
                "mewayz-my-data.json",
                out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** @throws Problem as {@link Departures#go} does */
    private void go(Call call, String confirmation) {
        call.requireFresh();
        departures.go(call.user(), confirmation);
    }

    private Map<String, Object> model(Call call) {
        return Map.of("page", "Your data", "plan", departures.plan(call.user()));
    }
}
