package com.mewayz.biosites;

import com.mewayz.platform.cache.PageCache;
import com.mewayz.platform.cache.PageCache.Entry;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.web.SiteHosts;
import com.mewayz.platform.web.lane.PageRequest;
import com.mewayz.platform.web.lane.Ready;
import com.mewayz.platform.web.lane.ReadyPages;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The public pages as ready bytes, by full address: with no base URL configured a page names the host it was asked
 * under, so that a forged Host header never reaches another visitor's page.
 */
public final class PublishedPages implements ReadyPages {
    private final PageCache cache;
    private final Optional<String> base;
    private final String host;
    private final SiteHosts hosts;
    private final Visits visits;

    /** @param base the configured base URL */
    public PublishedPages(PageCache cache, Optional<URI> base, SiteHosts hosts, Visits visits) {
        this.hosts = hosts;
        this.cache = cache;
        this.base = base.map(URI::toString);
        this.host = base.map(URI::getHost).orElse("").toLowerCase(Locale.ROOT);
        this.visits = visits;
    }

    @Override
    public @Nullable Ready find(PageRequest request) {
        var path = request.path();
        if (request.query().contains("play=") || request.query().contains("sent=")) {
            return null;
        }
        var name = request.host();
        boolean console = base.isPresent() && name.equals(host);
        var place = console ? null : hosts.at(name);
        if (place != null) {
            boolean byHandle = place.site() == 0;
            return place.elsewhere().isPresent() || path.startsWith("/@") != byHandle
                    ? null
                    : cache.find(place.base() + path);
        }
        if (!path.startsWith("/@")) {
            return null;
        }
        if (base.isPresent()) {
            // under another name the router decides whether there is an answer at all
            return console ? cache.find(base.get() + path) : null;
        }
        // A proxy's word decides about the scheme; the router knows which proxies to believe.
        if (!request.header("X-Forwarded-Proto").isEmpty()) {
            return null;
        }
        return cache.find((request.isSecure() ? "https://" : "http://") + request.header("Host") + path);
    }

    @Override
    public void visited(Ready page, PageRequest request) {
        // codes are kept here too; only the page itself is a view
        var path = request.path();
        if (path.equals("/") || path.startsWith("/@") && path.indexOf('/', 1) < 0) {
            visits.viewed(page.subject(), request);
        }
    }

    /** @param address the full one */
    Ready get(String address, Supplier<Entry> make) {
        return cache.get(address, make);
    }

    /** Forgets the site's pages: when it stands on another host. */
    public void drop(long site) {
        cache.drop(site);
    }

    /** Forgets the site's pages as soon as what changed them is on disk, before the caller has its answer. */
    void dropAfterCommit(Db db, long site) {
        db.afterCommit(() -> cache.drop(site));
    }

    /** Forgets every page: when themes change. */
    public void dropAll() {
        cache.dropAll();
    }
}
