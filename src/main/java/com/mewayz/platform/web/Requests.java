package com.mewayz.platform.web;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts what goes through the router. A request costs it a few additions, and no text is made. */
final class Requests {
    private final Router router;
    private final Meters nowhere = new Meters();
    private final LongAdder inFlight = new LongAdder();

    Requests(Router router) {
        this.router = router;
    }

    Exchange begin() {
        inFlight.increment();
        return new Exchange();
    }

    long inFlight() {
        return inFlight.sum();
    }

    List<RouteFigures> read() {
        return Stream.concat(nowhere.read(""), router.read()).toList();
    }

    /** One request on its way. */
    final class Exchange {
        private final long start = System.nanoTime();
        private Meters place = nowhere;
        private boolean counted;

        void at(Meters found) {
            place = found;
        }

        /** The answer is there, or its first byte is: a stream may last as long as a page is open. */
        void answered(String method, int status) {
            if (!counted) {
                counted = true;
                place.of(method).count(status, System.nanoTime() - start);
            }
        }

        void end() {
            inFlight.decrement();
        }
    }
}
