package com.mewayz.traffic;

import java.util.Arrays;

/** Numbers values in the order in which they are first met, from 0, and makes no objects of them. */
final class Numbering {
    private long[] values = new long[16];
    private int size;

    /** One more than the number of the value in that slot; 0 is free. A power of two, at most half of them are used. */
    private int[] table = new int[64];

    int of(long value) {
        int mask = table.length - 1;
        int slot = slot(value, mask);
        while (table[slot] != 0) {
            int number = table[slot] - 1;
            if (values[number] == value) {
                return number;
            }
            slot = slot + 1 & mask;
        }
        return add(value, slot);
    }

    /** Whether the value is met for the first time. */
    boolean isNew(long value) {
        int before = size;
        return of(value) == before;
    }

    long value(int number) {
        return values[number];
    }

    /** All, by their numbers. */
    long[] values() {
        return Arrays.copyOf(values, size);
    }

    int size() {
        return size;
    }

    private int add(long value, int slot) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
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
        for (int number = 0; number < size; number++) {
            int slot = slot(values[number], mask);
            while (table[slot] != 0) {
                slot = slot + 1 & mask;
            }
            table[slot] = number + 1;
        }
    }

    private static int slot(long value, int mask) {
        long mixed = value * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & mask;
    }
}
