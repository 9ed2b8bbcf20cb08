package com.mewayz.biosites.domains;

import com.mewayz.platform.dns.Dns;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Under which addresses the world reaches this server: those of its configured host, or of this machine. */
final class ServerAddresses {
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final Dns dns;
    private final Clock clock;
    private final Optional<URI> baseUrl;
    private volatile Known known = new Known(List.of(), Instant.MIN);

    ServerAddresses(Dns dns, Clock clock, Optional<URI> baseUrl) {
        this.dns = dns;
        this.clock = clock;
        this.baseUrl = baseUrl;
    }

    /** The configured host, if it is a name that another name can be an alias of; else empty. */
    String host() {
        return baseUrl.map(URI::getHost)
                .map(host -> host.toLowerCase(Locale.ROOT))
                .filter(host -> !isLiteral(host) && host.indexOf('.') > 0)
                .orElse("");
    }

    /** As digits; empty if nobody knows. */
    List<String> all() {
        var now = clock.instant();
        if (known.until.isBefore(now) || known.until.isAfter(now.plus(KEPT))) {
            known = new Known(host().isEmpty() ? ofMachine() : ofHost(), now.plus(KEPT));
        }
        return known.addresses;
    }

    private List<String> ofHost() {
        return dns.addresses(host()) instanceof Dns.Found(var values) ? values : List.of();
    }

    /** Those of the public internet if there are any: the others lead nowhere from outside. */
    private static List<String> ofMachine() {
        try {
            var addresses = Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                    .flatMap(card -> Collections.list(card.getInetAddresses()).stream())
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .toList();
            var open = addresses.stream().filter(address -> !isPrivate(address)).toList();
            return (open.isEmpty() ? addresses : open)
                    .stream()
                            .map(address -> address.getHostAddress().replaceAll("%.*", ""))
                            .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    /** Also the local addresses of IPv6 (RFC 4193), which Java does not know. */
    private static boolean isPrivate(InetAddress address) {
        return address.isSiteLocalAddress()
                || address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
    }

    private static boolean isLiteral(String host) {
        return host.startsWith("[") || host.matches("[0-9.]+");
    }

    private record Known(List<String> addresses, Instant until) {}
}
