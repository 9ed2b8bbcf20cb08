package com.mewayz.websites;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Pages elsewhere that belong together. The id is what their script sends; it stays the same for good.
 *
 * @param hosts the names of their hosts, in lower case
 */
public record Website(long id, long workspace, String name, List<String> hosts, Instant createdAt) {
    /** Whether a page of this host belongs to it; with or without {@code www.} is the same, whatever the port. */
    boolean isAt(String host) {
        var bare = bare(host.toLowerCase(Locale.ROOT));
        return hosts.stream().anyMatch(known -> bare(known).equals(bare));
    }

    /** Whether a page of this origin, as browsers name it, belongs to it. */
    boolean isFrom(String origin) {
        try {
            var host = URI.create(origin).getHost();
            return host != null && isAt(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    WebsiteInput input() {
        return new WebsiteInput(name, hosts);
    }

    private static String bare(String host) {
        return host.startsWith("www.") ? host.substring(4) : host;
    }
}
