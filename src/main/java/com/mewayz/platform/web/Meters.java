package com.mewayz.platform.web;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The meters of one place in the table of routes, by method; most places are never asked for, and hold none. */
final class Meters {
    /** The last stands for all others, which anybody could make up without end. */
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "other");

    private final AtomicReferenceArray<Meter> meters = new AtomicReferenceArray<>(METHODS.size());

    Meter of(String method) {
        int place = METHODS.indexOf(method);
        int at = place < 0 ? METHODS.size() - 1 : place;
        var here = meters.get(at);
        if (here != null) {
            return here;
        }
        var fresh = new Meter();
        return meters.compareAndSet(at, null, fresh) ? fresh : meters.get(at);
    }

    Stream<RouteFigures> read(String route) {
        return IntStream.range(0, METHODS.size())
                .filter(at -> meters.get(at) != null)
                .mapToObj(at -> meters.get(at).read(METHODS.get(at), route));
    }
}
