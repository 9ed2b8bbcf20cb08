package com.mewayz.platform;

/** A clock for waits: it goes on while the clock of the world stands still (in tests) or is set (anywhere). */
public final class Ticks {
    private Ticks() {}

    /** In nanoseconds, from any moment on. */
    public static long now() {
        return System.nanoTime();
    }
}
