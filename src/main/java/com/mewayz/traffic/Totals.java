package com.mewayz.traffic;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

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

    private long[] values = new long[16];
    private long[] sums = new long[16 * WIDTH];
    private int size;

    /** Places by value, one more than the place; 0 is free. Its length is a power of two, at most half is used. */
    private int[] table = new int[64];

    /** Where the sums of the value stand. */
    int place(long value) {
        int mask = table.length - 1;
        int slot = slot(value, mask);
        while (table[slot] != 0) {
            int place = table[slot] - 1;
            if (values[place] == value) {
                return place;
            }
            slot = slot + 1 & mask;
        }
        return add(value, slot);
    }

    private int add(long value, int slot) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
            sums = Arrays.copyOf(sums, 2 * size * WIDTH);
        }
        values[size] = value;
        table[slot] = ++size;
        if (2 * size > table.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        table = new int[2 * table.length];
        int mask = table.length - 1;
        for (int place = 0; place < size; place++) {
            int slot = slot(values[place], mask);
            while (table[slot] != 0) {
                slot = slot + 1 & mask;
            }
            table[slot] = place + 1;
        }
    }

    private static int slot(long value, int mask) {
        long mixed = value * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & mask;
    }

    /** Adds a row. */
    void add(int place, int act, int seconds) {
        int at = place * WIDTH;
        sums[at + OF_KIND[Column.kind(act)]]++;
        sums[at + VISITS] += Column.first(act);
        sums[at + ENGAGED] += Column.engaged(act);
        sums[at + SECONDS] += seconds;
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

    Map<Long, Tally> tallies() {
        Map<Long, Tally> tallies = new HashMap<>();
        for (int place = 0; place < size; place++) {
            tallies.put(values[place], tally(place));
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
