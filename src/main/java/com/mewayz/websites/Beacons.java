package com.mewayz.websites;

import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.traffic.Hit;
import com.mewayz.traffic.Trace;
import com.mewayz.traffic.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Takes what pages elsewhere tell. Anybody can send anything here, so all it does is count: for a website there is, and
 * a page of one of its hosts, in the page's own words and the browser's.
 */
public final class Beacons {
    private final Websites websites;
    private final Traffic traffic;

    public Beacons(Websites websites, Traffic traffic) {
        this.websites = websites;
        this.traffic = traffic;
    }

    /** A complaint is one line: there is nobody who reads it but the owner of the page, in the browser's tools. */
    Answer take(Call call) {
        try {
            count(call);
            return open(Answer.empty(202));
        } catch (Problem problem) {
            var refusal = open(Answer.text(problem.kind().status(), sentence(problem) + "\n"));
            boolean unread = problem.kind() == Problem.Kind.MALFORMED || problem.kind() == Problem.Kind.TOO_LARGE;
            return unread ? refusal.with("Connection", "close") : refusal; // the web server closes it, and must say so
        }
    }

    private void count(Call call) {
        var beacon = call.plain(Beacon.class);
        beacon.check();
        var website = websites.find(beacon.site()).orElseThrow(() -> Problem.notFound("website"));
        if (!website.isAt(beacon.host())
                || !call.header("Origin").map(website::isFrom).orElse(true)) {
            throw Problem.forbidden("This page is on none of the website's hosts.");
        }
        var trace = Trace.of(call, false).on("https://" + beacon.host(), text(beacon.query()), text(beacon.referrer()));
        traffic.happened(new Hit(website.id(), beacon.act(), trace, optedOut(call)));
    }

    /** Global Privacy Control, and its predecessor: whoever sends it wants to be left alone, script or not. */
    private static boolean optedOut(Call call) {
        return call.header("Sec-GPC").orElse("").equals("1")
                || call.header("DNT").orElse("").equals("1");
    }

    /** Any page may send, none with its cookies, and there is nothing to read. */
    private static Answer open(Answer answer) {
        return answer.with("Access-Control-Allow-Origin", "*").with("Cross-Origin-Resource-Policy", "cross-origin");
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String sentence(Problem problem) {
        var complaints = new StringBuilder(String.valueOf(problem.getMessage()));
        problem.fields()
                .forEach((field, sentences) ->
                        complaints.append(' ').append(field).append(": ").append(String.join(" ", sentences)));
        return complaints.toString();
    }
}
