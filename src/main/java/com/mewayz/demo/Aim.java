package com.mewayz.demo;

import java.time.Instant;

/** A link that visitors may click from one moment to another, and how much it draws them. */
record Aim(long block, double pull, Instant from, Instant until) {
    boolean isThere(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(until);
    }
}
