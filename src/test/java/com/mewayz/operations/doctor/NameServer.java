package com.mewayz.operations.doctor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A name server that knows some TXT records (RFC 1035, over UDP). */
final class NameServer implements AutoCloseable {
    private static final int NO_SUCH_NAME = 3;

    private final DatagramSocket socket;
    private final Map<String, List<String>> records = new ConcurrentHashMap<>();

    NameServer() {
        try {
            socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    String address() {
        return "dns://127.0.0.1:" + socket.getLocalPort();
    }

    NameServer with(String name, String... texts) {
        records.put(name, List.of(texts));
        return this;
    }

    private void serve() {
        var buffer = new byte[1500];
        while (!socket.isClosed()) {
            try {
                var question = new DatagramPacket(buffer, buffer.length);
                socket.receive(question);
                var answer = answer(buffer, question.getLength());
                socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private byte[] answer(byte[] question, int length) {
        var name = new StringBuilder();
        int at = 12;
        for (; question[at] != 0; at += question[at] + 1) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(question, at + 1, question[at], StandardCharsets.US_ASCII));
        }
        int end = at + 5;
        var asked = name.toString().toLowerCase(Locale.ROOT);
        var texts = records.getOrDefault(asked, List.of());
        // a name above one that exists is there, without a record of its own (RFC 8020)
        boolean known = records.keySet().stream().anyMatch(each -> each.equals(asked) || each.endsWith("." + asked));
        var out = new ByteArrayOutputStream();
        out.write(question, 0, 2);
        out.writeBytes(new byte[] {
            (byte) 0x81, (byte) (0x80 | (known ? 0 : NO_SUCH_NAME)), 0, 1, 0, (byte) texts.size(), 0, 0, 0, 0
        });
        out.write(question, 12, Math.min(end, length) - 12);
        for (var text : texts) {
            var data = pieces(text);
            out.writeBytes(
                    new byte[] {(byte) 0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, (byte) (data.length >> 8), (byte) data.length
                    });
            out.writeBytes(data);
        }
        return out.toByteArray();
    }

    /** A record is made of pieces of at most 255 bytes; here of 40, so that it has several. */
    private static byte[] pieces(String text) {
        var out = new ByteArrayOutputStream();
        for (int from = 0; from < text.length(); from += 40) {
            var piece = text.substring(from, Math.min(text.length(), from + 40));
            out.write(piece.length());
            out.writeBytes(piece.getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
