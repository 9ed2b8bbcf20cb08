package com.mewayz.packaged;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.mewayz.testing.Client;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Many visitors who ask again and again, at a steady rate: some over a connection that they keep, some over a new one each
 * time. Nothing is tried twice, as browsers would do. A request counts as answered once all of its answer is there.
 */
final class Crowd {
    static final String PAGE = "/@trial";

    final LongAdder answered = new LongAdder();
    final LongAdder refused = new LongAdder();
    final Queue<String> cut = new ConcurrentLinkedQueue<>();
    final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final int port;
    private final List<String> requests;
    private final long pauseNanos;
    private volatile boolean ended;
    private volatile long slowest;

    /**
     * @param requests without the line that says whether the connection is kept, and the empty line
     * @param perSecond how often each of them asks
     */
    Crowd(int port, List<String> requests, int perSecond) {
        this.port = port;
        this.requests = requests;
        this.pauseNanos = 1_000_000_000L / perSecond;
    }

    /** Makes the page that they come for. */
    static void publish(Client owner) {
        long site = owner.post("/api/v1/bio-sites", Map.of("handle", "trial", "name", "Trial"))
                .is(201)
                .at("/data/id")
                .asLong();
        owner.post("/api/v1/bio-sites/" + site + "/publication").is(201);
    }

    static String get(String path, String... headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + lines(headers);
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }

    Crowd come(int keeping, int anew) {
        int all = keeping + anew;
        for (int i = 0; i < all; i++) {
            int number = i;
            long wait = pauseNanos * number / all;
            threads.add(Thread.ofPlatform().start(() -> ask(number, wait, number < keeping)));
        }
        return this;
    }

    /** Waits until so many answers have come, from now on. */
    void hear(int answers) {
        long enough = answered.sum() + answers;
        while (answered.sum() < enough) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    void end() throws InterruptedException {
        ended = true;
        for (var thread : threads) {
            thread.join();
        }
    }

    long asked() {
        return answered.sum() + refused.sum() + cut.size() + wrong.size();
    }

    /** How long the longest answer took, with the connection it needed. */
    long slowestMillis() {
        return slowest / 1_000_000;
    }

    private void ask(int number, long wait, boolean keeping) {
        long next = System.nanoTime() + wait;
        @Nullable Connection connection = null;
        for (int turn = number; !ended; turn++) {
            LockSupport.parkNanos(next - System.nanoTime());
            long begun = System.nanoTime();
            next = Math.max(begun, next + pauseNanos);
            var request = requests.get(turn % requests.size());
            if (connection == null) {
                connection = connect();
                if (connection == null) {
                    continue;
                }
            }
            connection = exchange(connection, request, keeping);
            long took = System.nanoTime() - begun;
            if (took > slowest) {
                slowest = took;
            }
        }
        close(connection);
    }

    private @Nullable Connection connect() {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 20_000);
            socket.setSoTimeout(20_000);
            socket.setTcpNoDelay(true);
            return new Connection(socket, new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            refused.increment();
            return null;
        }
    }

    /** The connection, if it is kept. */
    private @Nullable Connection exchange(Connection connection, String request, boolean keeping) {
        try {
            var text = request + (keeping ? "" : "Connection: close\r\n") + "\r\n";
            connection.socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            var head = head(connection.in);
            var length = head.replaceFirst("(?is).*\r\ncontent-length: (\\d+)\r\n.*", "$1");
            if (length.matches("\\d+")) {
                connection.in.skipNBytes(Long.parseLong(length));
            } else if (!head.startsWith("HTTP/1.1 304") && !head.startsWith("HTTP/1.1 204")) {
                throw new IOException("no length in " + head);
            }
            if (head.matches("(?s)HTTP/1\\.1 [1-4]\\d\\d .*")) {
                answered.increment();
            } else {
                wrong.add(head);
            }
            if (keeping && !head.toLowerCase(Locale.ROOT).contains("\r\nconnection: close\r\n")) {
                connection.answers++;
                return connection;
            }
        } catch (IOException e) {
            cut.add(request.lines().findFirst().orElse("") + " after " + connection.answers + ": " + e);
        }
        close(connection);
        return null;
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int read = in.read();
            if (read < 0) {
                throw new EOFException("the connection ended after " + head.length() + " bytes");
            }
            head.append((char) read);
        }
        return head.toString();
    }

    private static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.socket.close();
            }
        } catch (IOException e) {
            // it is over
        }
    }

    private static final class Connection {
        final Socket socket;
        final InputStream in;
        int answers;

        Connection(Socket socket, InputStream in) {
            this.socket = socket;
            this.in = in;
        }
    }
}
