package com.mewayz.platform.web;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Counts the answers of one method of one route, by their kind and by how long they took. */
final class Meter {
    private static final long[] NANOS = RouteFigures.BOUNDS.stream()
            .mapToLong(seconds -> Math.round(seconds * 1e9))
            .toArray();

    private final LongAdder[] classes = adders(6);
    private final LongAdder[] buckets = adders(NANOS.length + 1);
    private final LongAdder nanos = new LongAdder();

    void count(int status, long took) {
        classes[Math.clamp(status / 100, 0, 5)].increment();
        int bucket = 0;
        while (bucket < NANOS.length && took > NANOS[bucket]) {
            bucket++;
        }
        buckets[bucket].increment();
        nanos.add(took);
    }

    RouteFigures read(String method, String route) {
        return new RouteFigures(method, route, sums(classes), sums(buckets), Duration.ofNanos(nanos.sum()));
    }

    private static LongAdder[] adders(int count) {
        return Stream.generate(LongAdder::new).limit(count).toArray(LongAdder[]::new);
    }

    private static List<Long> sums(LongAdder[] adders) {
        return IntStream.range(0, adders.length).mapToObj(i -> adders[i].sum()).toList();
    }
}
