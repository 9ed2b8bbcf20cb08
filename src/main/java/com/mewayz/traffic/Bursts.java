package com.mewayz.traffic;

import com.mewayz.platform.web.Networks;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Notices an address from which more comes than people behind it can do, under whatever names. Five minutes' worth may
 * come at once, so that neither an office nor the many phones behind one address of a carrier are cut off; who goes on
 * is held to {@value #A_SECOND} acts a second. An address is forgotten within minutes of its last act, and never
 * leaves the memory.
 */
final class Bursts {
    static final int AT_ONCE = 1500;
    private static final int A_SECOND = 5;
    private static final int REMEMBERED = 50_000;
    private static final long COST = Duration.ofSeconds(1).toMillis() / A_SECOND;
    private static final long SWEEP = Duration.ofMinutes(1).toMillis();

    /** When each address has all its acts back. */
    private final Map<String, Long> restored = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    private long swept;

    boolean isOne(String address, long at) {
        sweep(at);
        var network = Networks.neighbourhood(address);
        long from = Math.max(at, restored.getOrDefault(network, at));
        if (from - at + COST > AT_ONCE * COST) {
            return true;
        }
        restored.put(network, from + COST);
        return false;
    }

    private void sweep(long at) {
        if (Math.abs(at - swept) >= SWEEP) {
            swept = at;
            restored.values().removeIf(whole -> whole <= at);
        }
    }
}
