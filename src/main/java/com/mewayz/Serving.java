package com.mewayz;

import com.mewayz.operations.upgrades.ProgramFile;
import com.mewayz.platform.Problem;
import com.mewayz.platform.config.BadSetting;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.crypto.Passwords;
import com.mewayz.platform.service.Systemd;
import com.mewayz.platform.web.lane.Door;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The life of a server, from its start to the signal that ends it. It may begin anew in between: after a restore, or when
 * it is asked to by a signal, then in another process if that is possible. Whoever comes meanwhile waits in the port,
 * which stays open.
 */
final class Serving {
    private static final Logger LOG = Logger.getLogger(Serving.class.getName());

    /** Less than the 30 seconds that systemd gives it. */
    private static final Duration LONGEST_END = Duration.ofSeconds(25);

    private static final int ENDED_BY_SIGNAL = 143;

    private final List<String> arguments;
    private final Supplier<Settings> settings;
    private final AtomicReference<@Nullable App> running = new AtomicReference<>();
    private final AtomicReference<@Nullable Handover> handover = new AtomicReference<>();
    private final BlockingQueue<Turn> turns = new LinkedBlockingQueue<>();
    private Optional<Predecessor> predecessor = Optional.empty();
    private final Optional<Systemd> systemd = Systemd.of(System.getenv());
    private volatile boolean serving;
    private Settings next;

    /** What comes next. */
    private enum Turn {
        /** The same once more, on data that was put in place. */
        ANEW,
        /** With the configuration of now, and the program of now. */
        RESTART,
        END
    }

    /** What became of an app that was to start anew. */
    private enum Fate {
        SERVING,
        CLOSED,
        REPLACED
    }

    /**
     * @param arguments of the command line, for another process
     * @param settings read at each start
     */
    Serving(List<String> arguments, Supplier<Settings> settings) {
        this.arguments = arguments;
        this.settings = settings;
        this.next = settings.get();
    }

    /** Until a signal ends the process, or another one has taken its place. */
    int run() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "shutdown"));
        for (var app = begin(); ; app = start(next)) {
            var fate = Fate.SERVING;
            while (fate == Fate.SERVING) {
                fate = switch (turns.take()) {
                    case ANEW -> close(app);
                    case RESTART -> restart(app);
                    case END -> Fate.REPLACED;
                };
            }
            if (fate == Fate.REPLACED) {
                return 0;
            }
        }
    }

    /** The first start of this process. */
    App begin() {
        Signals.on(Signals.HANG_UP, () -> turns.add(Turn.RESTART));
        Signals.on(Signals.URGENT, () -> turns.add(Turn.RESTART));
        predecessor = Predecessor.of(System.getenv());
        predecessor.ifPresent(Predecessor::awaitTheData);
        return start(next);
    }

    private App start(Settings now) {
        try {
            var app = new App(now, Clock.systemUTC(), Passwords.COST, () -> turns.add(Turn.ANEW));
            running.set(app);
            app.start();
            Door.closeAll();
            predecessor.ifPresent(Predecessor::up);
            predecessor = Optional.empty();
            System.out.print(Banner.of(app));
            System.out.flush();
            serving = true;
            systemd.ifPresent(it -> it.ready(() -> !serving || HealthCommand.lives(now)));
            return app;
        } catch (BadSetting | Problem e) {
            predecessor.ifPresent(before -> before.failed(String.valueOf(e.getMessage())));
            throw e;
        }
    }

    /** Keeps the ports for the next one in this process. */
    private Fate close(App app) {
        serving = false;
        app.ending().finish(() -> true);
        app.close();
        return Fate.CLOSED;
    }

    private Fate restart(App app) {
        Settings fresh;
        try {
            fresh = settings.get();
        } catch (BadSetting e) {
            return refused(app, String.valueOf(e.getMessage()), Fate.SERVING);
        }
        if (!fresh.data().equals(app.settings().data())) {
            return refused(app, "Its data would be in another folder, " + fresh.data() + ".", Fate.SERVING);
        }
        var program = ProgramFile.running().filter(file -> Supervision.allowsSuccessor(System.getenv()));
        if (program.isEmpty()) {
            LOG.info("The server starts anew in this process.");
            next = fresh;
            return close(app);
        }
        LOG.info("The server starts anew in another process.");
        var over = new Handover(program.get(), arguments, this::follow);
        handover.set(over);
        serving = false; // in between nobody answers, and yet all is well
        return switch (over.run(app)) {
            case Handover.Outcome.Left left -> {
                LOG.info("The server goes on as process " + left.pid() + ".");
                yield Fate.REPLACED;
            }
            case Handover.Outcome.Stayed(String why) -> {
                serving = true;
                yield refused(app, why, Fate.SERVING);
            }
            case Handover.Outcome.Failed(String why) -> {
                Upgrading.takeBack(app.settings());
                yield refused(app, why, Fate.CLOSED);
            }
        };
    }

    /** Goes on as before, and says so to whoever asked for the restart. */
    private static Fate refused(App app, String why, Fate fate) {
        LOG.severe("The server goes on as it was. " + why);
        Restarting.failed(app.settings().data(), why);
        return fate;
    }

    /** Whoever watches over the service is told that it goes on in another process, before this one ends. */
    private void follow(long pid) {
        systemd.ifPresent(it -> it.follow(pid));
    }

    /** What is not over in time is broken off; the next start takes it up where it was. */
    private void end() {
        systemd.ifPresent(Systemd::stopping);
        Thread.ofPlatform().daemon().name("end").start(Serving::breakOff);
        var other = handover.get();
        if (other != null) {
            other.giveUp();
        }
        var app = running.get();
        if (app != null) {
            app.ending().finish(() -> false);
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
