package com.mewayz.platform.web.lane;

import static java.util.Comparator.comparingLong;

import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Finds connections that have waited longest. It looks at all of them and remembers the first few in their order, so that
 * a crowd of newcomers does not cost such a look each: who began to wait after the look has waited less than any of them.
 */
final class Longest {
    private static final int REMEMBERED = 64;

    private final Queue<Place> first = new ArrayDeque<>();

    record Place(SocketAddress remote, Watched watched, long since) {
        boolean isStillWaiting() {
            return watched.waitingSince() == since;
        }
    }

    /** The one that has waited longest and was not given before; null if none waits. */
    synchronized @Nullable Place of(Map<SocketAddress, Watched> connections) {
        var place = next(connections);
        if (place == null) {
            look(connections);
            place = next(connections);
        }
        return place;
    }

    private @Nullable Place next(Map<SocketAddress, Watched> connections) {
        var place = first.poll();
        while (place != null && !(place.isStillWaiting() && connections.get(place.remote) == place.watched)) {
            place = first.poll();
        }
        return place;
    }

    private void look(Map<SocketAddress, Watched> connections) {
        var waiting = new ArrayList<Place>(connections.size());
        connections.forEach((remote, watched) -> {
            long since = watched.waitingSince();
            if (since != Watched.BUSY) {
                waiting.add(new Place(remote, watched, since));
            }
        });
        long now = System.nanoTime();
        waiting.sort(comparingLong(place -> place.since - now));
        first.addAll(waiting.subList(0, Math.min(waiting.size(), REMEMBERED)));
    }
}
