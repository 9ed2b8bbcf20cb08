package com.mewayz.traffic;

/** A visit that may still go on. */
final class Visit {
    final long id;

    /** How the visitor came and with what: the words of {@link Column#SOURCE} and of all columns after it. */
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
