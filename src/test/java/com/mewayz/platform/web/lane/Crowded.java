package com.mewayz.platform.web.lane;

import java.time.Duration;

/** A server in a process of its own, which may hold few files: prints its port, ends with its input. */
final class Crowded {
    private Crowded() {}

    /** @param arguments {@code tls} or {@code plain} */
    public static void main(String[] arguments) throws Exception {
        TlsRules.apply();
        var minute = Duration.ofMinutes(1);
        var limits = new Guard.Limits(100_000, 100_000, address -> true, minute, minute, minute, 1);
        try (var server = arguments[0].equals("tls")
                ? new LaneServer(limits, Certificate.create())
                : new LaneServer(limits, true)) {
            System.out.println("port " + server.port());
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }
}
