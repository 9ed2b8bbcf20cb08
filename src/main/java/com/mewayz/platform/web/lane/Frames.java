package com.mewayz.platform.web.lane;

import java.util.function.IntConsumer;

/**
 * Reads along as the frames of an HTTP/2 connection come in (RFC 9113, 4.1), in whatever pieces, and knows which request
 * began last. It refuses what costs the server much and the client nothing: headers that unpack to too much or do not
 * come to their end, and one frame after another that only wants an answer.
 */
final class Frames {
    static final int HEAD = 9;
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int CONTINUATION = 9;
    static final int END_HEADERS = 4;

    private static final int PRIORITY = 2;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int PADDED = 8;
    private static final int WITH_PRIORITY = 0x20;
    private static final int PRIORITY_BYTES = 5;

    private static final int PREFACE = 24;
    private static final int CONTINUATIONS = 8;

    private static final int PATIENCE = 200;
    private static final int GAINED_BY_REQUEST = 8;
    private static final long NANOS_FOR_ONE = 50_000_000;

    private final IntConsumer data;
    private final HeaderBlock block;
    private final byte[] head = new byte[HEAD];
    private int ofHead;
    private boolean padded;
    private int priority;
    private int fragment;
    private int toSkip = PREFACE;
    private boolean inHeaders;
    private int continuations;
    private int patience = PATIENCE;
    private long asked = System.nanoTime();
    private volatile int last;

    /**
     * @param limit of the headers of a request, in bytes
     * @param data told of each frame of a body that begins, with its length
     */
    Frames(int limit, IntConsumer data) {
        this.block = new HeaderBlock(limit);
        this.data = data;
    }

    /** @throws Excess if the client asks for too much */
    void read(byte[] bytes) {
        int from = 0;
        while (from < bytes.length) {
            if (padded) {
                padded = false;
                toSkip = bytes[from++] & 0xff;
                fragment -= toSkip;
                if (fragment < 0) {
                    throw new Excess("more padding than there is of the frame");
                }
                endFragment();
            } else if (priority > 0) {
                int length = Math.min(priority, bytes.length - from);
                priority -= length;
                from += length;
            } else if (fragment > 0) {
                int length = Math.min(fragment, bytes.length - from);
                block.read(bytes, from, from + length);
                fragment -= length;
                from += length;
                endFragment();
            } else if (toSkip > 0) {
                int length = Math.min(toSkip, bytes.length - from);
                toSkip -= length;
                from += length;
            } else {
                head[ofHead++] = bytes[from++];
                if (ofHead == HEAD) {
                    ofHead = 0;
                    begin();
                }
            }
        }
    }

    private void begin() {
        int length = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | head[2] & 0xff;
        int type = head[3];
        if (inHeaders && type != CONTINUATION) {
            toSkip = length; // not allowed there, which the web server says
            return;
        }
        switch (type) {
            case HEADERS -> {
                int stream = (head[5] & 0x7f) << 24 | (head[6] & 0xff) << 16 | (head[7] & 0xff) << 8 | head[8] & 0xff;
                last = Math.max(last, stream);
                patience = Math.min(PATIENCE, patience + GAINED_BY_REQUEST);
                inHeaders = true;
                continuations = 0;
                padded = has(PADDED) && length > 0;
                int rest = padded ? length - 1 : length;
                priority = has(WITH_PRIORITY) ? Math.min(PRIORITY_BYTES, rest) : 0;
                fragment = rest - priority;
                endFragment();
            }
            case CONTINUATION -> {
                if (!inHeaders || ++continuations > CONTINUATIONS || length == 0 && !has(END_HEADERS)) {
                    throw new Excess("the headers do not come to their end");
                }
                fragment = length;
                endFragment();
            }
            case DATA -> {
                toSkip = length;
                data.accept(length);
            }
            case PRIORITY, SETTINGS, PING -> {
                toSkip = length;
                bear();
            }
            default -> {
                toSkip = length;
                if (type > CONTINUATION || type < 0) {
                    bear();
                }
            }
        }
    }

    private boolean has(int flag) {
        return (head[4] & flag) != 0;
    }

    private void endFragment() {
        if (fragment == 0 && !padded && has(END_HEADERS)) {
            inHeaders = false;
            block.end();
        }
    }

    /** What is no request is borne a few times at once, and a few times a second. */
    private void bear() {
        long now = System.nanoTime();
        int gained = (int) Math.min(PATIENCE, (now - asked) / NANOS_FOR_ONE);
        asked += gained == PATIENCE ? now - asked : gained * NANOS_FOR_ONE;
        patience = Math.min(PATIENCE, patience + gained);
        if (--patience < 0) {
            throw new Excess("too many frames that are no requests");
        }
    }

    /** Whether the headers of a request have begun and are not whole. */
    boolean isInHeaders() {
        return inHeaders;
    }

    /** The number of its stream; zero before the first one. */
    int last() {
        return last;
    }
}
