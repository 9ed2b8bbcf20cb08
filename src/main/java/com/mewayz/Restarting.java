package com.mewayz;

import com.mewayz.platform.Problem;
import com.mewayz.platform.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Asks a running server to start anew, from beside it, and waits for what comes of it. */
final class Restarting {
    private static final Logger LOG = Logger.getLogger(Restarting.class.getName());
    private static final String FAILED = "restart-failed";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Settings settings;

    Restarting(Settings settings) {
        this.settings = settings;
    }

    /** Written down by a server that goes on as it was. */
    static void failed(Path data, String why) {
        try {
            Files.writeString(data.resolve(FAILED), why);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "nobody can be told", e);
        }
    }

    /**
     * Returns when it answers anew.
     *
     * @return what runs now
     * @throws Problem with why it does not, or goes on as it was
     */
    DataFolder.Running run(DataFolder.Running before) {
        var note = settings.data().resolve(FAILED);
        try {
            Files.deleteIfExists(note);
            signal(before.pid());
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                Thread.sleep(LOOK);
                if (Files.exists(note)) {
                    throw Problem.conflict("The server goes on as it was. " + Files.readString(note));
                }
                var now = DataFolder.running(settings.data());
                int status = now.filter(it -> !it.equals(before)).isPresent() ? up() : 0;
                if (status == 200) {
                    return now.orElseThrow();
                }
                if (status == 503) {
                    end = System.nanoTime() + PATIENCE.toNanos(); // it is bringing the data up to date
                }
            }
            throw Problem.conflict("The server does not answer " + PATIENCE.toSeconds()
                    + " seconds after it was asked to start anew. Its log says why.");
        } catch (IOException e) {
            throw Problem.malformed("The server cannot be asked to start anew: " + e.getMessage() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.malformed("Nobody waited for the server.");
        }
    }

    private static void signal(long pid) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("sh", "-c", "kill -" + Signals.URGENT + " " + pid)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (kill.waitFor() != 0) {
            throw new IOException("process " + pid + " does not take signals of this user; try sudo");
        }
    }

    /** The answer of {@code /up}; 0 if there is none. */
    private int up() {
        try {
            return new PlainClient(DataFolder.local(settings), ANSWER, settings.proxyProtocol())
                    .get("/up")
                    .status();
        } catch (IOException e) {
            return 0;
        }
    }
}
