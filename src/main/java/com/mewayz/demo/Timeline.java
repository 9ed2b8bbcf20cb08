package com.mewayz.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A clock that goes with another one, unless it is held at a moment: so the program can live through a history in
 * order, and everything it stamps meanwhile carries the time of the history.
 */
public final class Timeline extends Clock {
    private final Clock real;
    private volatile @Nullable Instant held;

    public Timeline(Clock real) {
        this.real = real;
    }

    /** From now on it is this moment. */
    void hold(Instant moment) {
        held = moment;
    }

    /** Time goes by again, from the present on. */
    void release() {
        held = null;
    }

    Instant present() {
        return real.instant();
    }

    @Override
    public Instant instant() {
        var moment = held;
        return moment == null ? real.instant() : moment;
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a timeline has no zone of its own");
    }
}
