package com.mewayz;

import com.mewayz.platform.config.Settings;
import com.mewayz.platform.crypto.Passwords;
import com.mewayz.platform.web.lane.Door;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The life of a server, from its start to the signal that ends it. A restore ends only the program, which begins anew on
 * what was put in place; whoever comes meanwhile waits in the port, which stays open.
 */
final class Serving {
    private static final Logger LOG = Logger.getLogger(Serving.class.getName());

    /** Less than the 30 seconds that systemd gives it. */
    private static final Duration LONGEST_END = Duration.ofSeconds(25);

    private static final int ENDED_BY_SIGNAL = 143;

    private final AtomicReference<@Nullable App> running = new AtomicReference<>();
    private final BlockingQueue<Turn> turns = new LinkedBlockingQueue<>();

    /** What comes next. */
    private enum Turn {
        ANEW,
        END
    }

    /** Until a signal ends the process. */
    int run(Settings settings) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "shutdown"));
        while (true) {
            var app = new App(settings, Clock.systemUTC(), Passwords.COST, () -> turns.add(Turn.ANEW));
            running.set(app);
            app.start();
            Door.closeAll();
            System.out.print(Banner.of(app));
            System.out.flush();
            if (turns.take() == Turn.END) {
                return 0;
            }
            app.ending().finish(true);
            app.close();
        }
    }

    /** What is not over in time is broken off; the next start takes it up where it was. */
    private void end() {
        Thread.ofPlatform().daemon().name("end").start(Serving::breakOff);
        var app = running.get();
        if (app != null) {
            app.ending().finish(false);
            app.close();
        }
        turns.add(Turn.END);
    }

    private static void breakOff() {
        try {
            Thread.sleep(LONGEST_END);
            LOG.log(Level.WARNING, "What was begun did not come to its end; the next start takes it up.");
            Runtime.getRuntime().halt(ENDED_BY_SIGNAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
