package com.mewayz.platform.web;

import com.mewayz.platform.Problem;
import com.mewayz.platform.db.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

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
        all.putAll(chrome(call.origin()));
        all.putAll(chrome.apply(call));
        all.putAll(model);
        return Answer.html(status, templates.apply(template, all)).with("Cache-Control", "no-store");
    }

    /** A part of a page, for putting it anew into one that is open. */
    public String part(String template, Map<String, Object> model) {
        return templates.apply(template, model);
    }

    /** A page that shows the submitted form again, with its complaints. */
    public Answer again(Call call, Problem problem, String template, Map<String, Object> model) {
        var more = new HashMap<String, Object>(model);
        more.put("errors", errors(problem));
        more.put("message", String.valueOf(problem.getMessage()));
        var form = new HashMap<String, Object>();
        call.form().fields().forEach((name, values) -> form.put(name, values.getFirst()));
        // a password or secret never travels back
        form.keySet().removeIf(name -> name.contains("password") || name.contains("secret"));
        more.put("form", form);
        return waiting(page(call, problem.kind().status(), template, more), problem);
    }

    /** Says how long to wait, if that is the problem. */
    public static Answer waiting(Answer answer, Problem problem) {
        var wait = problem.retryAfter();
        return wait == null ? answer : answer.with("Retry-After", String.valueOf(wait.toSeconds()));
    }

    /** The complaints of a form by field; what belongs to no field stands under {@code form}. */
    public static Map<String, List<String>> errors(Problem problem) {
        return problem.fields().isEmpty()
                ? Map.of("form", List.of(String.valueOf(problem.getMessage())))
                : problem.fields();
    }

    /** What the paging of a list shows: from, to, total and the addresses of the neighbours, empty where there is none. */
    public static Map<String, Object> paging(Call call, Page<?> page) {
        return paging(page, number -> call.path() + call.queryWith("page", number));
    }

    /** The same for a page that other addresses answer with, too; of the query only what is named is kept. */
    public static Map<String, Object> paging(Call call, Page<?> page, String path, List<String> kept) {
        var query = kept.stream()
                .flatMap(name -> call.query(name).stream().map(value -> name + "=" + Percent.encode(value) + "&"))
                .collect(Collectors.joining());
        return paging(page, number -> path + "?" + query + "page=" + number);
    }

    private static Map<String, Object> paging(Page<?> page, UnaryOperator<String> address) {
        long first = (long) (page.page() - 1) * page.size();
        return Map.of(
                "from", page.items().isEmpty() ? 0 : first + 1,
                "to", first + page.items().size(),
                "total", page.total(),
                "previous", page.page() > 1 ? address.apply(String.valueOf(page.page() - 1)) : "",
                "next", page.page() < page.pages() ? address.apply(String.valueOf(page.page() + 1)) : "");
    }

    /** What went wrong and what to do, as a page; it needs no caller and no database. */
    Answer error(Origin origin, int status, String sentence) {
        var model = new HashMap<String, Object>(chrome(origin));
        model.put("page", title(status));
        model.put("status", status);
        model.put("what", sentence);
        model.put("remedy", status >= 500 ? "Try again in a moment." : "");
        model.put("errorId", status >= 500 ? origin.id() : "");
        model.put("back", Map.of("text", "To the start page", "href", "/"));
        return Answer.html(status, templates.apply("web/error", model)).with("Cache-Control", "no-store");
    }

    /** What every page of the console can rely on, also without a caller. */
    private static Map<String, Object> chrome(Origin origin) {
        return Map.of(
                "host", origin.host(),
                "secure", origin.secure(),
                "csrf", "",
                "errors", Map.of(),
                "form", Map.of(),
                "message", "");
    }

    private static String title(int status) {
        return switch (status) {
            case 401 -> "Not signed in";
            case 403 -> "Not allowed";
            case 404 -> "Page not found";
            case 405 -> "Not possible here";
            case 413 -> "Too large";
            case 422 -> "Not quite right";
            case 429 -> "Too many tries";
            case 503 -> "Starting";
            case 507 -> "Nothing can be saved";
            default -> status < 500 ? "That did not work" : "Something broke";
        };
    }
}
