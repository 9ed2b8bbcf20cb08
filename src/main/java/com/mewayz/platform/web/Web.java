package com.mewayz.platform.web;

import com.mewayz.platform.Problem;
import com.mewayz.platform.logging.LogContext;
import com.mewayz.platform.web.lane.FastLane;
import com.mewayz.platform.web.lane.Negotiation;
import com.mewayz.platform.web.lane.ReadyPages;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The server: from a request to a route to an answer. Errors are rendered here and nowhere else. */
public final class Web implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Web.class.getName());

    private static final Set<Problem.Kind> NOTED =
            EnumSet.of(Problem.Kind.FORBIDDEN, Problem.Kind.TOO_MANY, Problem.Kind.MALFORMED, Problem.Kind.TOO_LARGE);

    /** Asked by whoever watches the server, under whatever name or number reaches it. */
    private static final Set<String> WATCHED = Set.of("/up", "/livez", "/readyz", "/metrics");

    /** Of these, what is answered while the program starts. */
    private static final Set<String> EARLY = Set.of("/up", "/livez");

    /** Asked by whoever checks that a host leads here, before it does: see RFC 8555, 8.3 for the second. */
    private static final Set<String> ON_ANY_HOST = Set.of("/.well-known/mewayz", "/.well-known/acme-challenge/");

    private final Router router = new Router();
    private final Router sites = new Router();
    private final Router shared = new Router();
    private final Requests requests = new Requests(router);
    private final Clock clock;
    private final Origins origins;
    private final Gate gate;
    private final Views views;
    private final Ports ports;
    private final Api api;
    private final Pages pages;
    private final Live live;
    private volatile boolean ready;
    private @Nullable WebServer server;

    public Web(Origins origins, Clock clock, Doorkeeper doorkeeper, Views views, Assets assets, ReadyPages readyPages) {
        this.ports = new Ports(origins, readyPages, clock);
        this.clock = clock;
        this.origins = origins;
        this.gate = new Gate(doorkeeper);
        this.views = views;
        this.api = new Api(router, clock);
        this.live = new Live(gate);
        this.pages = new Pages(router, sites, shared, live);
        pages.everywhere("/assets/{file}", assets::serve);
        pages.everywhere(
                "/favicon.ico",
                call -> Answer.found(assets.address("favicon.svg")).with("Cache-Control", "public, max-age=86400"));
        pages.everywhere(
                "/up", call -> ready ? Answer.text(200, "Mewayz is up.\n") : Answer.text(503, "Mewayz is starting.\n"));
    }

    /**
     * Lets the web server look its parts up while the databases are opened: on two cores a tenth of the time to the
     * first answer. Nobody has to wait for it.
     */
    public static void warmUp() {
        Thread.ofPlatform()
                .daemon()
                .name("warm-up")
                .start(() -> WebServer.builder().routing(HttpRouting.builder()).buildPrototype());
    }

    public Api api() {
        return api;
    }

    public Pages pages() {
        return pages;
    }

    public List<Route> routes() {
        return router.routes();
    }

    /** What the hosts of sites answer. */
    public List<Route> siteRoutes() {
        return sites.routes();
    }

    /** What the host answers that the sites share which have none of their own. */
    public List<Route> sharedRoutes() {
        return shared.routes();
    }

    /** Binds the port; until {@link #ready()} only {@code /up} and {@code /livez} are asked, the rest is 503. */
    public void start(String host, int port) {
        server = ports.open(host, port, this::route);
    }

    /**
     * Binds two ports: one that encrypts, and a plain one that leads there, and answers those who check that our hosts
     * are ours.
     *
     * @param encrypted whether there is a certificate for a host, by its name
     */
    public void start(String host, int port, int encryptedPort, SSLContext context, Predicate<String> encrypted) {
        server = ports.open(
                host,
                port,
                routing -> routing.any((request, response) -> leadOn(request, response, encrypted)),
                encryptedPort,
                context,
                this::route);
    }

    /** Everything goes through one route of the web server, into our own router. */
    void route(HttpRouting.Builder routing) {
        routing.any(this::handle);
    }

    public void ready() {
        ready = true;
    }

    public int port() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.port();
    }

    /** Where encrypted connections come in; -1 if none do. */
    public int encryptedPort() {
        return server == null || !server.prototype().sockets().containsKey(Ports.ENCRYPTED)
                ? -1
                : server.port(Ports.ENCRYPTED);
    }

    /** What it has done so far. */
    public WebFigures figures() {
        return new WebFigures(
                requests.read(),
                requests.inFlight(),
                ports.sum(FastLane::answered),
                ports.sum(lane -> lane.guard().open()),
                ports.sum(lane -> lane.guard().accepted()),
                ports.sum(lane -> lane.guard().refused()));
    }

    @Override
    public void close() {
        ready = false;
        live.close();
        if (server != null) {
            server.stop();
        }
    }

    /** Without encryption nothing is told or taken; programs are not led on, since they have said too much already. */
    private void leadOn(ServerRequest request, ServerResponse response, Predicate<String> encrypted) {
        var path = request.path().rawPath();
        if (isForAnyHost(path)) {
            handle(request, response);
            return;
        }
        var place = origins.place(request);
        var origin = origins.of(request, place);
        var method = request.prologue().method().text();
        boolean api = path.startsWith(Api.BASE);
        var base = place == null
                ? origins.base().orElse(origin.base())
                : place.elsewhere().orElse(place.base());
        Answer answer;
        if (place == null && !origins.serves(request)) {
            answer = misdirected(origin, api);
        } else if (api || !method.equals("GET") && !method.equals("HEAD")) {
            answer = error(403, "This server speaks over https:// only.", origin, api);
        } else if (!encrypted.test(URI.create(base).getHost())) {
            answer = Answer.text(503, "The certificate of this host is being made. Try again in a minute.\n")
                    .with("Retry-After", "60");
        } else {
            answer = Answer.movedForGood(base + here(request));
        }
        Answers.write(answer, method, false, plain(origin), response);
    }

    /** What is said without encryption binds nobody (RFC 6797, 7.2). */
    private static Origin plain(Origin origin) {
        return new Origin(origin.address(), false, origin.base(), origin.id(), origin.site(), "");
    }

    private static boolean isForAnyHost(String path) {
        return WATCHED.contains(path) || ON_ANY_HOST.stream().anyMatch(path::startsWith);
    }

    private void handle(ServerRequest request, ServerResponse response) {
        var exchange = requests.begin();
        try {
            handle(request, response, exchange);
        } finally {
            LogContext.end();
            exchange.end();
        }
    }

    private void handle(ServerRequest request, ServerResponse response, Requests.Exchange exchange) {
        var place = origins.place(request);
        var origin = origins.of(request, place);
        LogContext.begin(origin.id());
        var method = request.prologue().method().text();
        boolean zip = Negotiation.acceptsGzip(
                request.headers().first(HeaderNames.ACCEPT_ENCODING).orElse(""));
        var answer = answer(request, place, origin, method, exchange);
        try {
            if (answer.stream() != null) {
                exchange.answered(method, answer.status());
            }
            Answers.write(answer, method, zip, origin, response);
        } finally {
            exchange.answered(method, answer.status());
            if (answer.stream() != null) {
                answer.stream().done();
            }
        }
        if (answer.status() == 400) {
            // Looking for the end of a body that is not well formed, the web server would answer a second time.
            throw new CloseConnectionException("The request was malformed");
        }
    }

    private Answer answer(
            ServerRequest request,
            SiteHosts.@Nullable Place place,
            Origin origin,
            String method,
            Requests.Exchange exchange) {
        var path = request.path().rawPath();
        boolean api = path.startsWith(Api.BASE);
        boolean anywhere = isForAnyHost(path);
        if (!anywhere && place == null && !origins.serves(request)) {
            return misdirected(origin, api);
        }
        if (!anywhere && place != null && place.elsewhere().isPresent()) {
            return Answer.movedForGood(place.elsewhere().get() + here(request));
        }
        try {
            return dispatch(request, router(place), origin, method, exchange);
        } catch (Problem problem) {
            note(problem, request, origin);
            return refusal(problem, request, origin, api);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(
                    Level.SEVERE,
                    "request " + origin.id() + " " + method + " "
                            + request.path().rawPath() + " failed",
                    e);
            return error(500, "Something broke on our side. It is in the log under " + origin.id() + ".", origin, api);
        }
    }

    private Router router(SiteHosts.@Nullable Place place) {
        return place == null ? router : place.site() == 0 ? shared : sites;
    }

    /** Plain, and never a redirect: the page's own styles would be refused under that host as well. */
    private Answer misdirected(Origin origin, boolean api) {
        var sentence = "This server does not answer for the host that was asked for. Its address is " + origin.base()
                + " (a proxy in front of it has to pass on the Host header).";
        return api ? error(421, sentence, origin, true) : Answer.text(421, sentence + "\n");
    }

    private Answer dispatch(
            ServerRequest request, Router router, Origin origin, String method, Requests.Exchange exchange) {
        var segments = Router.segments(trimmed(request.path().rawPath())).stream()
                .map(Percent::decode)
                .toList();
        var match = router.match(segments);
        if (match == null) {
            throw Problem.notFound("page");
        }
        exchange.at(match.meters());
        if (method.equals("OPTIONS")) {
            return Answer.empty(204).with("Allow", match.allow());
        }
        var route = match.route(method);
        if (route == null) {
            return error(
                            405,
                            "This address does not take " + method + ".",
                            origin,
                            request.path().rawPath().startsWith(Api.BASE))
                    .with("Allow", match.allow());
        }
        if (!ready && !EARLY.contains(route.path())) {
            return starting(route, origin).with("Retry-After", "1");
        }
        var call = gate.admit(request, origin, route, match.parameters());
        return route.handler().apply(call);
    }

    private Answer starting(Route route, Origin origin) {
        return WATCHED.contains(route.path())
                ? Answer.text(503, "Mewayz is starting.\n")
                : error(503, "Mewayz is starting. Try again in a moment.", origin, route.kind() == Route.Kind.API);
    }

    /** Tries to get further than one may are written down; mistyped forms are not. */
    private static void note(Problem problem, ServerRequest request, Origin origin) {
        if (NOTED.contains(problem.kind())) {
            LOG.info(
                    "request " + origin.id() + " " + request.prologue().method().text() + " "
                            + request.path().rawPath() + " from " + origin.address() + " refused: " + problem.kind());
        }
    }

    private Answer refusal(Problem problem, ServerRequest request, Origin origin, boolean api) {
        if (problem.kind() == Problem.Kind.UNAUTHORIZED
                && !api
                && request.prologue().method().text().equals("GET")) {
            return Answer.seeOther("/sign-in?to=" + Percent.encode(here(request)));
        }
        if (problem.kind() == Problem.Kind.HOMELESS && !api) {
            return Answer.seeOther("/workspaces");
        }
        if (problem.kind() == Problem.Kind.UNPROTECTED && !api) {
            return Answer.seeOther("/settings/security");
        }
        if (problem.kind() == Problem.Kind.STALE && !api) {
            return Answer.seeOther("/prove?to=" + Percent.encode(back(request, origin)));
        }
        var answer = api
                ? Answer.json(problem.kind().status(), Envelope.of(problem, clock.instant(), origin.id()))
                : page(origin, problem.kind().status(), sentence(problem));
        answer = answer.instead("Cache-Control", "no-store");
        // what is left of the body is not worth reading, or cannot be told from the next request
        if (problem.kind() == Problem.Kind.MALFORMED
                || problem.kind() == Problem.Kind.TOO_LARGE && !isDrained(request)) {
            answer = answer.with("Connection", "close");
        }
        if (problem.kind() == Problem.Kind.UNAUTHORIZED) {
            answer = answer.with("WWW-Authenticate", "Bearer");
        }
        var wait = problem.retryAfter();
        return wait == null ? answer : answer.with("Retry-After", String.valueOf(wait.toSeconds()));
    }

    /** A page without the form says of each field what is wrong. */
    private static String sentence(Problem problem) {
        return problem.fields().isEmpty()
                ? String.valueOf(problem.getMessage())
                : problem.fields().values().stream().flatMap(List::stream).collect(Collectors.joining(" "));
    }

    private Answer error(int status, String sentence, Origin origin, boolean api) {
        return api
                ? Answer.json(status, Envelope.failure(sentence, Map.of(), clock.instant(), origin.id()))
                        .with("Cache-Control", "no-store")
                : page(origin, status, sentence);
    }

    /** What is left of a moderate body is read and dropped after the answer: closing at once could lose the answer too. */
    private static boolean isDrained(ServerRequest request) {
        return request.headers().contentLength().orElse(Long.MAX_VALUE) <= Route.UPLOAD;
    }

    /** Even if the template of the error page is what fails, there is an answer. */
    private Answer page(Origin origin, int status, String sentence) {
        try {
            return views.error(origin, status, sentence);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "the error page failed, request " + origin.id(), e);
            return Answer.text(status, sentence + "\n");
        }
    }

    private static String here(ServerRequest request) {
        var query = request.query().rawValue();
        return request.path().rawPath() + (query.isEmpty() ? "" : "?" + query);
    }

    /** The page to return to after a proof: this one, or the one whose form was sent. */
    private static String back(ServerRequest request, Origin origin) {
        if (request.prologue().method().text().equals("GET")) {
            return here(request);
        }
        var from = request.headers().first(HeaderNames.REFERER).orElse("");
        return from.startsWith(origin.base() + "/")
                ? from.substring(origin.base().length())
                : "/settings/profile";
    }

    /** A slash at the end means the same page; the root keeps its own. */
    private static String trimmed(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
