package com.mewayz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mewayz.operations.upgrades.ProgramFile;
import com.mewayz.platform.web.lane.Guard;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets another process take the place of this one, without a request being lost. That process is started and gets ready;
 * this one lets its connections end; the other binds the same ports beside it, so that whoever comes waits there; this one
 * finishes what it has, closes the databases and lets go of the folder; the other opens them and serves. If it does not
 * come that far, this process goes on.
 */
final class Handover {
    /** The name of the variable that tells a process that it is such another one. */
    static final String VARIABLE = "MEWAYZ_SUCCESSOR";

    private static final Logger LOG = Logger.getLogger(Handover.class.getName());
    private static final Duration ARRIVAL = Duration.ofSeconds(60);
    private static final Duration REPLY = Duration.ofSeconds(10);
    private static final Duration START = Duration.ofSeconds(60);
    private static final int LOOK_MILLIS = 100;

    private final ProgramFile program;
    private final List<String> arguments;
    private final LongConsumer follow;
    private final String token;
    private @Nullable Process process;

    /**
     * @param program whatever is under that name now
     * @param arguments those this process was started with
     * @param follow tells whoever watches over this process which one it has to watch from now on
     */
    Handover(ProgramFile program, List<String> arguments, LongConsumer follow) {
        this.program = program;
        this.arguments = arguments;
        this.follow = follow;
        var chance = new byte[32];
        BackupCommands.RANDOM.nextBytes(chance);
        this.token = HexFormat.of().formatHex(chance); // known to both alone
    }

    /** How it went. */
    sealed interface Outcome {
        /** The other process serves; this one is done. */
        record Left(long pid) implements Outcome {}

        /** Nothing has changed; the other process is gone. */
        record Stayed(String why) implements Outcome {}

        /** The app of this process is closed, and the other process gone. */
        record Failed(String why) implements Outcome {}
    }

    Outcome run(App app) {
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var started = start(door.getLocalPort());
            process = started;
            try (var talk = meet(door, started)) {
                return handOver(app, talk, started);
            } catch (IOException e) {
                stop(started);
                return new Outcome.Stayed("The other process did not get ready: " + e.getMessage() + ".");
            }
        } catch (IOException e) {
            return new Outcome.Stayed("The program cannot be started: " + e.getMessage() + ".");
        }
    }

    /** Ends the other process, if it has not taken over yet. */
    void giveUp() {
        var started = process;
        if (started != null) {
            started.destroy();
        }
    }

    private Outcome handOver(App app, Talk talk, Process started) {
        app.ending().finish(() -> !bindsBeside(app, talk));
        app.close();
        try {
            talk.say("yours");
            for (var line = talk.hear(START); line != null; line = talk.hear(START)) {
                if (line.equals("up")) {
                    follow.accept(started.pid());
                    talk.say("over");
                    process = null;
                    return new Outcome.Left(started.pid());
                }
                if (line.startsWith("failed ")) {
                    stop(started);
                    return new Outcome.Failed(line.substring("failed ".length()));
                }
            }
            stop(started);
            return new Outcome.Failed("The other process ended before it could serve; the log says why.");
        } catch (SocketTimeoutException e) {
            stop(started);
            return new Outcome.Failed("The other process did not serve within " + START.toSeconds() + " seconds.");
        } catch (IOException e) {
            stop(started);
            return new Outcome.Failed("The other process went away: " + e.getMessage() + ".");
        }
    }

    private static boolean bindsBeside(App app, Talk talk) {
        try {
            for (Guard.Shared at : app.web().share()) {
                talk.say("bind %s %d %d"
                        .formatted(
                                at.asked().getAddress().getHostAddress(),
                                at.asked().getPort(),
                                at.port()));
            }
            talk.say("go");
            return "bound".equals(talk.hear(REPLY));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the other process did not bind the ports", e);
            return false;
        }
    }

    private Process start(int port) throws IOException {
        var command = new ArrayList<String>();
        if (!Files.isExecutable(program.file())) {
            command.addAll(List.of(System.getProperty("java.home") + "/bin/java", "-jar"));
        }
        command.add(program.file().toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).inheritIO();
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().put(VARIABLE, port + " " + token);
        // a watchdog that systemd meant for this process is the other's from then on
        builder.environment().remove("WATCHDOG_PID");
        return builder.start();
    }

    /** Waits for it to come, and to show that it is the one. */
    private Talk meet(ServerSocket door, Process started) throws IOException {
        long end = System.nanoTime() + ARRIVAL.toNanos();
        door.setSoTimeout(LOOK_MILLIS);
        while (System.nanoTime() < end) {
            if (!started.isAlive()) {
                throw new IOException("it ended with " + started.exitValue() + ", and the log says why");
            }
            try {
                var talk = new Talk(door.accept());
                var said = talk.hear(REPLY);
                if (said != null && MessageDigest.isEqual(said.getBytes(UTF_8), token.getBytes(UTF_8))) {
                    return talk;
                }
                talk.close();
            } catch (SocketTimeoutException e) {
                LOG.log(Level.FINEST, "it is not here yet", e);
            }
        }
        throw new IOException("it did not come within " + ARRIVAL.toSeconds() + " seconds");
    }

    private static void stop(Process started) {
        started.destroyForcibly();
        try {
            started.waitFor(REPLY.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
