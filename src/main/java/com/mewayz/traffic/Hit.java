package com.mewayz.traffic;

import com.mewayz.platform.web.Call;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a request tells of a page view or a click. Headers that were not sent are empty. Address and agent live only
 * here, in memory, until the hit is counted.
 *
 * @param block the link that was clicked, 0 for a page view
 * @param host the host and port the visitor asked for, to know our own pages among the referrers
 * @param query the raw query string, without the question mark
 * @param purpose the headers Sec-Purpose, Purpose, X-Purpose and X-Moz, joined
 * @param member whether the visitor is signed in and belongs to the site's workspace
 */
public record Hit(
        long site,
        long block,
        String method,
        String address,
        String agent,
        String language,
        String referrer,
        String host,
        String query,
        String purpose,
        boolean member) {

    public static Hit of(Call call, long site, long block, boolean member) {
        var address = call.address();
        int query = address.indexOf('?');
        return new Hit(
                site,
                block,
                call.method(),
                call.origin().address(),
                call.header("User-Agent").orElse(""),
                call.header("Accept-Language").orElse(""),
                call.header("Referer").orElse(""),
                call.origin().base(),
                query < 0 ? "" : address.substring(query + 1),
                Stream.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
                        .flatMap(name -> call.header(name).stream())
                        .collect(Collectors.joining(" ")),
                member);
    }

    /** Says nothing of the visitor: this may end up in a log. */
    @Override
    public String toString() {
        return "hit on site " + site + ", block " + block;
    }
}
