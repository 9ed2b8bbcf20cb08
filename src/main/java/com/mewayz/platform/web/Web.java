package com.mewayz.platform.web;

import com.mewayz.platform.Problem;
import com.mewayz.platform.logging.LogContext;
import com.mewayz.platform.web.lane.FastLane;
import com.mewayz.platform.web.lane.Guard;
import com.mewayz.platform.web.lane.Leftover;
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
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The server: from a request to a route to an answer. Errors become answers in {@link ErrorAnswers} and nowhere else. */
public final class Web implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Web.class.getName());

    /** Asked by whoever watches the server, under whatever name or number reaches it. */
    static final Set<String> WATCHED = Set.of("/up", "/livez", "/readyz", "/metrics");

    /** Of these, what is answered while the program starts. */
    private static final Set<String> EARLY = Set.of("/up", "/livez");

    /** Asked by whoever checks that a host leads here, before it does: see RFC 8555, 8.3 for the second. */
    private static final Set<String> ON_ANY_HOST = Set.of("/.well-known/mewayz", "/.well-known/acme-challenge/");

    private final Router router = new Router();
    private final Router sites = new Router();
    private final Router shared = new Router();
    private final Requests requests = new Requests(router);
    private final Origins origins;
    private final Gate gate;
    private final ErrorAnswers errors;
    private final Ports ports;
    private final Api api;
    private final Pages pages;
    private final Live live;
    private volatile boolean ready;
    private @Nullable WebServer server;

    public Web(Origins origins, Clock clock, Doorkeeper doorkeeper, Views views, Assets assets, ReadyPages readyPages) {
        this.ports = new Ports(origins, readyPages, clock);
        this.origins = origins;
        this.gate = new Gate(doorkeeper);
        this.errors = new ErrorAnswers(views, clock);
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
        ports.receive();
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
                ports.sum(lane -> lane.guard().refused()),
                ports.sum(lane -> lane.guard().waiting()),
                ports.displaced());
    }

    /** See {@link Ports#share}. */
    public List<Guard.Shared> share() {
        return ports.share();
    }

    /** See {@link Ports#finish}; what still runs after that is waited for by {@link #close}. */
    public void finish(BooleanSupplier open) {
        live.close();
        ports.finish(open);
    }

    @Override
    public void close() {
        live.close();
        if (server != null) {
            server.stop();
        }
        ready = false;
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
            answer = errors.misdirected(origin, api);
        } else if (api || !method.equals("GET") && !method.equals("HEAD")) {
            answer = errors.error(403, "This server speaks over https:// only.", origin, api);
        } else if (!encrypted.test(URI.create(base).getHost())) {
            answer = Answer.text(503, "The certificate of this host is being made. Try again in a minute.\n")
                    .with("Retry-After", "60");
        } else {
            answer = Answer.movedForGood(base + ErrorAnswers.here(request));
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
        if ((ports.isFinishing() || Leftover.isLarge(request))
                && request.prologue().protocolVersion().startsWith("1.")) {
            answer = answer.instead("Connection", "close");
        }
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
            return errors.misdirected(origin, api);
        }
        if (!anywhere && place != null && place.elsewhere().isPresent()) {
            return Answer.movedForGood(place.elsewhere().get() + ErrorAnswers.here(request));
        }
        try {
            return dispatch(request, router(place), origin, method, exchange);
        } catch (Problem problem) {
            ErrorAnswers.note(problem, request, origin);
            return errors.refusal(problem, request, origin, api);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(
                    Level.SEVERE,
                    "request " + origin.id() + " " + method + " "
                            + request.path().rawPath() + " failed",
                    e);
            return errors.error(
                    500, "Something broke on our side. It is in the log under " + origin.id() + ".", origin, api);
        }
    }

    private Router router(SiteHosts.@Nullable Place place) {
        return place == null ? router : place.site() == 0 ? shared : sites;
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
            return errors.error(
                            405,
                            "This address does not take " + method + ".",
                            origin,
                            request.path().rawPath().startsWith(Api.BASE))
                    .with("Allow", match.allow());
        }
        if (!ready && !EARLY.contains(route.path())) {
            return errors.starting(route, origin).with("Retry-After", "1");
        }
        var call = gate.admit(request, origin, route, match.parameters());
        return route.handler().apply(call);
    }

    /** A slash at the end means the same page; the root keeps its own. */
    private static String trimmed(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
