package com.mewayz.platform.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** Takes connections on an address of this machine and answers each with what the test says, byte by byte. */
final class RawServer implements AutoCloseable {
    private final ServerSocket server;
    private final Script script;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    RawServer(String address, Script script) {
        this(ServerSocketFactory.getDefault(), address, script);
    }

    RawServer(ServerSocketFactory factory, String address, Script script) {
        this.script = script;
        try {
            server = factory.createServerSocket(0, 50, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    /** Answers with this text, whatever is asked. */
    static RawServer saying(String address, String answer) {
        return new RawServer(address, out -> out.write(answer.getBytes(StandardCharsets.UTF_8)));
    }

    /** Counts who comes, and says nothing. */
    static RawServer sink(String address) {
        return saying(address, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret");
    }

    int port() {
        return server.getLocalPort();
    }

    /** What was asked so far: a line for each connection that sent something, or was opened and closed. */
    List<String> heads() {
        return heads;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                heads.add("");
                int which = heads.size() - 1;
                Thread.ofVirtual().start(() -> answer(socket, which));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket socket, int which) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            var head = new StringBuilder();
            for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                head.append(line).append('\n');
            }
            heads.set(which, head.toString());
            script.answer(socket.getOutputStream());
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // the client went away, as it may
        }
    }

    /** What goes back. */
    interface Script {
        void answer(OutputStream out) throws IOException;
    }
}
