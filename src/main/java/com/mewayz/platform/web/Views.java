package com.mewayz.platform.web;

import com.mewayz.platform.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Admin pages from templates, each with what all of them show: the caller, the workspace, errors of a form. */
public final class Views {
    private final BiFunction<String, Map<String, Object>, String> templates;
    private final Function<Call, Map<String, Object>> chrome;

    /**
     * @param templates renders a template by name
     * @param chrome what every page gets, put together by the program
     */
    public Views(
            BiFunction<String, Map<String, Object>, String> templates, Function<Call, Map<String, Object>> chrome) {
        this.templates = templates;
        this.chrome = chrome;
    }

    public Answer page(Call call, String template, Map<String, Object> model) {
        return page(call, 200, template, model);
    }

    public Answer page(Call call, int status, String template, Map<String, Object> model) {
        var all = new HashMap<String, Object>();
        all.put("errors", Map.of());
        all.put("form", Map.of());
        all.put("message", "");
        all.putAll(chrome.apply(call));
        all.putAll(model);
        return Answer.html(status, templates.apply(template, all)).with("Cache-Control", "no-store");
    }

    /** A page that shows the submitted form again, with its complaints. */
    public Answer again(Call call, Problem problem, String template, Map<String, Object> model) {
        var more = new HashMap<String, Object>(model);
        more.put("errors", problem.fields());
        more.put("message", String.valueOf(problem.getMessage()));
        var form = new HashMap<String, Object>();
        call.form().fields().forEach((name, values) -> form.put(name, values.getFirst()));
        // a password never travels back
        form.keySet().removeIf(name -> name.contains("password"));
        more.put("form", form);
        return page(call, problem.kind().status(), template, more);
    }

    /** What went wrong and what to do, as a page. */
    Answer error(Origin origin, int status, String sentence) {
        return Answer.html(
                        status,
                        templates.apply(
                                "web/error.peb",
                                Map.of("status", status, "sentence", sentence, "id", origin.id(), "errors", List.of())))
                .with("Cache-Control", "no-store");
    }
}
