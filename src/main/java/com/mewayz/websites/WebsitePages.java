package com.mewayz.websites;

import static com.mewayz.platform.web.Role.ADMIN;
import static com.mewayz.platform.web.Role.EDITOR;
import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where websites are listed, added, changed and deleted. */
final class WebsitePages {
    private static final String PATH = "/settings/websites";
    private static final String ONE = PATH + "/{website}";
    private static final String FORM = "websites/website";

    private final Websites websites;
    private final Views views;

    WebsitePages(Websites websites, Views views) {
        this.websites = websites;
        this.views = views;
    }

    void mount(Pages pages) {
        pages.get(PATH, VIEWER, call -> views.page(call, "websites/websites", list(call)));
        pages.get(PATH + "/new", EDITOR, call -> views.page(call, FORM, fresh(Map.of())));
        pages.post(
                PATH + "/new",
                EDITOR,
                call -> {
                    websites.create(call.workspace(), call.user(), input(call));
                    return back();
                },
                (call, problem) -> views.again(call, problem, FORM, fresh(Map.of())));
        pages.get(ONE, EDITOR, call -> views.page(call, FORM, existing(call)));
        pages.post(
                ONE,
                EDITOR,
                call -> {
                    websites.edit(call.workspace(), call.user(), Elsewhere.id(call), input(call));
                    return back();
                },
                (call, problem) -> views.again(call, problem, FORM, existing(call)));
        pages.post(ONE + "/deletion", ADMIN, call -> {
            websites.delete(call.workspace(), call.user(), Elsewhere.id(call));
            return back();
        });
        pages.post(ONE + "/restoration", ADMIN, call -> {
            websites.restore(call.workspace(), call.user(), Elsewhere.id(call));
            return back();
        });
    }

    private static Answer back() {
        return Answer.seeOther(PATH);
    }

    private static WebsiteInput input(Call call) {
        var form = call.form();
        return new WebsiteInput(form.text("name"), form.text("hosts").lines().toList());
    }

    private Map<String, Object> list(Call call) {
        var model = new HashMap<String, Object>();
        boolean admin = call.role().covers(ADMIN);
        model.put("page", "Websites");
        model.put("editor", call.role().covers(EDITOR));
        model.put("admin", admin);
        model.put(
                "websites",
                websites.all(call.workspace()).stream()
                        .map(website -> shown(call, website))
                        .toList());
        model.put("deleted", admin ? websites.deleted(call.workspace()) : List.of());
        return model;
    }

    private static Map<String, Object> shown(Call call, Website website) {
        var script = "<script defer src=\"%s%s\" data-site=\"%d\"></script>"
                .formatted(call.origin().base(), Elsewhere.SCRIPT, website.id());
        return Map.of("id", website.id(), "name", website.name(), "hosts", website.hosts(), "script", script);
    }

    private static Map<String, Object> fresh(Map<String, String> form) {
        return Map.of("page", "Add a website", "action", PATH + "/new", "form", form);
    }

    private Map<String, Object> existing(Call call) {
        var website = websites.get(call.workspace(), Elsewhere.id(call));
        return Map.of(
                "page",
                "Change a website",
                "action",
                PATH + "/" + website.id(),
                "form",
                Map.of("name", website.name(), "hosts", String.join("\n", website.hosts())));
    }
}
