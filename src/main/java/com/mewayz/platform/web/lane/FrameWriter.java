package com.mewayz.platform.web.lane;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes the frames of an HTTP/2 connection, which the web server gives it one by one and whole, and between two of them
 * what it knows no way to say: that the connection comes to its end while its requests go on (RFC 9113, 6.8).
 */
final class FrameWriter implements DataWriter {
    /** Whatever is under way or arrives yet is answered. */
    static final int EVERY_REQUEST = Integer.MAX_VALUE;

    static final int NO_ERROR = 0;

    /** The client asks for too much. */
    static final int CALM_DOWN = 11;

    private static final byte GO_AWAY = 7;

    private final DataWriter writer;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable BufferData goodbye;
    private boolean inHeaders;

    FrameWriter(DataWriter writer) {
        this.writer = writer;
    }

    /**
     * Says it as soon as the frame is over that is being written; whoever writes that one says it then, so that nobody
     * waits for a client that does not read.
     *
     * @param last the last stream whose request is answered
     * @param why an error code of RFC 9113, 7
     */
    void goodbye(int last, int why) {
        goodbye = BufferData.create(new byte[] {
            0,
            0,
            8,
            GO_AWAY,
            0,
            0,
            0,
            0,
            0,
            (byte) (last >> 24),
            (byte) (last >> 16),
            (byte) (last >> 8),
            (byte) last,
            0,
            0,
            0,
            (byte) why
        });
        say();
    }

    private void say() {
        while (goodbye != null && lock.tryLock()) {
            try {
                var words = goodbye;
                if (inHeaders || words == null) {
                    return;
                }
                goodbye = null;
                writer.writeNow(words);
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public void writeNow(BufferData frame) {
        lock.lock();
        try {
            int type = frame.get(3);
            if (type == Frames.HEADERS || type == Frames.CONTINUATION) {
                // nothing may come between the parts of a block of headers
                inHeaders = (frame.get(4) & Frames.END_HEADERS) == 0;
            }
            writer.writeNow(frame);
        } finally {
            lock.unlock();
        }
        say();
    }

    @Override
    public void writeNow(BufferData... parts) {
        writeNow(BufferData.create(parts));
    }

    @Override
    public void write(BufferData... parts) {
        writeNow(BufferData.create(parts));
    }

    @Override
    public void write(BufferData frame) {
        writeNow(frame);
    }

    @Override
    public void flush() {
        writer.flush();
    }

    @Override
    public void close() {
        writer.close();
    }
}
