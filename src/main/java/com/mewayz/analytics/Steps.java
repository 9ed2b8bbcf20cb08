package com.mewayz.analytics;

import com.mewayz.platform.Problem;
import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Funnel;
import com.mewayz.traffic.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The funnel's page: how many got how far, and which steps there are to choose from.
 *
 * @param before the same steps in the period before, null where it is not compared with
 */
record Steps(Head head, Funnel funnel, @Nullable Funnel before, Report report) {
    static final int MOST = 8;
    static final int LEAST = 2;

    static final String STEP = "step";

    private static final int LONGEST = 400;
    private static final List<Funnel.Step> STANDARD = List.of(Funnel.Step.VISIT, Funnel.Step.CLICK);
    private static final List<Dimension> OFFERED =
            List.of(Dimension.PAGE, Dimension.LINK, Dimension.EVENT, Dimension.OUTBOUND);
    private static final int OF_EACH = 20;
    private static final String EITHER = "Choose %d to %d steps.".formatted(LEAST, MOST);

    /** @throws Problem 422 for what is no step, and for too few or too many */
    static List<Funnel.Step> of(List<String> texts) {
        if (texts.isEmpty()) {
            return STANDARD;
        }
        if (texts.size() < LEAST || texts.size() > MOST) {
            throw Problem.invalid(STEP, EITHER);
        }
        return texts.stream().map(Steps::step).toList();
    }

    /** @throws Problem 422 for what is no step */
    static Funnel.Step step(String text) {
        return Funnel.Step.of(text)
                .filter(step -> step.value().length() <= LONGEST)
                .orElseThrow(() -> Problem.invalid(
                        STEP,
                        Quoted.of(text) + " is no step. Write a step as visit, click, page:/shop, link:5, event:signup"
                                + " or outbound:address."));
    }

    /**
     * @param before how many took the step in the period before, in words, empty where it is not compared with
     * @param lost how many went no further after the step before, in words
     * @param remove empty where the step must stay
     */
    record Row(String name, String visitors, String share, String width, String before, String lost, String remove) {}

    record Group(String label, List<Option> options) {}

    record Option(String value, String label) {}

    Map<String, Object> model() {
        var model = new HashMap<String, Object>(head.model());
        var steps = words();
        model.put("page", "Funnel");
        model.put("steps", rows());
        model.put("chosen", steps);
        model.put("full", steps.size() >= MOST);
        model.put("offers", offers());
        model.put("rest", head.address().fields(List.of(STEP)));
        model.put("summary", summary());
        model.put("empty", report.empty());
        return model;
    }

    private List<String> words() {
        return funnel.steps().stream().map(reached -> reached.step().word()).toList();
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        long first = funnel.steps().getFirst().visitors();
        for (int i = 0; i < funnel.steps().size(); i++) {
            var reached = funnel.steps().get(i);
            long earlier =
                    i == 0 ? reached.visitors() : funnel.steps().get(i - 1).visitors();
            rows.add(new Row(
                    label(reached.step()),
                    Words.number(reached.visitors()),
                    first == 0 ? "0%" : Words.percent((double) reached.visitors() / first),
                    String.format(Locale.ROOT, "%.1f", first == 0 ? 0 : 100.0 * reached.visitors() / first),
                    before(i),
                    earlier == 0 || i == 0
                            ? ""
                            : "%s went no further (%s)"
                                    .formatted(
                                            Words.number(earlier - reached.visitors()),
                                            Words.percent((double) (earlier - reached.visitors()) / earlier)),
                    funnel.steps().size() > LEAST ? without(i) : ""));
        }
        return rows;
    }

    /** The number of the period before, what it was of the first step, and by how much it changed. */
    private String before(int place) {
        if (before == null) {
            return "";
        }
        long first = before.steps().getFirst().visitors();
        long then = before.steps().get(place).visitors();
        if (then == 0) {
            return "none before";
        }
        long now = funnel.steps().get(place).visitors();
        return "from %s, %s; %s%%"
                .formatted(
                        Words.number(then),
                        Words.percent((double) then / first),
                        Words.signed(Math.round(100.0 * (now - then) / then)));
    }

    private String without(int place) {
        var address = head.address().without(STEP);
        var words = words();
        var values = new HashMap<>(address.values());
        var rest = new ArrayList<>(words);
        rest.remove(place);
        values.put(STEP, rest);
        return new Address(values).query();
    }

    private String summary() {
        var now = end(funnel);
        return before == null ? now : "%s %s: %s".formatted(now, head.before(), end(before));
    }

    private static String end(Funnel funnel) {
        var steps = funnel.steps();
        long first = steps.getFirst().visitors();
        long last = steps.getLast().visitors();
        return first == 0
                ? "Nobody took the first step."
                : "%s of %s got to the end, %s."
                        .formatted(
                                Words.number(last),
                                Words.counted(first, "visitor"),
                                Words.exactPercent((double) last / first));
    }

    private List<Group> offers() {
        List<Group> groups = new ArrayList<>();
        groups.add(new Group(
                "Any", List.of(new Option("visit", "Opened any page"), new Option("click", "Followed any link"))));
        for (var dimension : OFFERED) {
            var options = report.by(dimension).stream()
                    .limit(OF_EACH)
                    .map(part -> new Funnel.Step(dimension, part.value()))
                    .map(step -> new Option(step.word(), label(step)))
                    .toList();
            if (!options.isEmpty()) {
                groups.add(new Group(Labels.name(dimension) + "s", options));
            }
        }
        return groups;
    }

    private String label(Funnel.Step step) {
        if (step.equals(Funnel.Step.VISIT)) {
            return "Opened a page";
        }
        if (step.equals(Funnel.Step.CLICK)) {
            return "Followed a link";
        }
        var name = head.asked().labels().of(step.dimension(), step.value());
        return switch (step.dimension()) {
            case PAGE -> "Opened " + name;
            case LINK -> "Followed " + name;
            case OUTBOUND -> "Left for " + name;
            default -> name;
        };
    }
}
