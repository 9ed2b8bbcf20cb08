package com.mewayz.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server on a bad day: it speaks SMTP, but answers some commands as it was told to. {@link #SILENCE} hangs up
 * in place of an answer; the command {@code .} is the end of a letter, {@code GREETING} the first line.
 */
public final class RudePostOffice implements AutoCloseable {
    public static final String SILENCE = "";

    private static final Map<String, String> POLITE = Map.of(
            "GREETING", "220 rude.example",
            "EHLO", "250 rude.example",
            "MAIL", "250 go on",
            "RCPT", "250 known",
            "DATA", "354 go ahead",
            ".", "250 taken",
            "QUIT", "221 bye");

    private final ServerSocket socket;
    private final Map<String, String> answers;
    private final @Nullable SSLContext tls;
    private final boolean encrypted;
    private volatile Tired tired = new Tired(Integer.MAX_VALUE, "", SILENCE);
    private final List<IOException> lost = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    public RudePostOffice(Map<String, String> answers) {
        this(answers, null, false);
    }

    /**
     * @param tls encrypts from the command STARTTLS on
     * @param encrypted from the first byte on instead
     */
    public RudePostOffice(Map<String, String> answers, @Nullable SSLContext tls, boolean encrypted) {
        this.answers = answers;
        this.tls = tls;
        this.encrypted = encrypted;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    /** In one connection: after so many letters it answers this command with its last word, and hangs up. */
    public RudePostOffice tired(int letters, String command, String lastWord) {
        tired = new Tired(letters, command, lastWord);
        return this;
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Every line it was sent, letters left out. */
    public List<String> heard() {
        return heard;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var peer = socket.accept()) {
                talk(encrypted ? encrypt(peer) : peer);
            } catch (IOException e) {
                lost.add(e); // the other side is gone, or the test is over
            }
        }
    }

    private void talk(Socket peer) throws IOException {
        if (say(peer, "GREETING")) {
            listen(peer);
        }
    }

    private void listen(Socket peer) throws IOException {
        var in = new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.ISO_8859_1));
        boolean letter = false;
        int taken = 0;
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (letter && !line.equals(".")) {
                continue;
            }
            heard.add(line);
            var command = line.split(" ")[0];
            if (taken >= tired.letters && command.equals(tired.command)) {
                write(peer, tired.lastWord);
                return;
            }
            taken += command.equals(".") ? 1 : 0;
            if (!say(peer, command)) {
                return;
            }
            if (command.equals("STARTTLS") && tls != null) {
                listen(encrypt(peer));
                return;
            }
            letter = command.equals("DATA") && answer(command).startsWith("354");
        }
    }

    private Socket encrypt(Socket peer) throws IOException {
        var wrapped = (SSLSocket) Objects.requireNonNull(tls)
                .getSocketFactory()
                .createSocket(peer, peer.getInetAddress().getHostAddress(), peer.getPort(), true);
        wrapped.setUseClientMode(false);
        return wrapped;
    }

    private boolean say(Socket peer, String command) throws IOException {
        return write(peer, answer(command));
    }

    private static boolean write(Socket peer, String answer) throws IOException {
        if (answer.equals(SILENCE)) {
            return false;
        }
        peer.getOutputStream().write((answer.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8));
        return true;
    }

    private String answer(String command) {
        return answers.getOrDefault(command, POLITE.getOrDefault(command, "500 what"));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Tired(int letters, String command, String lastWord) {}
}
