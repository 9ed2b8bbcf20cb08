package com.mewayz.operations.health;

import com.mewayz.platform.Feature;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Pages;
import java.util.stream.Collectors;

/**
 * What monitors ask, without an account and under any name: {@code /livez}, whether the process answers, {@code /readyz},
 * whether it can do its work, and {@code /metrics}, how much of it there is. {@code /up} is the web server's own.
 */
public final class Health implements Feature {
    private final Readiness readiness;
    private final Metrics metrics;
    private final String run;

    /** @param run names this run of the program, so that whoever asks from outside can tell that it is this one */
    public Health(Readiness readiness, Metrics metrics, String run) {
        this.readiness = readiness;
        this.metrics = metrics;
        this.run = run;
    }

    @Override
    public void pages(Pages pages) {
        pages.open("/livez", call -> Answer.text(200, "Mewayz is alive.\nrun: " + run + "\n"));
        pages.open("/readyz", call -> ready());
        pages.open("/metrics", metrics::answer);
    }

    private Answer ready() {
        var faults = readiness.faults();
        var wrong = faults.entrySet().stream()
                .filter(part -> !part.getValue().isEmpty())
                .map(part -> "the " + part.getKey() + " " + part.getValue())
                .collect(Collectors.joining(", "));
        var list = faults.entrySet().stream()
                .map(part -> part.getKey() + ": " + (part.getValue().isEmpty() ? "ok" : part.getValue()) + "\n")
                .collect(Collectors.joining());
        return wrong.isEmpty()
                ? Answer.text(200, "Mewayz is ready.\n" + list)
                : Answer.text(503, "Mewayz is not ready: " + wrong + ".\n" + list);
    }
}
