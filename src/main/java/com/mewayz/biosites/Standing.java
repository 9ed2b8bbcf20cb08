package com.mewayz.biosites;

import com.mewayz.platform.web.Origin;
import com.mewayz.platform.web.SiteHosts;

/**
 * Where a site's page is: below the console's host by its handle, or at the root of a host of its own.
 *
 * @param base scheme, host and port, without a slash at the end
 * @param path {@code /@mia}, or empty on a host of its own
 */
public record Standing(String base, String path) {
    /** Where visitors find a site, asked for from the console. */
    public static Standing of(SiteHosts hosts, Origin console, long site, String handle) {
        return hosts.base(site).map(base -> new Standing(base, "")).orElseGet(() -> byHandle(console, handle));
    }

    static Standing byHandle(Origin console, String handle) {
        return new Standing(console.base(), "/@" + handle);
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
