package com.mewayz;

import com.mewayz.platform.Problem;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets the running server start anew. */
@Command(
        name = "restart",
        description = {
            "Let the running server start anew, with the configuration and the program of now. No request is lost: whoever"
                    + " comes meanwhile waits a moment.",
            "SIGHUP does the same, without waiting for what comes of it."
        },
        mixinStandardHelpOptions = true)
final class RestartCommand implements Callable<Integer> {
    @Mixin
    private Cli.Flags flags = new Cli.Flags();

    @Override
    public Integer call() {
        var settings = flags.settings();
        var before = DataFolder.running(settings.data())
                .orElseThrow(() -> Problem.conflict("No Mewayz runs on " + settings.data() + "."));
        var now = new Restarting(settings).run(before);
        System.out.println("Mewayz " + now.version() + " has started anew, as process " + now.pid() + ".");
        if (!before.leaves()) {
            System.out.println("It is the same process, and so the same program: what started it would take its end for"
                    + " the end of the server.");
        }
        return 0;
    }
}
