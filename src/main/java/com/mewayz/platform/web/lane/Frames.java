package com.mewayz.platform.web.lane;

/**
 * Reads along as the frames of an HTTP/2 connection come in (RFC 9113, 4.1), in whatever pieces, and knows which request
 * began last.
 */
final class Frames {
    static final int HEAD = 9;
    static final int HEADERS = 1;

    private static final int PREFACE = 24;

    private final byte[] head = new byte[HEAD];
    private int ofHead;
    private int toSkip = PREFACE;
    private volatile int last;

    void read(byte[] bytes) {
        int from = 0;
        while (from < bytes.length) {
            int length = Math.min(bytes.length - from, toSkip > 0 ? toSkip : HEAD - ofHead);
            if (toSkip > 0) {
                toSkip -= length;
            } else {
                System.arraycopy(bytes, from, head, ofHead, length);
                ofHead += length;
                if (ofHead == HEAD) {
                    begin();
                }
            }
            from += length;
        }
    }

    private void begin() {
        ofHead = 0;
        toSkip = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | head[2] & 0xff;
        if (head[3] == HEADERS) {
            int stream = (head[5] & 0x7f) << 24 | (head[6] & 0xff) << 16 | (head[7] & 0xff) << 8 | head[8] & 0xff;
            last = Math.max(last, stream);
        }
    }

    /** The number of its stream; zero before the first one. */
    int last() {
        return last;
    }
}
