package com.mewayz.operations.upgrades;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a data folder stands to a program. A program tells it in lines, which programs of other versions read.
 *
 * @param program its version
 * @param data the form of the data, as that program sees it
 * @param needed bytes that should be free to bring it up to date
 * @param steps what would be done, in order
 */
public record Plan(String program, Data data, long needed, List<String> steps) {
    /** The form of the data: of this version, of an earlier or a later one, or there is none. */
    public enum Data {
        NONE,
        OLDER,
        SAME,
        NEWER
    }

    public String lines() {
        var lines = new StringBuilder("program " + program + "\ndata " + word(data) + "\nneeded " + needed + "\n");
        steps.forEach(step -> lines.append("step ").append(step).append('\n'));
        return lines.toString();
    }

    /** Lines that are not known yet are passed over; empty if it is none. */
    static Optional<Plan> of(String text) {
        String program = "";
        Optional<Data> data = Optional.empty();
        long needed = 0;
        List<String> steps = new ArrayList<>();
        for (var line : text.split("\n")) {
            var value = line.substring(line.indexOf(' ') + 1);
            switch (line.split(" ", 2)[0]) {
                case "program" -> program = value;
                case "data" ->
                    data = List.of(Data.values()).stream()
                            .filter(each -> word(each).equals(value))
                            .findFirst();
                case "needed" -> needed = value.matches("\\d{1,18}") ? Long.parseLong(value) : 0;
                case "step" -> steps.add(value);
                default -> {}
            }
        }
        if (program.isEmpty() || data.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Plan(program, data.get(), needed, steps));
    }

    private static String word(Data data) {
        return data.name().toLowerCase(Locale.ROOT);
    }
}
