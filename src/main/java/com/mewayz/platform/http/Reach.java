package com.mewayz.platform.http;

import com.mewayz.platform.web.Networks;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses the program may connect to: those of the public internet, and networks the operator has named. The
 * rest is read off the IANA registries of special-purpose addresses.
 */
public final class Reach {
    private static final Networks SPECIAL_4 = new Networks(List.of(
            "0.0.0.0/8", // this host
            "10.0.0.0/8",
            "100.64.0.0/10", // carriers' NAT; cloud metadata lives there, too
            "127.0.0.0/8",
            "169.254.0.0/16", // link-local; cloud metadata
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16",
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3")); // multicast, reserved, broadcast

    /** All else is loopback, link-local, unique local, multicast, or an IPv4 address in disguise (mapped, NAT64). */
    private static final Networks GLOBAL_6 = new Networks(List.of("2000::/3"));

    private static final Networks SPECIAL_6 = new Networks(List.of(
            "2001::/23", // protocols: Teredo, benchmarks, ORCHID
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4, an IPv4 address in disguise
            "3fff::/20")); // documentation

    private final Networks named;

    /**
     * @param named private networks that are allowed all the same, in CIDR notation
     * @throws IllegalArgumentException naming the entry that is no network
     */
    public Reach(List<String> named) {
        this.named = new Networks(named);
    }

    boolean allows(InetAddress address) {
        return isPublic(address) || isNamed(address);
    }

    /** Whether the operator has named the network of this address. */
    boolean isNamed(InetAddress address) {
        return named.contains(address.getHostAddress());
    }

    private static boolean isPublic(InetAddress address) {
        var text = address.getHostAddress();
        return address instanceof Inet4Address
                ? !SPECIAL_4.contains(text)
                : GLOBAL_6.contains(text) && !SPECIAL_6.contains(text);
    }
}
