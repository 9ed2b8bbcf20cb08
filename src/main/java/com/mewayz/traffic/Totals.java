package com.mewayz.traffic;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * Sums by value, over as many days as there are. A value's sums stand in one piece of memory, for they are added to
 * row by row.
 */
final class Totals {
    private static final int VISITORS = 0;
    private static final int VIEWS = 1;
    private static final int CLICKS = 2;
    private static final int EVENTS = 3;
    private static final int VISITS = 4;
    private static final int ENGAGED = 5;
    private static final int SECONDS = 6;
    private static final int WIDTH = 8;
    private static final int[] OF_KIND = ofKind();

    private final Numbering values = new Numbering();
    private long[] sums = new long[16 * WIDTH];

    /** Where the sums of the value stand. */
    int place(long value) {
        int place = values.of(value);
        if (place * WIDTH == sums.length) {
            sums = Arrays.copyOf(sums, 2 * sums.length);
        }
        return place;
    }

    /** How many values there are. */
    int size() {
        return values.size();
    }

    /** Only the values that have the most. */
    Totals largest(int most, ToLongFunction<Tally> measure) {
        int size = size();
        if (size <= most) {
            return this;
        }
        var order = IntStream.range(0, size)
                .mapToLong(place -> measure.applyAsLong(tally(place)) * size + place)
                .sorted()
                .toArray();
        var largest = new Totals();
        for (int i = size - most; i < size; i++) {
            int place = (int) (order[i] % size);
            largest.add(largest.place(values.value(place)), tally(place));
        }
        return largest;
    }

    /** Adds a row. */
    void add(int place, int act, int seconds) {
        int at = place * WIDTH;
        sums[at + OF_KIND[Column.kind(act)]]++;
        sums[at + VISITS] += Column.first(act);
        sums[at + ENGAGED] += Column.engaged(act);
        sums[at + SECONDS] += seconds;
    }

    void open(int place, int seconds) {
        sums[place * WIDTH + SECONDS] += seconds;
    }

    void visitor(int place) {
        sums[place * WIDTH + VISITORS]++;
    }

    void add(int place, Tally tally) {
        int at = place * WIDTH;
        sums[at + VISITORS] += tally.visitors();
        sums[at + VIEWS] += tally.views();
        sums[at + CLICKS] += tally.clicks();
        sums[at + EVENTS] += tally.events();
        sums[at + VISITS] += tally.visits();
        sums[at + ENGAGED] += tally.engaged();
        sums[at + SECONDS] += tally.seconds();
    }

    void add(Totals more) {
        for (int place = 0; place < more.size(); place++) {
            add(place(more.values.value(place)), more.tally(place));
        }
    }

    /** @param views each value has as many of them, and once only */
    void add(Totals more, long views) {
        for (int place = 0; place < more.size(); place++) {
            add(place(more.values.value(place)), more.tally(place).plus(new Tally(0, views, 0, 0, 0, 0, 0)));
        }
    }

    Map<Long, Tally> tallies() {
        Map<Long, Tally> tallies = new HashMap<>();
        for (int place = 0; place < size(); place++) {
            tallies.put(values.value(place), tally(place));
        }
        return tallies;
    }

    Tally tally(int place) {
        int at = place * WIDTH;
        return new Tally(
                sums[at + VISITORS],
                sums[at + VIEWS],
                sums[at + CLICKS],
                sums[at + EVENTS],
                sums[at + VISITS],
                sums[at + ENGAGED],
                sums[at + SECONDS]);
    }

    /** What a row of each kind counts as; a stay counts as nothing, in the place that nobody reads. */
    private static int[] ofKind() {
        var counts = new int[Kind.values().length];
        counts[Kind.VIEW.code] = VIEWS;
        counts[Kind.CLICK.code] = CLICKS;
        counts[Kind.OUT.code] = CLICKS;
        counts[Kind.EVENT.code] = EVENTS;
        counts[Kind.STAY.code] = WIDTH - 1;
        return counts;
    }
}
