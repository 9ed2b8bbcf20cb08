package com.mewayz.operations.doctor;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.operations.doctor.Checkup.Entry;
import com.mewayz.operations.doctor.Checkup.Report;
import com.mewayz.operations.doctor.Finding.State;
import com.mewayz.operations.doctor.Patient.Approach;
import com.mewayz.platform.Amounts;
import com.mewayz.platform.Feature;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The system check among the settings. Nothing is looked at before somebody opens it. */
public final class Doctor implements Feature {
    private static final String PATH = "/settings/system";
    private static final Duration FRESH = Duration.ofHours(1);

    private final Checkup checkup;
    private final Clock clock;
    private final Views views;
    private final ReentrantLock running = new ReentrantLock();
    private volatile @Nullable Report last;

    public Doctor(Patient patient, Views views) {
        this.checkup = new Checkup(patient);
        this.clock = patient.clock();
        this.views = views;
    }

    @Override
    public void pages(Pages pages) {
        pages.get(PATH, OPERATOR, this::show);
        pages.post(PATH, OPERATOR, call -> {
            run(Approach.of(call));
            return Answer.seeOther(PATH);
        });
    }

    private Answer show(Call call) {
        var known = last;
        var report = known == null || age(known).abs().compareTo(FRESH) > 0 ? run(Approach.of(call)) : known;
        long wrong = report.count(State.PROBLEM) + report.count(State.WARNING);
        long apply = report.entries().size() - report.count(State.NOT_APPLICABLE);
        var model = new HashMap<String, Object>();
        model.put("page", "System check");
        model.put("title", title(wrong));
        model.put("passing", report.count(State.OK));
        model.put("apply", apply);
        model.put("age", Amounts.time(age(report)));
        model.put(
                "took",
                String.format(
                        Locale.ENGLISH, "%.1f", Math.max(100, report.took().toMillis()) / 1000.0));
        model.put("checks", shown(report, List.of(State.PROBLEM, State.WARNING, State.UNKNOWN, State.OK)));
        model.put("others", shown(report, List.of(State.NOT_APPLICABLE)));
        return views.page(call, "operations/system", model);
    }

    /** Whoever comes while the checks are being made gets what they come to, too. */
    private Report run(Approach approach) {
        var before = last;
        running.lock();
        try {
            var meanwhile = last;
            if (meanwhile != null && !meanwhile.equals(before)) {
                return meanwhile;
            }
            var report = checkup.run(Optional.of(approach));
            last = report;
            return report;
        } finally {
            running.unlock();
        }
    }

    private Duration age(Report report) {
        return Duration.between(report.at(), clock.instant());
    }

    private static String title(long wrong) {
        if (wrong == 0) {
            return "Everything is in order";
        }
        return wrong == 1 ? "One thing needs you" : wrong + " things need you";
    }

    private static List<Map<String, String>> shown(Report report, List<State> states) {
        return report.sorted().stream()
                .filter(entry -> states.contains(entry.finding().state()))
                .map(Doctor::shown)
                .toList();
    }

    private static Map<String, String> shown(Entry entry) {
        var finding = entry.finding();
        return Map.of(
                "name", entry.name(),
                "found", finding.found(),
                "remedy", finding.remedy(),
                "state", finding.state().words(),
                "tone",
                        switch (finding.state()) {
                            case PROBLEM -> "bad";
                            case WARNING -> "warn";
                            case OK -> "ok";
                            case UNKNOWN, NOT_APPLICABLE -> "";
                        },
                "icon",
                        switch (finding.state()) {
                            case PROBLEM -> "circle-alert";
                            case WARNING -> "triangle-alert";
                            case OK -> "check";
                            case UNKNOWN -> "circle-question-mark";
                            case NOT_APPLICABLE -> "minus";
                        });
    }
}
