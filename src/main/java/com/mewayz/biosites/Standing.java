package com.mewayz.biosites;

import com.mewayz.platform.web.Origin;
import com.mewayz.platform.web.SiteHosts;

/**
 * Where a site's page is: by its handle, below the host that those share which have none of their own, or at the root of
 * its own.
 *
 * @param base scheme, host and port, without a slash at the end
 * @param path {@code /@mia}, or empty on a host of its own
 */
public record Standing(String base, String path) {
    /** Where visitors find a site, asked for from the console. */
    public static Standing of(SiteHosts hosts, Origin console, long site, String handle) {
        return hosts.base(site)
                .map(base -> new Standing(base, ""))
                .orElseGet(() -> new Standing(handles(hosts, console), "/@" + handle));
    }

    /** @param host the one that was asked, which is the one that handles are on */
    static Standing byHandle(Origin host, String handle) {
        return new Standing(host.base(), "/@" + handle);
    }

    /** The base of the host that handles are on, asked for from the console. */
    static String handles(SiteHosts hosts, Origin console) {
        return hosts.shared().orElse(console.base());
    }

    /** The page's one full address. */
    public String page() {
        return base + (path.isEmpty() ? "/" : path);
    }

    /** The same for eyes: without the scheme, and without a slash at the end. */
    public String words() {
        return base.substring(base.indexOf("://") + 3) + path;
    }

    /** The path of a file that belongs to the page. */
    String file(String name) {
        return path + "/" + name;
    }
}
