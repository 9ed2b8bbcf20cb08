package com.mewayz.platform.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The hosts, besides the console's, that this server answers for: on each stands one site, and on one of them those
 * that have none of their own, by their handles. It is asked with every request, also on threads that must not wait, so
 * that it answers from memory.
 */
public interface SiteHosts {
    /** There are none. */
    SiteHosts NONE = new SiteHosts() {
        @Override
        public @Nullable Place at(String host) {
            return null;
        }

        @Override
        public Optional<String> base(long site) {
            return Optional.empty();
        }

        @Override
        public Optional<String> shared() {
            return Optional.empty();
        }
    };

    /** @param host in lower case, without a port */
    @Nullable
    Place at(String host);

    /** Where a site is that has a host of its own: scheme, host and port, without a slash at the end. */
    Optional<String> base(long site);

    /**
     * Where the sites are that have no host of their own: scheme, host and port, without a slash at the end; empty if
     * that is the console's.
     */
    Optional<String> shared();

    /**
     * What stands on a host.
     *
     * @param site 0 for all that have no host of their own
     * @param base scheme, host and port, without a slash at the end
     * @param elsewhere the base that the site is at now, if it has moved on from here
     */
    record Place(long site, String base, Optional<String> elsewhere) {}
}
