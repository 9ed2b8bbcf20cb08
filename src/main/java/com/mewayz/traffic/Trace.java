package com.mewayz.traffic;

import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.lane.PageRequest;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a request tells of whoever sent it. Headers that were not sent are empty. Address and agent live only here, in
 * memory, until the hit is counted.
 *
 * @param address the visitor's, not a proxy's
 * @param host the host the visitor asked for, with or without scheme and port, to know our own pages among the referrers
 * @param query the raw query string of the page, without the question mark
 * @param purpose the headers Sec-Purpose, Purpose, X-Purpose and X-Moz, joined
 * @param member whether the visitor is signed in and belongs to the site's workspace
 */
public record Trace(
        String method,
        String address,
        String agent,
        String language,
        String referrer,
        String host,
        String query,
        String purpose,
        boolean member) {
    static final int AGENT = 512;

    private static final List<String> PURPOSES = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");

    /** Cuts what is too long to mean anything: waiting hits must not fill the memory. */
    public Trace {
        agent = cut(agent, AGENT);
        language = cut(language, 64);
        referrer = cut(referrer, 512);
        query = cut(query, 1024);
        purpose = cut(purpose, 64);
    }

    /** Of a page that was answered before a call was made of it. */
    public static Trace of(PageRequest request, String address) {
        return new Trace(
                request.isHead() ? "HEAD" : "GET",
                address,
                request.header("User-Agent"),
                request.header("Accept-Language"),
                request.header("Referer"),
                request.host(),
                request.query(),
                purpose(request::header),
                false);
    }

    public static Trace of(Call call, boolean member) {
        var address = call.address();
        int query = address.indexOf('?');
        return new Trace(
                call.method(),
                call.origin().address(),
                call.header("User-Agent").orElse(""),
                call.header("Accept-Language").orElse(""),
                call.header("Referer").orElse(""),
                call.origin().base(),
                query < 0 ? "" : address.substring(query + 1),
                purpose(name -> call.header(name).orElse("")),
                member);
    }

    /** The same sender, who tells himself where he came from and what he opened: a script on a page elsewhere. */
    public Trace on(String host, String query, String referrer) {
        return new Trace("GET", address, agent, language, referrer, host, query, purpose, member);
    }

    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    private static String purpose(UnaryOperator<String> header) {
        var all = "";
        for (var name : PURPOSES) {
            var value = header.apply(name);
            if (!value.isEmpty()) {
                all = all.isEmpty() ? value : all + " " + value;
            }
        }
        return all;
    }

    /** Says nothing of the visitor: this may end up in a log. */
    @Override
    public String toString() {
        return method + " of somebody";
    }
}
