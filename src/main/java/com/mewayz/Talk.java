package com.mewayz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One end of what a process and the one that takes its place say to each other: lines, within this machine. */
final class Talk implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Talk.class.getName());

    private final Socket socket;
    private final BufferedReader in;

    Talk(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    synchronized void say(String line) throws IOException {
        socket.getOutputStream().write((line.replaceAll("\\p{Cntrl}", " ") + "\n").getBytes(UTF_8));
    }

    /**
     * The next line; null if the other process is gone.
     *
     * @throws IOException if it says nothing in this time
     */
    @Nullable
    String hear(Duration most) throws IOException {
        socket.setSoTimeout((int) most.toMillis());
        return in.readLine();
    }

    /** Whatever comes of that: what was to be said has been said. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "the connection did not end in order", e);
        }
    }
}
