package com.mewayz.operations.flags;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.platform.Feature;
import com.mewayz.platform.Problem;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Where whoever runs the server switches features off and on; programs do it over the API. */
public final class FlagPages implements Feature {
    static final String PATH = "/settings/flags";

    private static final int PAGE = 20;

    private final Flags flags;
    private final Places places;
    private final Views views;

    public FlagPages(Db db, Flags flags, Views views) {
        this.flags = flags;
        this.places = new Places(db);
        this.views = views;
    }

    @Override
    public void api(Api api) {
        new FlagApi(flags, places).mount(api);
    }

    @Override
    public void pages(Pages pages) {
        pages.get(PATH, OPERATOR, this::show);
        pages.get(PATH + "/{flag}", OPERATOR, this::one);
        pages.post(PATH + "/{flag}", OPERATOR, call -> {
            var flag = flag(call);
            flags.set(call.user(), flag, call.form().flag("on"));
            return Answer.seeOther(PATH + "/" + flag.word());
        });
        pages.post(PATH + "/{flag}/{place}", OPERATOR, this::except);
    }

    private Answer show(Call call) {
        return views.page(
                call,
                "operations/flags",
                Map.of(
                        "page",
                        "Feature flags",
                        "flags",
                        Arrays.stream(Flag.values()).map(this::shown).toList()));
    }

    private Answer one(Call call) {
        var flag = flag(call);
        var part = call.query("q").orElse("").strip();
        var page = places.page(part, call.page(), PAGE);
        Map<String, Object> model = new HashMap<>(shown(flag));
        model.put("page", flag.label());
        model.put("q", part);
        model.put(
                "workspaces",
                page.items().stream().map(each -> shown(flag, each)).toList());
        model.put("paging", Views.paging(call, page));
        model.put("pages", page.pages());
        return views.page(call, "operations/flag", model);
    }

    private Answer except(Call call) {
        var flag = flag(call);
        long workspace = places.get(call.id("place")).id();
        switch (call.form().text("value")) {
            case "on" -> flags.set(call.user(), flag, workspace, true);
            case "off" -> flags.set(call.user(), flag, workspace, false);
            case "" -> flags.set(call.user(), flag, workspace, null);
            default -> throw Problem.invalid("value", "Choose on, off or as usual.");
        }
        return Answer.seeOther(PATH + "/" + flag.word());
    }

    private static Flag flag(Call call) {
        return Flag.get(call.parameter("flag"));
    }

    private Map<String, Object> shown(Flag flag) {
        return Map.of(
                "word", flag.word(),
                "label", flag.label(),
                "purpose", flag.purpose(),
                "on", flags.isOn(flag),
                "exceptions", flags.exceptions(flag));
    }

    private Map<String, Object> shown(Flag flag, Places.Place place) {
        var own = flags.own(flag, place.id());
        return Map.of(
                "id",
                place.id(),
                "name",
                place.name(),
                "on",
                flags.isOn(flag, place.id()),
                "value",
                own == null ? "" : own ? "on" : "off");
    }
}
