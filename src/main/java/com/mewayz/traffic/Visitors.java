package com.mewayz.traffic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells visitors apart without knowing them, and remembers for half an hour who opened what. Used by one thread at a
 * time.
 *
 * <p>A page opened again within two seconds is one view: a double tap, a reload that the browser did by itself. A link
 * opened again within ten is one click: an app's browser that hands the address on, and whoever hammers it, since each
 * repetition starts the ten seconds anew. Longer would swallow real second visits behind a shared address.
 */
final class Visitors {
    private static final Duration SAME_VIEW = Duration.ofSeconds(2);
    private static final Duration SAME_CLICK = Duration.ofSeconds(10);
    private static final int REMEMBERED = 200_000;

    private final Salts salts;
    private final Mac mac = mac();
    private final Map<Long, Long> active = bounded();
    private final Map<Opened, Long> opened = bounded();
    private final Map<Long, Long> bridged = bounded();

    Visitors(Salts salts) {
        this.salts = salts;
    }

    /**
     * The visitor of a hit. Who goes on past midnight keeps yesterday's number until this day ends, and then gets a
     * new one: numbers of one day lead to one other at most.
     *
     * <p>Whoever shares an address and a browser's version shares the number: an office may count as one.
     */
    long of(Hit hit, Instant at, ZoneId zone) {
        var day = at.atZone(zone).toLocalDate();
        long today = hash(salts.of(day, zone), hit);
        if (bridged.containsKey(today)) {
            return bridged.get(today);
        }
        var midnight = day.atStartOfDay(zone).toInstant();
        if (isActive(today, at) || !at.isBefore(midnight.plus(Salts.BRIDGE))) {
            return today;
        }
        long yesterday = hash(salts.of(day.minusDays(1), zone), hit);
        if (!isActive(yesterday, at)) {
            return today;
        }
        bridged.put(today, yesterday);
        return yesterday;
    }

    /** Notes what the visitor did, and says whether that was the same a moment ago. */
    boolean repeats(long visitor, Act act, Instant at) {
        active(visitor, at);
        var what = switch (act) {
            case Act.View view -> new Opened(visitor, SAME_VIEW, view.page());
            case Act.Click click -> new Opened(visitor, SAME_CLICK, Long.toString(click.block()));
            case Act.Out out -> new Opened(visitor, SAME_CLICK, out.target());
            case Act.Named _, Act.Stay _ -> null;
        };
        if (what == null) {
            return false;
        }
        var before = opened.put(what, at.toEpochMilli());
        return before != null && at.toEpochMilli() - before < what.window.toMillis();
    }

    /** Notes that the visitor is there. */
    void active(long visitor, Instant at) {
        active.merge(visitor, at.toEpochMilli(), Math::max);
    }

    private boolean isActive(long visitor, Instant at) {
        var last = active.get(visitor);
        return last != null && at.toEpochMilli() - last < Salts.BRIDGE.toMillis();
    }

    private long hash(byte[] salt, Hit hit) {
        try {
            mac.init(new SecretKeySpec(salt, mac.getAlgorithm()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        mac.update(ByteBuffer.allocate(Long.BYTES).putLong(hit.site()).flip());
        mac.update(hit.trace().address().getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        return ByteBuffer.wrap(mac.doFinal(hit.trace().agent().getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    private static Mac mac() {
        try {
            return Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <K> Map<K, Long> bounded() {
        return new LinkedHashMap<>(1024, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Long> eldest) {
                return size() > REMEMBERED;
            }
        };
    }

    private record Opened(long visitor, Duration window, String what) {}
}
