package com.mewayz.analytics.imports;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A set of texts of which it keeps eight bytes each, of a hash that nobody fills on purpose: two are never the same. */
final class Hashes {
    private final MessageDigest digest;
    private long[] slots = new long[1 << 10];
    private int size;

    Hashes() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    int size() {
        return size;
    }

    boolean contains(String text) {
        return slots[place(slots, hash(text))] != 0;
    }

    /** False if it is there already. */
    boolean add(String text) {
        long hash = hash(text);
        int place = place(slots, hash);
        if (slots[place] != 0) {
            return false;
        }
        slots[place] = hash;
        size++;
        if (size > slots.length / 3 * 2) {
            grow();
        }
        return true;
    }

    private void grow() {
        var more = new long[slots.length * 2];
        for (long hash : slots) {
            if (hash != 0) {
                more[place(more, hash)] = hash;
            }
        }
        slots = more;
    }

    /** Where it is, or would be. */
    private static int place(long[] slots, long hash) {
        int place = (int) hash & (slots.length - 1);
        while (slots[place] != 0 && slots[place] != hash) {
            place = (place + 1) & (slots.length - 1);
        }
        return place;
    }

    private long hash(String text) {
        long hash = ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
        return hash == 0 ? 1 : hash; // 0 is an empty slot
    }
}
