package com.mewayz.platform.geo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes small tables in MaxMind's format (specification 2.0), as its makers lay theirs out. */
public final class MaxMindSample {
    /** One network in the nested form, one in the flat one, one with another key, one damaged. */
    static final Map<String, Map<String, Object>> SAMPLE = Map.of(
            "192.0.2.0/25", Map.of("country", Map.of("iso_code", "PT")),
            "192.0.2.128/25", Map.of("country", "GB"),
            "192.0.3.0/24", Map.of("country_code", "FR"),
            "192.0.4.0/24", Map.of("country", "Nowhere"),
            "2001:db8::/32", Map.of("country", Map.of("iso_code", "PT")));

    private static final byte[] MARK = "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);

    private MaxMindSample() {}

    public static Path write(Path file, Map<String, Map<String, Object>> networks) throws IOException {
        var nodes = new ArrayList<int[]>(List.of(new int[] {-1, -1}));
        var data = new ByteArrayOutputStream();
        for (var network : networks.entrySet()) {
            insert(nodes, network.getKey(), -2 - data.size());
            value(data, network.getValue());
        }
        var out = new ByteArrayOutputStream();
        for (var node : nodes) {
            for (int record : node) {
                int number = record == -1 ? nodes.size() : record < -1 ? nodes.size() + 16 + (-2 - record) : record;
                out.write(new byte[] {(byte) (number >> 16), (byte) (number >> 8), (byte) number});
            }
        }
        out.write(new byte[16]);
        out.write(data.toByteArray());
        out.write(MARK);
        var about = new LinkedHashMap<String, Object>();
        about.put("binary_format_major_version", (short) 2);
        about.put("binary_format_minor_version", (short) 0);
        about.put("build_epoch", 1_790_000_000L);
        about.put("database_type", "Sample-Country");
        about.put("description", Map.of("en", "A sample"));
        about.put("ip_version", (short) 6);
        about.put("languages", List.of("en"));
        about.put("node_count", nodes.size());
        about.put("record_size", (short) 24);
        value(out, about);
        return Files.write(file, out.toByteArray());
    }

    /** IPv4 stands below ::/96. */
    private static void insert(List<int[]> nodes, String network, int record) {
        var parts = network.split("/");
        var bytes = InetAddress.ofLiteral(parts[0]).getAddress();
        int before = bytes.length == 4 ? 96 : 0;
        int bits = before + Integer.parseInt(parts[1]);
        int node = 0;
        for (int i = 0; i < bits; i++) {
            int bit = i < before ? 0 : bytes[(i - before) / 8] >> 7 - (i - before) % 8 & 1;
            if (i == bits - 1) {
                nodes.get(node)[bit] = record;
            } else {
                if (nodes.get(node)[bit] < 0) {
                    nodes.add(new int[] {-1, -1});
                    nodes.get(node)[bit] = nodes.size() - 1;
                }
                node = nodes.get(node)[bit];
            }
        }
    }

    private static void value(ByteArrayOutputStream out, Object value) throws IOException {
        switch (value) {
            case String text -> {
                out.write(2 << 5 | text.length());
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            case Short number -> out.write(new byte[] {(byte) (5 << 5 | 2), (byte) (number >> 8), number.byteValue()});
            case Integer number -> {
                out.write(6 << 5 | 4);
                out.write(ByteBuffer.allocate(4).putInt(number).array());
            }
            case Long number -> {
                out.write(new byte[] {8, 9 - 7});
                out.write(ByteBuffer.allocate(8).putLong(number).array());
            }
            case List<?> list -> {
                out.write(new byte[] {(byte) list.size(), 11 - 7});
                for (var item : list) {
                    value(out, item);
                }
            }
            case Map<?, ?> map -> {
                out.write(7 << 5 | map.size());
                for (var entry : map.entrySet()) {
                    value(out, entry.getKey());
                    value(out, entry.getValue());
                }
            }
            default -> throw new IllegalArgumentException("no way to write " + value);
        }
    }
}
