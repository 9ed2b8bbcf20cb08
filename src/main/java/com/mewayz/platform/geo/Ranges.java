package com.mewayz.platform.geo;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A set of networks that answers at once, however many there are. Of IPv6 the upper 64 bits count. */
public final class Ranges {
    /** From the first address of a range to its last, as signed numbers that sort like the unsigned ones. */
    private final TreeMap<Long, Long> four = new TreeMap<>();

    private final TreeMap<Long, Long> six = new TreeMap<>();

    /**
     * @param lines networks as {@code 192.0.2.0/24}, addresses, empty lines, and comments after {@code #}
     * @throws IllegalArgumentException naming the line that is none of these
     */
    public Ranges(List<String> lines) {
        for (var line : lines) {
            var network = line.replaceFirst("#.*", "").strip();
            if (!network.isEmpty()) {
                add(network);
            }
        }
    }

    public boolean contains(InetAddress address) {
        var bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet4Address
                ? covers(four, Integer.toUnsignedLong(bytes.getInt()))
                : covers(six, bytes.getLong() ^ Long.MIN_VALUE);
    }

    public boolean isEmpty() {
        return four.isEmpty() && six.isEmpty();
    }

    private void add(String network) {
        int slash = network.indexOf('/');
        try {
            var address = InetAddress.ofLiteral(slash < 0 ? network : network.substring(0, slash));
            int size = address.getAddress().length * 8;
            int bits = slash < 0 ? size : Integer.parseInt(network.substring(slash + 1));
            if (bits < 1 || bits > size) {
                throw new IllegalArgumentException("there are no /" + bits + " networks");
            }
            var bytes = ByteBuffer.wrap(address.getAddress());
            if (address instanceof Inet4Address) {
                long mask = (1L << 32 - bits) - 1;
                join(four, Integer.toUnsignedLong(bytes.getInt()) & ~mask, mask);
            } else {
                long mask = bits >= 64 ? 0 : (1L << 64 - bits) - 1;
                join(six, bytes.getLong() & ~mask ^ Long.MIN_VALUE, mask);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(network + " is no network", e);
        }
    }

    /** Networks contain each other or do not touch, so of two that begin alike the larger stays. */
    private static void join(NavigableMap<Long, Long> ranges, long first, long mask) {
        var around = ranges.floorEntry(first);
        if (around != null && around.getValue() >= first + mask) {
            return;
        }
        ranges.subMap(first, true, first + mask, true).clear();
        ranges.put(first, first + mask);
    }

    private static boolean covers(NavigableMap<Long, Long> ranges, long address) {
        Map.Entry<Long, Long> range = ranges.floorEntry(address);
        return range != null && range.getValue() >= address;
    }
}
