package com.mewayz.platform.web.lane;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.util.function.IntFunction;

/** Writes with a deadline, so that a client which does not read cannot keep a connection for ever. */
final class TimedWriter implements DataWriter {
    private final DataWriter writer;
    private final IntFunction<Runnable> watch;

    /** @param watch starts the time that writing so many bytes may take, and gives what ends it */
    TimedWriter(DataWriter writer, IntFunction<Runnable> watch) {
        this.writer = writer;
        this.watch = watch;
    }

    @Override
    public void write(BufferData... buffers) {
        write(BufferData.create(buffers));
    }

    @Override
    public void write(BufferData buffer) {
        var end = watch.apply(buffer.available());
        writer.write(buffer);
        end.run();
    }

    @Override
    public void writeNow(BufferData... buffers) {
        writeNow(BufferData.create(buffers));
    }

    @Override
    public void writeNow(BufferData buffer) {
        var end = watch.apply(buffer.available());
        writer.writeNow(buffer);
        end.run();
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
