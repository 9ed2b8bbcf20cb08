package com.mewayz.traffic;

import com.mewayz.platform.db.Db;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far visitors got on a way of several steps. A step counts for whoever took all steps before it earlier on the same
 * day; there may be anything in between. As no two days' visitors can be told to be the same, a way ends with its day.
 */
public record Funnel(List<Reached> steps) {
    static final Set<Column> NEEDS = EnumSet.of(Column.ACT, Column.VISITOR, Column.PAGE, Column.TARGET);

    /** @param visitors who got there, each counted once a day */
    public record Reached(Step step, long visitors) {}

    /**
     * An act that takes a visitor further.
     *
     * @param dimension of single acts: a page, a link, an event, an address elsewhere
     * @param value which one; empty for any
     */
    public record Step(Dimension dimension, String value) {
        private static final Set<Dimension> ACTS =
                EnumSet.of(Dimension.PAGE, Dimension.LINK, Dimension.EVENT, Dimension.OUTBOUND);

        public static final Step VISIT = new Step(Dimension.PAGE, "");
        public static final Step CLICK = new Step(Dimension.LINK, "");

        public Step {
            if (!ACTS.contains(dimension)) {
                throw new IllegalArgumentException(dimension + " is no act");
            }
        }

        /** From {@code visit}, {@code click}, or the word of a dimension and a value, as {@code page:/shop}. */
        public static Optional<Step> of(String text) {
            if (text.equals("visit")) {
                return Optional.of(VISIT);
            }
            if (text.equals("click")) {
                return Optional.of(CLICK);
            }
            int colon = text.indexOf(':');
            return colon < 0 || colon == text.length() - 1
                    ? Optional.empty()
                    : Dimension.of(text.substring(0, colon))
                            .filter(ACTS::contains)
                            .map(dimension -> new Step(dimension, text.substring(colon + 1)));
        }

        /** As a program reads it. */
        public String word() {
            return equals(VISIT) ? "visit" : equals(CLICK) ? "click" : dimension.word() + ":" + value;
        }
    }

    /** Adds days up; texts looked up once. */
    static final class Counting {
        private final List<Step> steps;
        private final List<Set<Long>> wanted = new ArrayList<>();
        private final long[] reached;

        Counting(Db db, List<Step> steps) {
            this.steps = List.copyOf(steps);
            this.reached = new long[steps.size()];
            for (var step : steps) {
                wanted.add(
                        step.value.isEmpty()
                                ? Set.of()
                                : new HashSet<>(Chosen.numbers(db, Filter.is(step.dimension, step.value))));
            }
        }

        void add(long number, Day day, int @Nullable [] chosen) {
            var acts = day.codes(Column.ACT);
            var visitors = day.codes(Column.VISITOR);
            var progress = new int[day.column(Column.VISITOR).size()];
            int size = chosen == null ? day.rows : chosen.length;
            for (int i = 0; i < size; i++) {
                int row = chosen == null ? i : chosen[i];
                int next = progress[visitors[row]];
                if (next < reached.length && takes(next, day, acts[row], row)) {
                    progress[visitors[row]]++;
                    reached[next]++;
                }
            }
        }

        private boolean takes(int step, Day day, int act, int row) {
            var dimension = steps.get(step).dimension;
            return dimension.concerns(Column.kind(act))
                    && (steps.get(step).value.isEmpty()
                            || wanted.get(step)
                                    .contains(day.column(Objects.requireNonNull(dimension.column))
                                            .at(row)));
        }

        Funnel done() {
            List<Reached> all = new ArrayList<>();
            for (int i = 0; i < reached.length; i++) {
                all.add(new Reached(steps.get(i), reached[i]));
            }
            return new Funnel(List.copyOf(all));
        }
    }
}
