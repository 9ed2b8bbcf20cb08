package com.mewayz;

import com.mewayz.platform.web.Web;
import com.mewayz.platform.web.lane.Door;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The process whose place this one takes, seen from here: the other side of {@link Handover}. */
final class Predecessor {
    private static final Logger LOG = Logger.getLogger(Predecessor.class.getName());
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration BEAT = Duration.ofSeconds(5);

    private final Talk talk;
    private final Thread beat;

    private Predecessor(Talk talk) {
        this.talk = talk;
        this.beat = Thread.ofPlatform().daemon().name("upgrade-beat").unstarted(this::beat);
    }

    /** Empty where there is none, as in every ordinary start. */
    static Optional<Predecessor> of(Map<String, String> environment) {
        var told = environment.get(Handover.VARIABLE);
        if (told == null) {
            return Optional.empty();
        }
        var parts = told.split(" ");
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(parts[0]));
            var predecessor = new Predecessor(new Talk(socket));
            Web.warmUp();
            predecessor.talk.say(parts[1]);
            return Optional.of(predecessor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Binds the ports when it is told to, and returns when the data is free; also if the other process is gone. */
    void awaitTheData() {
        try {
            for (var line = talk.hear(PATIENCE); line != null; line = talk.hear(PATIENCE)) {
                var words = line.split(" ");
                switch (words[0]) {
                    case "bind" ->
                        Door.openBeside(
                                new InetSocketAddress(InetAddress.ofLiteral(words[1]), Integer.parseInt(words[2])),
                                Integer.parseInt(words[3]));
                    case "go" -> talk.say("bound");
                    case "yours" -> {
                        beat.start();
                        return;
                    }
                    default -> LOG.fine(line);
                }
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the process of before is silent", e);
        }
    }

    /** Tells that this process serves, and waits until whoever watches over it knows. */
    void up() {
        say("up");
        try (talk) {
            talk.hear(BEAT);
        } catch (IOException e) {
            LOG.log(Level.FINE, "the process of before is gone", e);
        }
        beat.interrupt();
    }

    void failed(String why) {
        say("failed " + why);
    }

    /** As long as the data is brought up to date, which may take its time. */
    private void beat() {
        try {
            while (true) {
                Thread.sleep(BEAT);
                if (Upgrading.inProgress()) {
                    say("working");
                }
            }
        } catch (InterruptedException e) {
            // it serves
        }
    }

    private void say(String line) {
        try {
            talk.say(line);
        } catch (IOException e) {
            LOG.log(Level.FINE, "the process of before is gone", e);
        }
    }
}
