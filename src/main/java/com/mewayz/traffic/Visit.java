package com.mewayz.traffic;

/** A visit that may still go on. */
final class Visit {
    final long id;

    /** The words of {@link Sorter#WAY} and what follows: how the visitor came and with what. */
    final long[] words;

    /** Of the last act, in milliseconds. */
    long last;

    boolean engaged;
    private long minute;
    private int acts;

    Visit(long id, long[] words) {
        this.id = id;
        this.words = words;
    }

    /** How many acts there were in the minute of {@code at}, this one included. */
    int acts(long at) {
        long now = at / 60_000;
        acts = minute == now ? acts + 1 : 1;
        minute = now;
        return acts;
    }
}
