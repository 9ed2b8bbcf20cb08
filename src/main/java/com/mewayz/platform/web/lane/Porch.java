package com.mewayz.platform.web.lane;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands at a {@link Door} as long as there is no web server, and tells whoever comes by plain HTTP why: 503, a sentence,
 * and when to come again. The door stays open when it leaves.
 */
public final class Porch {
    private static final System.Logger LOG = System.getLogger(Porch.class.getName());
    private static final int MOST = 64;
    private static final int PATIENCE_MILLIS = 2_000;
    private static final int LONGEST = 16 * 1024;

    private final ServerSocketChannel door;
    private final Supplier<String> sentence;
    private final Selector selector;
    private final Semaphore room = new Semaphore(MOST);
    private final Thread thread;
    private volatile boolean open = true;

    private Porch(ServerSocketChannel door, Supplier<String> sentence) throws IOException {
        this.door = door;
        this.sentence = sentence;
        this.selector = Selector.open();
        door.configureBlocking(false);
        door.register(selector, SelectionKey.OP_ACCEPT);
        this.thread = Thread.ofPlatform().daemon().name("porch").start(this::work);
    }

    /**
     * Stands there while the work is done.
     *
     * @param sentence what is going on, asked for each time
     */
    public static void during(Runnable work, Door door, Supplier<String> sentence) {
        try {
            var porch = new Porch(door.channel(), sentence);
            try {
                work.run();
            } finally {
                porch.leave();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void work() {
        while (open) {
            try {
                if (room.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS) && !letIn()) {
                    room.release();
                }
            } catch (IOException e) {
                room.release();
                LOG.log(System.Logger.Level.WARNING, "A connection could not be accepted.", e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Waits for the next one; false if there is none, because nobody waits any more. */
    private boolean letIn() throws IOException {
        selector.select();
        selector.selectedKeys().clear();
        var visitor = open ? door.accept() : null;
        if (visitor == null) {
            return false;
        }
        Thread.ofVirtual().start(() -> {
            try (var socket = visitor.socket()) {
                tell(socket);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "A visitor went away.", e);
            } finally {
                room.release();
            }
        });
        return true;
    }

    private void tell(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        var request = head(socket);
        if (request == null) {
            return;
        }
        var body = (sentence.get() + "\n").getBytes(UTF_8);
        var head = "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                + body.length
                + "\r\nRetry-After: 5\r\nRefresh: 5\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff"
                + "\r\nConnection: close\r\n\r\n";
        var out = socket.getOutputStream();
        out.write(head.getBytes(UTF_8));
        if (!request.startsWith("HEAD ")) {
            out.write(body);
        }
        out.flush();
        socket.shutdownOutput();
        // what is still on its way must not meet a closed socket, which would take the answer with it
        socket.getInputStream().skip(LONGEST);
    }

    /** To the empty line; null if it does not come. */
    private static @Nullable String head(Socket socket) throws IOException {
        var head = new StringBuilder();
        var in = socket.getInputStream();
        var bytes = new byte[4096];
        while (head.length() < LONGEST && head.indexOf("\r\n\r\n") < 0) {
            int length = in.read(bytes);
            if (length < 0) {
                return null;
            }
            head.append(new String(bytes, 0, length, UTF_8));
        }
        return head.toString();
    }

    /** Whoever comes now waits for the web server. */
    private void leave() throws IOException {
        open = false;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        selector.close();
        door.configureBlocking(true);
    }
}
