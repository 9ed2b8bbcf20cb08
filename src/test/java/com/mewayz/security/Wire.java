package com.mewayz.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;

/** Sends bytes as they are, right or wrong, and tells all that came back until the server closed. */
public final class Wire {
    private static final int PATIENCE_MILLIS = 15_000;

    private Wire() {}

    /** Fails if the server keeps the connection open: every request has to end it, rightly or by being wrong. */
    public static String exchange(int port, String request) {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            send(socket, request);
            var answer = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(answer);
            } catch (SocketException e) {
                // a reset is an end, too
            }
            return answer.toString(ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(Socket socket, String request) throws IOException {
        try {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        } catch (SocketException e) {
            // refused before the end of it
        }
    }

    public static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    public static String header(String answer, String name) {
        return answer.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }
}
