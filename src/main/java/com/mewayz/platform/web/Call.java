package com.mewayz.platform.web;

import com.mewayz.platform.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request, with its caller already known and its workspace already checked against the route's role.
 *
 * <p>{@link #workspace()} and {@link #role()} hold only on routes whose role belongs to a workspace.
 */
public final class Call {
    private static final int PAGE_SIZE = 25;
    private static final int LARGEST_PAGE = 100;

    private final ServerRequest request;
    private final Origin origin;
    private final Route route;
    private final Map<String, String> parameters;
    private final @Nullable Caller caller;
    private final Doorkeeper.@Nullable Membership membership;
    private final List<Doorkeeper.Membership> memberships;
    private @Nullable Body body;
    private @Nullable Incoming incoming;

    Call(
            ServerRequest request,
            Origin origin,
            Route route,
            Map<String, String> parameters,
            @Nullable Caller caller,
            Doorkeeper.@Nullable Membership membership,
            List<Doorkeeper.Membership> memberships) {
        this.request = request;
        this.origin = origin;
        this.route = route;
        this.parameters = parameters;
        this.caller = caller;
        this.membership = membership;
        this.memberships = memberships;
    }

    public long workspace() {
        return membership().workspace();
    }

    public Role role() {
        return membership().role();
    }

    public long user() {
        return caller().user();
    }

    /**
     * For sensitive steps: whoever found an open laptop must not get through.
     *
     * @throws Problem 403, which on pages leads to the question who it is, and back
     */
    public void requireFresh() {
        if (!caller().fresh()) {
            throw Problem.stale();
        }
    }

    public Caller caller() {
        return known().orElseThrow(Problem::unauthorized);
    }

    /** The caller, on routes that need none. */
    public Optional<Caller> known() {
        return Optional.ofNullable(caller);
    }

    /** The workspace of this call, on routes that may do without. */
    public Optional<Doorkeeper.Membership> member() {
        return Optional.ofNullable(membership);
    }

    public List<Doorkeeper.Membership> memberships() {
        return memberships;
    }

    /** A number in the path. Anything else is a 404, since nothing can be there. */
    public long id(String name) {
        var text = parameter(name);
        if (!text.matches("[0-9]{1,16}")) {
            throw Problem.notFound(name);
        }
        return Long.parseLong(text);
    }

    public String parameter(String name) {
        var value = parameters.get(name);
        if (value == null) {
            throw new IllegalStateException("no {" + name + "} in " + route.path());
        }
        return value;
    }

    public Optional<String> query(String name) {
        return request.query().first(name).asOptional();
    }

    /** All values of a name that may stand in the query several times. */
    public List<String> queries(String name) {
        return request.query().contains(name) ? request.query().all(name) : List.of();
    }

    /** The page asked for, from 1. */
    public int page() {
        return number("page", 1, 1, 1_000_000);
    }

    /** How many items a page shall have. */
    public int perPage() {
        return number("per_page", PAGE_SIZE, 1, LARGEST_PAGE);
    }

    /** A whole number in the query. */
    public int number(String name, int standard, int least, int most) {
        var text = query(name).orElse("");
        if (text.isEmpty()) {
            return standard;
        }
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw Problem.invalid(name, "Write a number from " + least + " to " + most + ".");
        }
        return Integer.parseInt(text);
    }

    public Optional<String> header(String name) {
        return request.headers().first(HeaderNames.create(name));
    }

    public Optional<String> cookie(String name) {
        return request.headers().cookies().first(name).asOptional();
    }

    /** On routes that stream, the fields before the file. */
    public Form form() {
        return route.streams() ? incoming().form() : body().form();
    }

    /** The file that comes in, on routes that stream. */
    public Incoming incoming() {
        if (incoming == null) {
            incoming = Incoming.of(request);
        }
        return incoming;
    }

    /** The JSON body as a record. */
    public <T> T input(Class<T> type) {
        return body().json(type);
    }

    /**
     * The JSON body as a record, whatever type the header gives it: a page elsewhere can send plain text without asking
     * us first, and JSON it cannot.
     */
    public <T> T plain(Class<T> type) {
        return body().plain(type);
    }

    /** The value with the JSON merge patch of the body applied. */
    <T> T patch(T value, Class<T> type) {
        return body().patch(value, type);
    }

    /** Whether the request carries our session cookie, true or not. Cheap; for telling owners from visitors. */
    public boolean carriesSession() {
        return cookie(Sessions.name(false)).isPresent()
                || cookie(Sessions.name(true)).isPresent();
    }

    Body body() {
        if (body == null) {
            body = Body.read(request, Math.toIntExact(route.limit()));
        }
        return body;
    }

    /** The path as it was asked for, without the query. */
    public String path() {
        return request.path().rawPath();
    }

    /** Path and query, for coming back after signing in. */
    public String address() {
        var query = request.query().rawValue();
        return query.isEmpty() ? path() : path() + "?" + query;
    }

    /** The query of this request with one key set anew, starting with its question mark. */
    public String queryWith(String name, String value) {
        var pairs = new ArrayList<String>();
        request.query().toMap().forEach((key, values) -> {
            if (!key.equals(name)) {
                values.forEach(text -> pairs.add(Percent.encode(key) + "=" + Percent.encode(text)));
            }
        });
        pairs.add(Percent.encode(name) + "=" + Percent.encode(value));
        return "?" + String.join("&", pairs);
    }

    /** The address at the other end of the connection: a proxy's, where there is one. */
    public String peer() {
        return request.remotePeer().host();
    }

    /** Whether somebody on this machine itself asks, and no proxy for others. */
    public boolean isFromHere() {
        return Origins.isFromHere(request);
    }

    public String method() {
        return request.prologue().method().text();
    }

    public Route route() {
        return route;
    }

    ServerRequest request() {
        return request;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    /** Where the request came from and how. */
    public Origin origin() {
        return origin;
    }

    private Doorkeeper.Membership membership() {
        if (membership == null) {
            throw new IllegalStateException(route.path() + " belongs to no workspace");
        }
        return membership;
    }
}
