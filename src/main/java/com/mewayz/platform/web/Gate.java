package com.mewayz.platform.web;

import com.mewayz.platform.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets a request through to its route: who is it, in which workspace, with which role, and on purpose? */
final class Gate {
    private static final String BEARER = "Bearer ";

    private final Doorkeeper doorkeeper;

    Gate(Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    Call admit(ServerRequest request, Origin origin, Route route, Map<String, String> parameters) {
        return admit(doorkeeper::caller, request, origin, route, parameters);
    }

    private Call admit(
            Recognition known, ServerRequest request, Origin origin, Route route, Map<String, String> parameters) {
        if (route.kind() == Route.Kind.PUBLIC) {
            var call = new Call(request, origin, route, parameters, null, null, List.of());
            boolean form = route.input() == Form.class;
            if (form || route.input() == Void.class) {
                Body.requireFitting(request, route.limit()); // a beacon reads its body itself, and words its refusals
            }
            if (form) {
                Proof.require(call);
            }
            return call;
        }
        var caller = caller(known, request, origin).orElse(null);
        if (caller == null && route.role() != Role.ANYONE) {
            throw Problem.unauthorized();
        }
        if (caller != null && caller.grant() != null) {
            caller.grant().require(route);
        }
        if (route.role() == Role.OPERATOR && caller != null && !caller.operator()) {
            throw Problem.forbidden("Only who runs this server may do this.");
        }
        var memberships = caller == null ? List.<Doorkeeper.Membership>of() : memberships(caller);
        var membership = membership(request, parameters, caller, memberships);
        requireFactor(route, caller, membership);
        // naming a workspace that is not one's own must not get around what one's own demands
        if (caller != null
                && membership == null
                && isNamed(request, parameters)
                && route.role().covers(Role.USER)) {
            throw Problem.notFound("workspace");
        }
        if (route.role().inWorkspace()) {
            if (membership == null) {
                throw Problem.homeless();
            }
            // a form that was opened in one workspace must never change another
            if (caller != null
                    && !isNamed(request, parameters)
                    && caller.workspace() != 0
                    && caller.workspace() != membership.workspace()) {
                throw Problem.homeless();
            }
            if (!membership.role().covers(route.role())) {
                throw Problem.forbidden("This needs the role " + route.role().word() + "; yours is "
                        + membership.role().word() + ".");
            }
            doorkeeper.refusal(route, membership.workspace()).ifPresent(sentence -> {
                throw Problem.forbidden(sentence);
            });
        }
        var call = new Call(request, origin, route, parameters, caller, membership, memberships);
        Body.requireFitting(request, route.limit());
        Proof.require(call);
        return call;
    }

    /**
     * Whoever is asked for a second factor and has shown none in this session gets to nothing but the pages where they
     * set one up or show it. Also on routes that need no workspace: they may work in the caller's.
     */
    private void requireFactor(Route route, @Nullable Caller caller, Doorkeeper.@Nullable Membership membership) {
        if (caller == null || caller.secondFactor() || !route.role().covers(Role.USER)) {
            return;
        }
        if (membership != null && membership.secondFactor() || doorkeeper.asksEverybody()) {
            throw Problem.unprotected();
        }
    }

    /**
     * Whether the call would be let through now as it was: the same person, in the same workspace. A page that is only
     * left open is no use of its session.
     */
    boolean stillAdmits(Call call) {
        try {
            var again = admit(doorkeeper::glance, call.request(), call.origin(), call.route(), call.parameters());
            return again.user() == call.user() && again.workspace() == call.workspace();
        } catch (Problem e) {
            return false; // whatever the reason is, it is over
        }
    }

    /** For an API token there is no other workspace than its own. */
    private List<Doorkeeper.Membership> memberships(Caller caller) {
        var grant = caller.grant();
        return doorkeeper.memberships(caller.user()).stream()
                .filter(membership -> grant == null || membership.workspace() == grant.workspace())
                .toList();
    }

    private static Optional<Caller> caller(Recognition known, ServerRequest request, Origin origin) {
        var authorization = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return known.caller(authorization.substring(BEARER.length()).strip(), true);
        }
        return request.headers()
                .cookies()
                .first(Sessions.name(origin.secure()))
                .asOptional()
                .flatMap(token -> known.caller(token, false));
    }

    /** The workspace in the path, or in the header X-Workspace, or the session's, or the caller's oldest. */
    private static Doorkeeper.@Nullable Membership membership(
            ServerRequest request,
            Map<String, String> parameters,
            @Nullable Caller caller,
            List<Doorkeeper.Membership> memberships) {
        var named = named(request, parameters);
        if (named.isPresent()) {
            return find(memberships, named.get()).orElse(null);
        }
        return Optional.ofNullable(caller)
                .flatMap(known -> find(memberships, String.valueOf(known.workspace())))
                .or(() -> memberships.stream().findFirst())
                .orElse(null);
    }

    private static Optional<String> named(ServerRequest request, Map<String, String> parameters) {
        return Optional.ofNullable(parameters.get("workspace"))
                .or(() -> request.headers().first(HeaderNames.create("X-Workspace")));
    }

    private static boolean isNamed(ServerRequest request, Map<String, String> parameters) {
        return named(request, parameters).isPresent();
    }

    private static Optional<Doorkeeper.Membership> find(List<Doorkeeper.Membership> memberships, String id) {
        return memberships.stream()
                .filter(membership -> String.valueOf(membership.workspace()).equals(id))
                .findFirst();
    }

    private interface Recognition {
        Optional<Caller> caller(String token, boolean bearer);
    }
}
