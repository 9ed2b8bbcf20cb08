package com.mewayz.platform.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** A set of addresses and networks in CIDR notation. Only literals: nothing is looked up. */
public final class Networks {
    private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|(?=[^:]*:)[0-9a-fA-F:.]{2,45}");

    private final List<Network> networks;

    /** @throws IllegalArgumentException naming the entry that is no address or network */
    public Networks(List<String> entries) {
        networks = entries.stream().map(Network::of).toList();
    }

    public boolean contains(String address) {
        if (networks.isEmpty() || !isAddress(address)) {
            return false;
        }
        var bytes = bytes(address);
        return networks.stream().anyMatch(network -> network.contains(bytes));
    }

    /** Whether this is an address as a number; a name is not looked up. */
    public static boolean isAddress(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return false;
        }
        try {
            return bytes(text).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The network an address is in, without what makes out one household: {@code 192.0.2.0/24}, or a /48 of IPv6. */
    public static String neighbours(String address) {
        if (!isAddress(address)) {
            return "";
        }
        var bytes = bytes(address);
        int kept = bytes.length == 4 ? 3 : 6;
        Arrays.fill(bytes, kept, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + 8 * kept;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four or sixteen bytes are an address", e);
        }
    }

    /** Whose address this is: itself, or for IPv6 the /64 that one customer gets whole. */
    public static String neighbourhood(String address) {
        if (address.indexOf(':') < 0 || !isAddress(address)) {
            return address;
        }
        var bytes = bytes(address);
        return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) + "::/64" : address;
    }

    static byte[] bytes(String address) {
        if (!LITERAL.matcher(address).matches()) {
            throw new IllegalArgumentException(address + " is no address");
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address + " is no address", e);
        }
    }

    private record Network(byte[] address, int bits) {
        static Network of(String entry) {
            var parts = entry.split("/", 2);
            var address = bytes(parts[0]);
            int bits = parts.length == 1 ? address.length * 8 : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > address.length * 8) {
                throw new IllegalArgumentException(entry + " is no network");
            }
            return new Network(address, bits);
        }

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
