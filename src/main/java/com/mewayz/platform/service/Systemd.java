package com.mewayz.platform.service;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells systemd how the service stands (sd_notify(3)): that it is ready, that it ends, and, if the unit has a watchdog,
 * again and again that it is alive. A service that stops saying so is started anew.
 */
public final class Systemd implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Systemd.class.getName());

    private final Datagrams datagrams;
    private final @Nullable Duration watchdog;
    private @Nullable Thread beating;

    private Systemd(Datagrams datagrams, @Nullable Duration watchdog) {
        this.datagrams = datagrams;
        this.watchdog = watchdog;
    }

    /** @return empty if nobody asked to be told */
    public static Optional<Systemd> of(Map<String, String> environment) {
        var socket = environment.getOrDefault("NOTIFY_SOCKET", "");
        if (socket.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Systemd(new Datagrams(socket), watchdog(environment)));
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.WARNING, "systemd cannot be told how the service stands.", e);
            return Optional.empty();
        }
    }

    /** It is for this process only if it says so; the time is in microseconds. */
    private static @Nullable Duration watchdog(Map<String, String> environment) {
        var pid = environment.getOrDefault("WATCHDOG_PID", "");
        var time = environment.getOrDefault("WATCHDOG_USEC", "");
        boolean ours = pid.isEmpty()
                || pid.equals(String.valueOf(ProcessHandle.current().pid()));
        return ours && time.matches("[1-9]\\d{0,15}") ? Duration.ofNanos(Long.parseLong(time) * 1000) : null;
    }

    /**
     * It can be used from now on.
     *
     * @param lives whether it answers; asked twice in the time of the watchdog
     */
    public synchronized void ready(BooleanSupplier lives) {
        send("READY=1\nSTATUS=Serving");
        if (watchdog != null && beating == null) {
            var pause = watchdog.dividedBy(2);
            beating = Thread.ofPlatform().daemon().name("watchdog").start(() -> beat(lives, pause));
        }
    }

    /** One line that {@code systemctl status} shows. */
    public void status(String sentence) {
        send("STATUS=" + sentence);
    }

    /** The start or the end takes longer than usual, but goes on. */
    public void extend(Duration by) {
        send("EXTEND_TIMEOUT_USEC=" + by.toMillis() * 1000);
    }

    public void stopping() {
        send("STOPPING=1\nSTATUS=Finishing what was begun");
    }

    private void beat(BooleanSupplier lives, Duration pause) {
        try {
            while (true) {
                if (lives.getAsBoolean()) {
                    send("WATCHDOG=1");
                } else {
                    LOG.log(System.Logger.Level.ERROR, "The server does not answer itself.");
                }
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            // it ends
        }
    }

    private void send(String message) {
        try {
            datagrams.send(message);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "systemd was not told: " + message, e);
        }
    }

    @Override
    public synchronized void close() {
        if (beating != null) {
            beating.interrupt();
        }
        datagrams.close();
    }
}
