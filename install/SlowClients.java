import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Holds connections that do nothing, and others that send or read next to nothing, while an honest client asks for a page;
 * part of install/bench. They come from many addresses (127.0.x.y), so that ports do not run out, and whoever the server
 * closes comes again after a while.
 *
 * <p>Arguments: port, path of the page, the server's process, idle connections, slow connections, requests to measure.
 */
final class SlowClients {
    private static final String FIGURES = "/metrics";
    private static final int OF_AN_ADDRESS = 200;
    private static final long AWAY = TimeUnit.SECONDS.toNanos(5);
    private static final long PACE = TimeUnit.SECONDS.toNanos(1);
    /** So many connections begin in one turn, lest the first turn be a flood of its own. */
    private static final int BEGINNINGS = 40;

    private static final int TURN_MILLIS = 10;
    private static final long SETTLING = 5_000;

    private final int port;
    private final String path;
    private final List<Client> clients = new ArrayList<>();
    private final PriorityQueue<Client> agenda = new PriorityQueue<>((a, b) -> Long.compare(a.next - b.next, 0));
    private final CountDownLatch allCame;
    private final AtomicInteger failed = new AtomicInteger();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(16 * 1024);
    private volatile boolean ended;

    private SlowClients(int port, String path, int idle, int slow) throws IOException {
        this.port = port;
        this.path = path;
        this.allCame = new CountDownLatch(idle + slow);
        for (int i = 0; i < idle; i++) {
            add(i % 2 == 0 ? Kind.SILENT : Kind.KEPT);
        }
        for (int i = 0; i < slow; i++) {
            add(i % 3 == 0 ? Kind.HEAD : i % 3 == 1 ? Kind.BODY : Kind.READER);
        }
    }

    private void add(Kind kind) throws IOException {
        int address = 2 + clients.size() / OF_AN_ADDRESS;
        clients.add(new Client(kind, InetAddress.getByName("127.0." + (1 + address / 250) + "." + (1 + address % 250))));
    }

    public static void main(String[] arguments) throws Exception {
        var process = arguments[2];
        int idle = Integer.parseInt(arguments[3]);
        int slow = Integer.parseInt(arguments[4]);
        int requests = Integer.parseInt(arguments[5]);
        var bench = new SlowClients(Integer.parseInt(arguments[0]), arguments[1], idle, slow);
        bench.kept(requests); // warms the server up
        bench.anew(requests);
        var keptBefore = bench.kept(requests);
        var anewBefore = bench.anew(requests);
        long memory = megabytes(process);

        var crowd = Thread.ofPlatform().daemon().start(bench::crowd);
        bench.allCame.await();
        Thread.sleep(SETTLING); // what is measured is that they are there, not their arrival
        var keptDuring = bench.kept(requests);
        var anewDuring = bench.anew(requests);
        System.out.printf("  %,d idle connections and %,d slow ones, who come again when they are closed%n", idle, slow);
        print("over one connection", keptBefore, keptDuring);
        print("over a new one each", anewBefore, anewDuring);
        System.out.printf(
                "  of %,d honest requests %d failed; the server held %s connections (%s waiting), displaced %s, refused %s%n",
                2 * requests,
                bench.failed.get(),
                bench.figure("mewayz_http_connections"),
                bench.figure("mewayz_http_connections_waiting"),
                bench.figure("mewayz_http_connections_displaced_total"),
                bench.figure("mewayz_http_connections_refused_total"));
        System.out.printf("  server: %d MB resident before, %d MB during%n", memory, megabytes(process));
        bench.ended = true;
        crowd.join();
    }

    private static void print(String how, long[] before, long[] during) {
        System.out.printf(
                "  the page %s: p50 %.2f ms before, %.2f during (ratio %.2f, target 2); p99 %.2f ms before, %.2f during (ratio %.2f)%n",
                how,
                millis(before, 0.5),
                millis(during, 0.5),
                millis(during, 0.5) / millis(before, 0.5),
                millis(before, 0.99),
                millis(during, 0.99),
                millis(during, 0.99) / millis(before, 0.99));
    }

    private static double millis(long[] sorted, double part) {
        return sorted[(int) (part * (sorted.length - 1))] / 1e6;
    }

    /** How long each answer took, sorted. */
    private long[] kept(int requests) throws IOException, InterruptedException {
        var times = new long[requests];
        Socket socket = null;
        for (int i = 0; i < requests; i++) {
            long start = System.nanoTime();
            try {
                if (socket == null) {
                    socket = new Socket("127.0.0.1", port);
                    socket.setTcpNoDelay(true);
                    start = System.nanoTime();
                }
                ask(socket, path);
            } catch (IOException e) {
                failed(e);
                socket = null;
            }
            times[i] = System.nanoTime() - start;
            Thread.sleep(1);
        }
        if (socket != null) {
            socket.close();
        }
        Arrays.sort(times);
        return times;
    }

    /** The same with the time to connect. */
    private long[] anew(int requests) throws InterruptedException {
        var times = new long[requests];
        for (int i = 0; i < requests; i++) {
            long start = System.nanoTime();
            try (var socket = new Socket("127.0.0.1", port)) {
                ask(socket, path);
            } catch (IOException e) {
                failed(e);
            }
            times[i] = System.nanoTime() - start;
            Thread.sleep(1);
        }
        Arrays.sort(times);
        return times;
    }

    private void failed(IOException e) {
        if (failed.incrementAndGet() == 1) {
            System.out.println("  the first honest request that failed: " + e);
        }
    }

    private static String request(String path) {
        var coding = path.equals(FIGURES) ? "identity" : "gzip";
        return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: " + coding + "\r\n\r\n";
    }

    /** Asks and reads all of the answer; gives its head and what came of its body with the head. */
    private static String ask(Socket socket, String path) throws IOException {
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write(request(path).getBytes(US_ASCII));
        var in = socket.getInputStream();
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append(some(in));
        }
        int length = Integer.parseInt(head.toString().replaceFirst("(?is).*?\r\ncontent-length: (\\d+).*", "$1"));
        while (head.length() < head.indexOf("\r\n\r\n") + 4 + length) {
            head.append(some(in));
        }
        return head.toString();
    }

    private static String some(InputStream in) throws IOException {
        var bytes = new byte[16 * 1024];
        int read = in.read(bytes);
        if (read < 0) {
            throw new EOFException();
        }
        return new String(bytes, 0, read, ISO_8859_1);
    }

    private String figure(String name) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            var text = ask(socket, FIGURES);
            return text.lines()
                    .filter(line -> line.startsWith(name + " "))
                    .map(line -> line.substring(name.length() + 1).replaceFirst("\\.0$", ""))
                    .findFirst()
                    .orElse("?");
        }
    }

    private static long megabytes(String process) throws IOException {
        return Files.readAllLines(Path.of("/proc", process, "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    private void crowd() {
        try (var selector = Selector.open()) {
            agenda.addAll(clients);
            while (!ended) {
                selector.select(key -> ((Client) key.attachment()).ready(key), TURN_MILLIS);
                long now = System.nanoTime();
                for (int begun = 0; begun < BEGINNINGS && !agenda.isEmpty() && agenda.peek().next <= now; ) {
                    var client = agenda.poll();
                    begun += client.channel == null ? 1 : 0;
                    client.act(selector, now);
                }
            }
            for (var client : clients) {
                client.leave();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private enum Kind {
        /** Sends nothing. */
        SILENT,
        /** Asks once and stays. */
        KEPT,
        /** Sends a head a byte at a time. */
        HEAD,
        /** Sends a body a byte at a time. */
        BODY,
        /** Asks for a lot and reads nothing. */
        READER
    }

    private final class Client {
        private final Kind kind;
        private final InetAddress address;
        private SocketChannel channel;
        private long next = System.nanoTime();
        private long back = next;
        private boolean came;

        Client(Kind kind, InetAddress address) {
            this.kind = kind;
            this.address = address;
        }

        void act(Selector selector, long now) {
            try {
                if (channel == null && back <= now) {
                    begin(selector);
                } else if (channel == null) {
                    next = back;
                    agenda.add(this);
                    return;
                } else if (channel.isConnected()) {
                    trickle();
                }
            } catch (IOException e) {
                leave();
            }
            next = channel == null ? back : now + PACE;
            agenda.add(this);
        }

        private void begin(Selector selector) throws IOException {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, kind == Kind.READER ? 2048 : 16 * 1024);
            channel.bind(new InetSocketAddress(address, 0));
            boolean connected = channel.connect(new InetSocketAddress("127.0.0.1", port));
            channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
            if (connected) {
                greet();
            }
        }

        void ready(SelectionKey key) {
            try {
                if (key.isConnectable()) {
                    channel.finishConnect();
                    key.interestOps(kind == Kind.READER ? 0 : SelectionKey.OP_READ);
                    greet();
                } else if (channel.read(buffer.clear()) < 0) {
                    leave();
                }
            } catch (IOException e) {
                leave();
            }
        }

        private void greet() throws IOException {
            if (!came) {
                came = true;
                allCame.countDown();
            }
            send(
                    switch (kind) {
                        case SILENT -> "";
                        case KEPT -> request(path);
                        case HEAD -> "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ";
                        case BODY ->
                            "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\n";
                        case READER -> request(path).repeat(3_000);
                    });
        }

        private void trickle() throws IOException {
            switch (kind) {
                case SILENT, KEPT -> {}
                case HEAD, BODY -> send("a");
                // its end is noticed by writing, because it does not read
                case READER -> send("\r\n");
            }
        }

        private void send(String text) throws IOException {
            channel.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
        }

        /** It comes again at its next turn. */
        void leave() {
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException e) {
                // it is gone
            }
            channel = null;
            back = System.nanoTime() + AWAY;
        }
    }
}
