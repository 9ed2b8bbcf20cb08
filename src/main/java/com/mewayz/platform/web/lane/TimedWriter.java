package com.mewayz.platform.web.lane;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;

/** Writes with a deadline, so that a client which does not read cannot keep a connection for ever. */
final class TimedWriter implements DataWriter {
    private final DataWriter writer;
    private final Watched watched;
    private final Guard.Limits limits;

    TimedWriter(DataWriter writer, Watched watched, Guard.Limits limits) {
        this.writer = writer;
        this.watched = watched;
        this.limits = limits;
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
        watched.closeIn(limits.toSend(buffer.available()));
    }
}
