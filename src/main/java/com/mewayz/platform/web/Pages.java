package com.mewayz.platform.web;

import com.mewayz.platform.Problem;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The admin pages, and what the public sees, as a table. */
public final class Pages {
    private final Router router;
    private final Router sites;
    private final Router shared;
    private final Live live;

    /**
     * @param sites what the hosts of sites answer
     * @param shared what the host answers that the others share
     */
    Pages(Router router, Router sites, Router shared, Live live) {
        this.router = router;
        this.sites = sites;
        this.shared = shared;
        this.live = live;
    }

    public void get(String path, Role role, Function<Call, Answer> page) {
        add("GET", path, Route.Kind.PAGE, role, Void.class, Route.BODY, page);
    }

    /** A page of a workspace that keeps itself up to date while it is open, see {@link Live}. */
    public void live(String path, Role role, Function<Call, Answer> page, Function<Call, Live.News> news) {
        get(path, role, call -> live.answer(call, page, news));
    }

    /** A form. Bad input is a {@link Problem}, which becomes the general error page. */
    public void post(String path, Role role, Function<Call, Answer> action) {
        add("POST", path, Route.Kind.PAGE, role, Form.class, Route.BODY, action);
    }

    /** A form that is shown again with its complaints when the input is bad. */
    public void post(String path, Role role, Function<Call, Answer> action, BiFunction<Call, Problem, Answer> again) {
        post(path, role, call -> {
            try {
                return action.apply(call);
            } catch (Problem problem) {
                if (problem.kind() == Problem.Kind.INVALID
                        || problem.kind() == Problem.Kind.TOO_MANY
                        || problem.kind() == Problem.Kind.CONFLICT) {
                    return again.apply(call, problem);
                }
                throw problem;
            }
        });
    }

    /** A form with files. */
    public void upload(String path, Role role, Function<Call, Answer> action) {
        add("POST", path, Route.Kind.PAGE, role, Form.class, Route.UPLOAD, action);
    }

    /** A form whose last field is a file of any length, see {@link Call#incoming}. */
    public void stream(String path, Role role, Function<Call, Answer> action) {
        add("POST", path, Route.Kind.PAGE, role, Form.class, Route.STREAM, action);
    }

    /** What visitors get: no session is looked up and no cookie set. */
    public void open(String path, Function<Call, Answer> page) {
        add("GET", path, Route.Kind.PUBLIC, Role.ANYONE, Void.class, Route.BODY, page);
    }

    /** What visitors get on the host of a site, see {@link SiteHosts}; the console's host does not know it. */
    public void onSites(String path, Function<Call, Answer> page) {
        sites.add(visited(path, page));
    }

    /** What visitors get on the host that sites share which have none of their own, see {@link SiteHosts#shared}. */
    public void onShared(String path, Function<Call, Answer> page) {
        shared.add(visited(path, page));
    }

    /** What visitors get on the console's host and on those of sites. */
    public void everywhere(String path, Function<Call, Answer> page) {
        open(path, page);
        onSites(path, page);
        onShared(path, page);
    }

    /**
     * A form that visitors send, wherever its page stands: no session is looked up and no cookie set, so there is nothing
     * that another site could make use of; that it comes from a page of the same host is asked all the same.
     */
    public void submission(String path, Function<Call, Answer> action) {
        var route =
                new Route("POST", path, Route.Kind.PUBLIC, Role.ANYONE, Form.class, Void.class, "", Route.FORM, action);
        router.add(route);
        sites.add(route);
        shared.add(route);
    }

    private static Route visited(String path, Function<Call, Answer> page) {
        return new Route("GET", path, Route.Kind.PUBLIC, Role.ANYONE, Void.class, Void.class, "", Route.BODY, page);
    }

    /**
     * What pages elsewhere send without being asked: no session is looked up, no cookie set, and no proof is wanted,
     * since that they are elsewhere is the point. Whoever takes one must not do anything for its sender.
     */
    public void beacon(String path, Class<?> input, Function<Call, Answer> taking) {
        add("POST", path, Route.Kind.PUBLIC, Role.ANYONE, input, Route.BEACON, taking);
    }

    private void add(
            String method,
            String path,
            Route.Kind kind,
            Role role,
            Class<?> input,
            long limit,
            Function<Call, Answer> handler) {
        router.add(new Route(method, path, kind, role, input, Void.class, "", limit, handler));
    }
}
