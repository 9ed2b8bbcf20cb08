package com.mewayz.platform.web;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Which hosts this server answers for: its configured one, and whoever is on the machine itself. Without a configured
 * address (a trial) it answers for every host.
 */
final class Hosts {
    private final Optional<String> own;

    Hosts(Optional<URI> baseUrl) {
        own = baseUrl.map(url -> name(url.getRawAuthority()));
    }

    /**
     * @param authority the header Host as it came
     * @param local the address the connection came in at: whoever names that one means this machine
     */
    boolean serves(String authority, String local) {
        if (own.isEmpty()) {
            return true;
        }
        var name = name(authority);
        return isConsole(name) || isThisMachine(authority) || name.equals(name(local));
    }

    /** Whether the name is that of a machine for itself. */
    static boolean isThisMachine(String authority) {
        var name = name(authority);
        return name.equals("localhost") || isLoopback(name);
    }

    /** @param name as {@link #name} makes it */
    boolean isConsole(String name) {
        return own.isPresent() && own.get().equals(name);
    }

    private static boolean isLoopback(String name) {
        return name.equals("::1") || name.matches("127(\\.[0-9]{1,3}){3}");
    }

    /** In lower case, without port, brackets or the dot at the end; never looked up. */
    static String name(String authority) {
        var lower = authority.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[")) {
            int end = lower.indexOf(']');
            return end < 0 ? "" : lower.substring(1, end);
        }
        int colon = lower.indexOf(':');
        var host = colon < 0 || lower.indexOf(':', colon + 1) > 0 ? lower : lower.substring(0, colon);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }
}
