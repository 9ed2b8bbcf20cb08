package com.mewayz.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A name server on loopback (RFC 1035, over UDP) that knows what it was told: addresses and texts. */
public final class FakeDns implements AutoCloseable {
    private static final Map<String, Integer> TYPES = Map.of("A", 1, "TXT", 16, "AAAA", 28);

    private final DatagramSocket socket;
    private final Map<String, List<String>> records = new ConcurrentHashMap<>();
    private volatile boolean silent;

    public FakeDns() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("fake-dns").start(this::serve);
    }

    /** As the setting takes it. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** @param type A, AAAA or TXT */
    public FakeDns set(String name, String type, String... values) {
        records.put(name + " " + type, List.of(values));
        return this;
    }

    public void forget(String name) {
        records.keySet().removeIf(key -> key.startsWith(name + " "));
    }

    /** Answers nothing but an error of its own from now on. */
    public void fail(boolean failing) {
        silent = failing;
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        var packet = new DatagramPacket(new byte[1500], 1500);
        while (!socket.isClosed()) {
            try {
                packet.setLength(1500);
                socket.receive(packet);
                var reply = answer(Arrays.copyOf(packet.getData(), packet.getLength()));
                socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private byte[] answer(byte[] packet) {
        var question = ByteBuffer.wrap(packet);
        int id = question.getShort();
        question.position(12);
        var name = new StringBuilder();
        for (int length = question.get(); length > 0; length = question.get()) {
            var label = new byte[length];
            question.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        var asked = name.toString().toLowerCase(Locale.ROOT);
        int type = question.getShort();
        var end = question.position() + 2;
        var values = new ArrayList<byte[]>();
        TYPES.forEach((word, number) -> {
            if (number == type) {
                records.getOrDefault(asked + " " + word, List.of()).forEach(value -> values.add(data(word, value)));
            }
        });
        // a name above one that exists is there, without a record of its own (RFC 8020)
        boolean known = records.keySet().stream()
                .map(key -> key.substring(0, key.indexOf(' ')))
                .anyMatch(each -> each.equals(asked) || each.endsWith("." + asked));
        int code = silent ? 2 : known ? 0 : 3;
        var count = silent ? 0 : values.size();
        var reply = new ByteArrayOutputStream();
        put(reply, id, 0x8180 | code, 1, count, 0, 0);
        reply.writeBytes(Arrays.copyOfRange(packet, 12, end));
        for (var value : values.subList(0, count)) {
            put(reply, 0xc00c, type, 1, 0, 0, value.length);
            reply.writeBytes(value);
        }
        return reply.toByteArray();
    }

    private static byte[] data(String type, String value) {
        if (!type.equals("TXT")) {
            return InetAddress.ofLiteral(value).getAddress();
        }
        // a text is made of pieces of at most 255 bytes; here of 40, so that it has several
        var pieces = new ByteArrayOutputStream();
        for (int from = 0; from < value.length(); from += 40) {
            var piece =
                    value.substring(from, Math.min(value.length(), from + 40)).getBytes(StandardCharsets.US_ASCII);
            pieces.write(piece.length);
            pieces.writeBytes(piece);
        }
        return pieces.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, int... numbers) {
        for (int number : numbers) {
            out.write(number >> 8);
            out.write(number);
        }
    }
}
