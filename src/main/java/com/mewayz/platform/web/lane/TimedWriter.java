package com.mewayz.platform.web.lane;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;

/** Writes with a deadline, so that a client which does not read cannot keep a connection for ever. */
final class TimedWriter implements DataWriter {
    private final DataWriter writer;
    private final Guard.Watched watched;
    private final long stall;
    private final long nanosPerByte;

    TimedWriter(DataWriter writer, Guard.Watched watched, Guard.Limits limits) {
        this.writer = writer;
        this.watched = watched;
        this.stall = limits.stall().toNanos();
        this.nanosPerByte = limits.nanosPerByte();
    }

    @Override
    public void write(BufferData... buffers) {
        write(BufferData.create(buffers));
    }

    @Override
    public void write(BufferData buffer) {
        begin(buffer);
        writer.write(buffer);
        watched.rest();
    }

    @Override
    public void writeNow(BufferData... buffers) {
        writeNow(BufferData.create(buffers));
    }

    @Override
    public void writeNow(BufferData buffer) {
        begin(buffer);
        writer.writeNow(buffer);
        watched.rest();
    }

    @Override
    public void flush() {
        writer.flush();
    }

    @Override
    public void close() {
        writer.close();
    }

    private void begin(BufferData buffer) {
        watched.closeIn(stall + buffer.available() * nanosPerByte);
    }
}
