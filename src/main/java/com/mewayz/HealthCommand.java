package com.mewayz;

import com.mewayz.platform.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks the running server whether it is ready: for health checks of containers and for systemd. */
@Command(
        name = "health",
        description = "Ask the running server whether it is ready; the exit code is 0 if it is, and 1 if not.",
        mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(250);

    @Mixin
    private Cli.Flags flags = new Cli.Flags();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "give it so long to become ready (0)")
    private int wait;

    @Override
    public Integer call() throws InterruptedException {
        var settings = flags.settings();
        return ask(
                () -> client(
                        flags.portNamed() ? DataFolder.local(settings, settings.port()) : DataFolder.local(settings),
                        settings),
                wait);
    }

    /** Without flags, and so without picocli, which would take most of the time of a check that comes twice a minute. */
    static int plain(Settings settings) {
        return say(look(client(DataFolder.local(settings), settings)));
    }

    /** @param server asked for each time: where it listens is written down as it starts */
    private static int ask(Supplier<PlainClient> server, int seconds) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        var found = look(server.get());
        while (!found.ready && System.nanoTime() < end) {
            Thread.sleep(PAUSE);
            found = look(server.get());
        }
        return say(found);
    }

    private static int say(Found found) {
        System.out.println(found.sentence);
        return found.ready ? 0 : 1;
    }

    /** Whether the server on the settings' folder answers at all, over its own port. */
    static boolean lives(Settings settings) {
        try {
            return client(DataFolder.local(settings), settings).get("/livez").status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static PlainClient client(URI server, Settings settings) {
        return new PlainClient(server, PATIENCE, settings.proxyProtocol());
    }

    private static Found look(PlainClient client) {
        var server = client.server();
        try {
            var reply = client.get("/readyz");
            var sentence = reply.body().lines().findFirst().orElse("");
            return switch (reply.status()) {
                case 200 -> new Found(true, sentence);
                case 503 -> new Found(false, sentence);
                default -> new Found(false, "What answers at " + server + " is not Mewayz.");
            };
        } catch (IOException e) {
            return new Found(false, "No Mewayz answers at " + server + ": " + e.getMessage() + ".");
        }
    }

    private record Found(boolean ready, String sentence) {}
}
