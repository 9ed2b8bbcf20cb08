package com.mewayz;

import com.mewayz.platform.logging.Logs;
import com.mewayz.platform.web.lane.TlsRules;

/** The entry point: settings that must precede everything else, then the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // Native SQLite calls hold their carrier thread; with a few more carriers than cores nobody waits for one.
        if (System.getProperty("jdk.virtualThreadScheduler.parallelism") == null) {
            int carriers = Math.max(4, Runtime.getRuntime().availableProcessors());
            System.setProperty("jdk.virtualThreadScheduler.parallelism", String.valueOf(carriers));
        }
        System.setProperty("java.awt.headless", "true");
        TlsRules.apply();
        Logs.install();
        System.exit(Cli.run(arguments));
    }
}
