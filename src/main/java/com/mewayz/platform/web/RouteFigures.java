package com.mewayz.platform.web;

import java.time.Duration;
import java.util.List;

/**
 * What was answered with one method at one place in the table of routes.
 *
 * @param route its path as it stands in the table; empty where there is none
 * @param statuses how many answers by the first digit of their status, from 0 to 5
 * @param buckets how many took no longer than each of {@link #BOUNDS} and longer than the one before; the last has no bound
 * @param took all of them together
 */
public record RouteFigures(String method, String route, List<Long> statuses, List<Long> buckets, Duration took) {
    /** Upper ends of the buckets, in seconds. */
    public static final List<Double> BOUNDS =
            List.of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);
}
