package com.mewayz.platform.web;

import com.mewayz.platform.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** What went wrong, as an answer: an envelope for the API, a page for people. */
final class ErrorAnswers {
    private static final Logger LOG = Logger.getLogger(Web.class.getName());

    private static final Set<Problem.Kind> NOTED =
            EnumSet.of(Problem.Kind.FORBIDDEN, Problem.Kind.TOO_MANY, Problem.Kind.MALFORMED, Problem.Kind.TOO_LARGE);

    private final Views views;
    private final Clock clock;

    ErrorAnswers(Views views, Clock clock) {
        this.views = views;
        this.clock = clock;
    }

    /** Tries to get further than one may are written down; mistyped forms are not. */
    static void note(Problem problem, ServerRequest request, Origin origin) {
        if (NOTED.contains(problem.kind())) {
            LOG.info(
                    "request " + origin.id() + " " + request.prologue().method().text() + " "
                            + request.path().rawPath() + " from " + origin.address() + " refused: " + problem.kind());
        }
    }

    /** Plain, and never a redirect: the page's own styles would be refused under that host as well. */
    Answer misdirected(Origin origin, boolean api) {
        var sentence = "This server does not answer for the host that was asked for. Its address is " + origin.base()
                + " (a proxy in front of it has to pass on the Host header).";
        return api ? error(421, sentence, origin, true) : Answer.text(421, sentence + "\n");
    }

    Answer starting(Route route, Origin origin) {
        return Web.WATCHED.contains(route.path())
                ? Answer.text(503, "Mewayz is starting.\n")
                : error(503, "Mewayz is starting. Try again in a moment.", origin, route.kind() == Route.Kind.API);
    }

    Answer refusal(Problem problem, ServerRequest request, Origin origin, boolean api) {
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
        // what is left of the body cannot be told from the next request
        if (problem.kind() == Problem.Kind.MALFORMED) {
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

    Answer error(int status, String sentence, Origin origin, boolean api) {
        return api
                ? Answer.json(status, Envelope.failure(sentence, Map.of(), clock.instant(), origin.id()))
                        .with("Cache-Control", "no-store")
                : page(origin, status, sentence);
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

    static String here(ServerRequest request) {
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
}
